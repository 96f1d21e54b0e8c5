// What covers one pane until it is answered: alerts, links, pickers.

import { html, useEffect, useRef, useState } from "../vendor/htm-preact.js";
import { actionsOf } from "./actions.js";
import { Avatar } from "./bubble.js";
import { fullMoment } from "./format.js";
import { live, now } from "./live.js";
import { t, ui } from "./ui.js";

const KINDS = {
  alert: Alert,
  link: Link,
  room: Room,
  people: PickPeople,
  chat: PickChat,
  startgroup: StartGroup,
  topic: NewTopic,
  members: Members,
};

export function Sheet({ index, me, sheet, close }) {
  const box = useRef(null);
  const act = actionsOf(index, me.id, me.id);
  useEffect(() => {
    const before = document.activeElement;
    (box.current.querySelector("[autofocus]") ?? box.current.querySelector("button, input"))?.focus();
    return () => before?.isConnected && before.focus();
  }, [sheet]);
  const onKeyDown = (event) => {
    if (event.key === "Escape") event.preventDefault(), event.stopPropagation(), close();
    else if (event.key === "Tab") keepInside(event, box.current);
  };
  return html`<div class="shade" onClick=${(event) => event.target === event.currentTarget && close()}>
    <div class="sheet" role=${sheet.kind === "alert" ? "alertdialog" : "dialog"} aria-modal="true" aria-labelledby=${`sheet-${index}`}
      ref=${box} onKeyDown=${onKeyDown}>
      <${KINDS[sheet.kind]} ...${{ sheet, me, act, close, titleId: `sheet-${index}` }} />
    </div>
  </div>`;
}

function keepInside(event, box) {
  const all = [...box.querySelectorAll("button:not([disabled]), input, a[href]")];
  const edge = event.shiftKey ? all[0] : all.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? all.at(-1) : all[0]).focus();
}

function Alert({ sheet, close, titleId }) {
  return html`<p class="alert-text" id=${titleId}>${sheet.text}</p>
    <div class="sheet-buttons"><button class="primary" autofocus onClick=${close}>${t().ok}</button></div>`;
}

function Link({ sheet, act, close, titleId }) {
  return html`<h2 id=${titleId}>${t().openLink}</h2>
    <p class="url">${sheet.url}</p>
    <div class="sheet-buttons">
      <button onClick=${close}>${t().cancel}</button>
      <button onClick=${() => act.copy(sheet.url)}>${t().copyLink}</button>
      <a class="primary" href=${sheet.url} target="_blank" rel="noopener noreferrer" autofocus onClick=${close}>${t().open}</a>
    </div>`;
}

// --- the invite link: the token says who would come in

function Room({ sheet, me, act, close, titleId }) {
  const claims = readToken(sheet.url);
  const [conference, client] = findClient(claims.client);
  const expired = claims.exp && claims.exp * 1000 < now();
  return html`<h2 id=${titleId}>🚪 ${t().room}</h2>
    <p class="quiet">${t().roomIntro}</p>
    ${
      conference &&
      html`<div class="room">
      <b>${conference.title}</b>
      ${
        client.deleted
          ? html`<span class="danger-text">${t().roomGone}</span>`
          : html`<span>${t().roomAs} <b>${client.name || client.email}</b>, ${t().roomRole(client.moderator)}</span>`
      }
      <span class=${expired ? "danger-text" : "quiet"}>${untilText(claims, expired, me)}</span>
    </div>`
    }
    <p class="url">${sheet.url}</p>
    <div class="sheet-buttons">
      <button onClick=${() => act.copy(sheet.url)}>${t().copyLink}</button>
      <button class="primary" autofocus onClick=${close}>${t().ok}</button>
    </div>`;
}

function untilText(claims, expired, me) {
  if (expired) return t().roomExpired;
  return claims.exp ? `${t().roomUntil} ${fullMoment(claims.exp * 1000, ui.language, me.zone)}` : t().roomForever;
}

function readToken(url) {
  try {
    const payload = new URL(url).searchParams.get("jwt").split(".")[1];
    return JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return {};
  }
}

function findClient(code) {
  for (const project of live.state.boomstream)
    for (const conference of project.conferences) {
      const client = conference.clients.find((one) => one.code === code);
      if (client) return [conference, client];
    }
  return [null, null];
}

// --- pickers

