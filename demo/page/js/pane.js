// One person's Telegram: who it is, the chats, the open chat, and what lies above them.

import { html, useState } from "../vendor/htm-preact.js";
import { actionsOf, isDeepLink, openLink } from "./actions.js";
import { Avatar, serviceText } from "./bubble.js";
import { Chat, chatTitle, useAction } from "./chat.js";
import { clock } from "./format.js";
import { live, now } from "./live.js";
import { Sheet } from "./sheets.js";
import { changePane, choosePerson, openChat, person, t, ui, unread, unreadOf } from "./ui.js";

export function Pane({ index }) {
  const pane = ui.panes[index];
  const me = person(pane.person);
  if (!me) return null;
  const chat = me.chats.includes(pane.chat) ? live.state.chats[pane.chat] : null;
  return html`<section class="pane ${chat ? "has-chat" : ""}" aria-label=${me.name} data-pane=${index}>
    <${People} ...${{ index, me }} />
    <div class="toast-rail">${pane.toast && html`<div class="toast" role="status">${pane.toast.text}</div>`}</div>
    <div class="pane-body">
      <${ChatList} ...${{ index, me, chat }} />
      ${
        chat
          ? html`<${Chat} key=${`${me.id}:${chat.id}`} ...${{ index, me, chat, onBack: () => openChat(index, me.id, null) }} />`
          : html`<div class="no-chat"></div>`
      }
    </div>
    ${pane.sheet && html`<${Sheet} ...${{ index, me, sheet: pane.sheet, close: () => changePane(index, { sheet: null }) }} />`}
  </section>`;
}

function People({ index, me }) {
  return html`<nav class="people" aria-label=${t().people}>
    <div class="people-row">
      ${live.state.people.map((one) => html`<${Face} ...${{ one, index, me }} />`)}
    </div>
    <p class="who">
      <b>${me.name}</b> · ${t()[me.role]} · ${me.language} · ${me.zone.split("/")[1].replaceAll("_", " ")}${" "}
      ${clock(now(), me.zone)}
    </p>
  </nav>`;
}

function Face({ one, index, me }) {
  const count = unreadOf(one);
  const first = one.name.split(" ")[0];
  return html`<button
    class="face"
    aria-pressed=${one.id === me.id}
    aria-label="${one.name}, ${t()[one.role]}"
    title="${one.name}, ${t()[one.role]}"
    onClick=${() => choosePerson(index, one.id)}
  >
    <${Avatar} id=${one.id} name=${one.name} />
    ${count > 0 && one.id !== me.id && html`<span class="badge">${count}</span>`}
    <span class="face-name">${first}</span>
  </button>`;
}

function ChatList({ index, me, chat }) {
  const [query, setQuery] = useState("");
  const act = actionsOf(index, me.id, me.id);
  const wanted = query.trim().toLowerCase();
  const chats = me.chats
    .map((id) => live.state.chats[id])
    .filter((one) => chatTitle(one).toLowerCase().includes(wanted));
  const isLink = isDeepLink(query.trim());
  const follow = (event) => {
    event.preventDefault();
    if (isLink) openLink(act, me.id, query.trim());
    else if (chats.length === 1) act.goTo(chats[0].id);
    setQuery("");
  };
  return html`<nav class="chat-list" aria-label=${t().chats}>
    <form class="search" onSubmit=${follow}>
      <input type="search" placeholder=${t().search} aria-label=${t().search} value=${query}
        onInput=${(event) => setQuery(event.currentTarget.value)}
        onKeyDown=${(event) => event.key === "Escape" && setQuery("")} />
    </form>
    ${isLink && html`<button class="found-link" onClick=${follow}>↗ ${t().open}</button>`}
    ${!isLink && !chats.length && html`<p class="quiet">${t().nothingFound}</p>`}
    ${!isLink && chats.map((one) => html`<${ChatRow} key=${one.id} ...${{ one, me, current: chat?.id === one.id, open: () => act.goTo(one.id) }} />`)}
  </nav>`;
}

function ChatRow({ one, me, current, open }) {
  const last = one.messages.at(-1);
  const count = unread(me.id, one.id);
  const action = useAction(one);
  return html`<button class="chat-row" aria-current=${current} aria-label=${chatTitle(one)} title=${chatTitle(one)} onClick=${open}>
    <${Avatar} id=${one.id} name=${chatTitle(one)} bot=${one.kind === "private"} />
    <span class="chat-row-text">
      <span class="chat-row-top"><b>${chatTitle(one)}</b>${last && html`<time>${clock(last.date, me.zone)}</time>`}</span>
      <span class="chat-row-bottom">
        <span class="last ${action ? "acting" : ""}">${action ? `${t().typing}…` : last ? preview(last, me, one) : ""}</span>
        ${count > 0 && html`<span class="badge">${count}</span>`}
      </span>
    </span>
  </button>`;
}

function preview(message, me, chat) {
  if (Object.keys(message.service).length) return serviceText(message);
  const text = message.text || (message.file ? `📎 ${message.file.name}` : "");
  if (message.sender_id === me.id) return `${t().you}: ${text}`;
  return chat.kind === "private" ? text : `${message.sender}: ${text}`;
}
