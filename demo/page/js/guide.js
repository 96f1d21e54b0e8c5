// First steps: each has a button that shows where, or fills in what to send; the state tells which are done.

import { html } from "../vendor/htm-preact.js";
import { deepLink, fillIn, openAs } from "./actions.js";
import { live } from "./live.js";
import { change, openChat, t } from "./ui.js";

export function Guide() {
  return html`<p>${t().guideIntro}</p>
    <ol class="steps">
      ${steps().map(
        ([name, isDone, label, run]) => html`<li class=${isDone ? "done" : ""}>
          <b>${t().guide[name][0]}</b>
          <button class="small" disabled=${!run} onClick=${run}>${label}</button>
          <small>${t().guide[name][1]}</small>
        </li>`,
      )}
    </ol>`;
}

// Name, whether it is done, the button's text and what it does; without that its turn has not come.
function steps() {
  const [owner, moderator, guest] = ["owner", "moderator", "guest"].map((role) =>
    live.state.people.find((one) => one.role === role),
  );
  const team = owner.chats.find((id) => live.state.chats[id].kind !== "private" && !live.state.chats[id].forum);
  const moderators = moderator.chats.find((id) => id !== moderator.id);
  const link = requestLink(owner);
  const requests = moderators ? requestCards(live.state.chats[moderators]) : [];
  const fill = (text) => () => fillIn(owner.id, text);
  return [
    ["start", owner.started, t().show, show(owner, owner.id)],
    ["key", done("list"), t().tryIt, fill(`/apikey ${live.state.boomstream[0].key}`)],
    ["create", done("create"), t().tryIt, fill(t().guideCreate)],
    ["invite", done("invite"), t().tryIt, fill(t().guideInvite)],
    ["moderators", hasBot(moderators), t().tryIt, fill("/moderators")],
    ["open", link, t().tryIt, fill("/open Product demo")],
    ["ask", requests.length > 0, t().tryIt, link && (() => ask(guest, link))],
    ["decide", requests.some((one) => one.edited), t().show, requests.length > 0 && show(moderator, moderators)],
    ["group", done("group"), t().show, team && show(owner, team)],
    ["faults", done("faults"), t().show, () => change({ tab: "faults" })],
  ];
}

function show(person, chat) {
  return () => (openChat(0, person.id, chat), change({ panelOnPhone: false }));
}

function ask(guest, link) {
  change({ split: true, panelOnPhone: false });
  openAs(0, guest.id, link);
}

// What the world has seen once, however long ago.
function done(deed) {
  return live.state.done.includes(deed);
}

function hasBot(chat) {
  return ["member", "administrator"].includes(live.state.chats[chat]?.bot);
}

// The newest one that the bot has given out.
function requestLink(owner) {
  const links = live.state.chats[owner.id].messages.filter((one) => one.from_bot).map(deepLink);
  return links.findLast((url) => url?.includes("?start=r_"));
}

// A card has a button that approves until somebody has decided; then it is edited.
function requestCards(group) {
  const approves = (one) => one.buttons.flat().some((button) => button.style === "success");
  return group.messages.filter((one) => one.from_bot && (one.edited || approves(one)));
}