function PickPeople({ sheet, me, act, close, titleId }) {
  const most = sheet.button.value.max_quantity ?? 1;
  const [chosen, choose] = useState([]);
  const people = live.state.people.filter((one) => one.id !== me.id);
  const send = (ids) => {
    close();
    act.do("share_users", {
      person: me.id,
      chat: me.id,
      message: sheet.message.id,
      button: sheet.button.text,
      people: ids,
    });
  };
  const toggle = (id) => {
    if (most === 1) return send([id]);
    const without = chosen.filter((one) => one !== id);
    return choose(without.length < chosen.length ? without : [...chosen, id].slice(0, most));
  };
  return html`<h2 id=${titleId}>${t().choosePeople}${most > 1 && html` <small>${t().upTo(most)}</small>`}</h2>
    <div class="choices">
      ${people.map(
        (one) => html`<${Choice} id=${one.id} name=${one.name} about=${one.username ? `@${one.username}` : ""}
        pressed=${most > 1 ? chosen.includes(one.id) : null} onClick=${() => toggle(one.id)} />`,
      )}
    </div>
    <div class="sheet-buttons">
      <button onClick=${close}>${t().cancel}</button>
      ${most > 1 && html`<button class="primary" disabled=${!chosen.length} onClick=${() => send(chosen)}>${t().done}</button>`}
    </div>`;
}

function PickChat({ sheet, me, act, close, titleId }) {
  const choose = (group) => {
    close();
    act.do("share_chat", { person: me.id, chat: me.id, message: sheet.message.id, button: sheet.button.text, group });
  };
  return html`<${Groups} ...${{ titleId, title: t().chooseChat, ids: sheet.groups, choose, close }} />`;
}

function StartGroup({ sheet, me, act, close, titleId }) {
  const mine = me.chats.filter((id) =>
    live.state.chats[id].members?.some((one) => one.id === me.id && one.status !== "member"),
  );
  const choose = async (group) => {
    close();
    const result = await act.do("open", { person: me.id, url: sheet.url, group });
    if (result?.chat) act.goTo(result.chat);
  };
  return html`<${Groups} ...${{ titleId, title: t().chooseGroup, ids: mine, choose, close }} />`;
}

function Groups({ titleId, title, ids, choose, close }) {
  const groups = ids.map((id) => live.state.chats[id]);
  return html`<h2 id=${titleId}>${title}</h2>
    <div class="choices">
      ${!groups.length && html`<p class="quiet">${t().noGroups}</p>`}
      ${groups.map((one) => html`<${Choice} id=${one.id} name=${one.title} about=${t().members(one.members.length)} pressed=${null} onClick=${() => choose(one.id)} />`)}
    </div>
    <div class="sheet-buttons"><button onClick=${close}>${t().cancel}</button></div>`;
}

function Choice({ id, name, about, pressed, onClick }) {
  return html`<button class="choice" aria-pressed=${pressed} onClick=${onClick}>
    <${Avatar} id=${id} name=${name} /><span><b>${name}</b><small>${about}</small></span>
    ${pressed !== null && html`<span class="tick" aria-hidden="true">${pressed ? "✓" : ""}</span>`}
  </button>`;
}

function NewTopic({ sheet: _sheet, act, close, titleId }) {
  const [name, setName] = useState("");
  const create = (event) => {
    event.preventDefault();
    close();
    act.do("add_topic", { person: act.person, chat: ui.panes[act.index].chat, name });
  };
  return html`<form onSubmit=${create}>
    <h2 id=${titleId}>${t().newTopic}</h2>
    <input autofocus maxlength="128" placeholder=${t().topicName} aria-label=${t().topicName} value=${name}
      onInput=${(event) => setName(event.currentTarget.value)} />
    <div class="sheet-buttons">
      <button type="button" onClick=${close}>${t().cancel}</button>
      <button class="primary" disabled=${!name.trim()}>${t().create}</button>
    </div>
  </form>`;
}

// --- who is in a group

const MEMBER_COMMANDS = { left: "add_member", member: "remove_member" };

function Members({ sheet, me, act, close, titleId }) {
  const group = live.state.chats[sheet.group];
  const statusOf = (id) => group.members.find((one) => one.id === id)?.status ?? "left";
  const change = (name, other) => act.do(name, { person: me.id, chat: group.id, other });
  return html`<h2 id=${titleId}>${group.title}</h2>
    <div class="choices">
      ${live.state.people.map((one) => html`<${Member} key=${one.id} ...${{ one, status: statusOf(one.id), change }} />`)}
    </div>
    <div class="sheet-buttons"><button class="primary" onClick=${close}>${t().done}</button></div>`;
}

function Member({ one, status, change }) {
  const name = MEMBER_COMMANDS[status];
  return html`<div class="choice">
    <${Avatar} id=${one.id} name=${one.name} /><span><b>${one.name}</b><small>${t().memberIs[status]}</small></span>
    ${name && html`<button class="small" aria-label="${t()[name]}: ${one.name}" onClick=${() => change(name, one.id)}>${t()[name]}</button>`}
  </div>`;
}
