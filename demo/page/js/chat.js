// One open chat: header, topics, messages, composer.

import { html, useEffect, useLayoutEffect, useRef, useState } from "../vendor/htm-preact.js";
import { actionsOf, deepLink, openAs } from "./actions.js";
import { Avatar, Bubble, ServiceLine } from "./bubble.js";
import { Composer } from "./composer.js";
import { day } from "./format.js";
import { live, now } from "./live.js";
import { draftKey, markRead, setDraft, t, ui, unread } from "./ui.js";

const ACTION_SECONDS = 5; // Telegram clients stop showing "typing" after that

export function chatTitle(chat) {
  return chat.kind === "private" ? live.state.bot.name : chat.title;
}

export function Chat({ index, me, chat, onBack }) {
  const [topic, setTopic] = useState(null); // null: all of them; "general": what is in none
  const thread = topic === "general" ? null : topic;
  const act = actionsOf(index, me.id, chat.id, () => thread);
  const shown = topic ? chat.messages.filter((one) => one.thread_id === thread) : chat.messages;
  return html`<section class="chat" aria-label=${chatTitle(chat)}>
    <${Header} ...${{ me, chat, act, onBack }} />
    ${chat.forum && html`<${Topics} ...${{ chat, topic, setTopic }} />`}
    <${Messages} ...${{ me, chat, act, shown }} />
    <${Composer} ...${{ me, chat, act, thread }} />
  </section>`;
}

function Header({ me, chat, act, onBack }) {
  const isPrivate = chat.kind === "private";
  const elsewhere = me.chats.filter((id) => id !== chat.id).reduce((sum, id) => sum + unread(me.id, id), 0);
  return html`<header class="chat-header">
    <button class="icon-button back" aria-label=${t().back} onClick=${onBack}>
      <span aria-hidden="true">‹</span>${elsewhere > 0 && html`<span class="badge">${elsewhere}</span>`}
    </button>
    <${Avatar} id=${chat.id} name=${chatTitle(chat)} bot=${isPrivate} />
    <div class="chat-title"><b>${chatTitle(chat)}</b><${Subtitle} chat=${chat} /></div>
    <${HeaderMenu} ...${{ me, chat, act }} />
  </header>`;
}

function Subtitle({ chat }) {
  const action = useAction(chat);
  if (action)
    return html`<span class="subtitle acting">${action === "typing" ? t().typing : t().uploading}<${Dots} /></span>`;
  if (chat.kind === "private") return html`<span class="subtitle">${t().bot}</span>`;
  return html`<span class="subtitle">${t().members(chat.members.length)} · ${t().botIs[chat.bot] ?? ""}</span>`;
}

export function Dots() {
  return html`<span class="typing-dots" aria-hidden="true"><i></i><i></i><i></i></span>`;
}

export function useAction(chat) {
  const [expired, expire] = useState(null);
  useEffect(() => {
    if (!chat.action) return undefined;
    const timer = setTimeout(() => expire(chat), ACTION_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [chat]);
  return expired === chat ? null : chat.action;
}

function HeaderMenu({ me, chat, act }) {
  const items = chat.kind === "private" ? privateItems(me, act) : groupItems(me, chat, act);
  return html`<${Menu} label=${t().more} items=${items} />`;
}

function privateItems(me, act) {
  if (!me.started) return [];
  const text = me.blocked ? t().unblock : t().block;
  return [{ text, danger: !me.blocked, run: () => act.do("block", { person: me.id, on: !me.blocked }) }];
}

function groupItems(me, chat, act) {
  const status = chat.members.find((one) => one.id === me.id)?.status;
  const leave = { text: t().leaveGroup, danger: true, run: () => act.do("leave", { person: me.id, chat: chat.id }) };
  if (status === "member") return [leave];
  const item = (text, action, danger = false) => ({
    text,
    danger,
    run: () => act.do("membership", { person: me.id, chat: chat.id, action }),
  });
  const present = ["member", "administrator"].includes(chat.bot);
  const items = [{ text: t().groupMembers, run: () => act.sheet({ kind: "members", group: chat.id }) }];
  if (!present) items.push(item(t().addBot, "add"));
  if (chat.bot !== "administrator") items.push(item(t().promoteBot, "promote"));
  else items.push(item(t().demoteBot, "demote"));
  if (chat.forum) items.push({ text: t().newTopic, run: () => act.sheet({ kind: "topic" }) });
  if (chat.kind === "group") items.push(item(t().upgradeGroup, "upgrade"));
  if (present) items.push(item(t().removeBot, "remove", true));
  if (status !== "creator") items.push(leave);
  return items;
}

// A button with a list below it; Esc and a click elsewhere close it.
export function Menu({ label, items }) {
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  useEffect(() => {
    if (!open) return undefined;
    box.current.querySelector("[role=menuitem]")?.focus();
    const outside = (event) => !box.current?.contains(event.target) && setOpen(false);
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  if (!items.length) return null;
  const close = () => (setOpen(false), box.current.querySelector("button").focus());
  return html`<div class="menu" ref=${box} onKeyDown=${(event) => open && menuKeys(event, box.current, close)}>
    <button class="icon-button" aria-label=${label} aria-haspopup="menu" aria-expanded=${open} onClick=${() => setOpen(!open)}>⋮</button>
    ${open && html`<div class="menu-list" role="menu"><${MenuItems} items=${items} done=${() => setOpen(false)} /></div>`}
  </div>`;
}

function MenuItems({ items, done }) {
  return items.map(
    (item) =>
      html`<button role="menuitem" class=${item.danger ? "danger-text" : ""} onClick=${() => (done(), item.run())}>${item.text}</button>`,
  );
}

function menuKeys(event, box, close) {
  const items = [...box.querySelectorAll("[role=menuitem]")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") close();
  else if (step) items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function Topics({ chat, topic, setTopic }) {
  const topics = [{ id: null, name: t().allTopics }, { id: "general", name: t().general }, ...chat.topics];
  return html`<nav class="topics">
    ${topics.map(
      (one) =>
        html`<button class="chip" aria-pressed=${topic === one.id} onClick=${() => setTopic(one.id)}>${one.name}</button>`,
    )}
  </nav>`;
}

// --- messages

const NEAR_BOTTOM = 80; // pixels

function Messages({ me, chat, act, shown }) {
  const scroller = useRef(null);
  const reading = useReading(scroller, shown);
  const atBottom = useRef(true);
  const [far, setFar] = useState(false);
  const [menu, setMenu] = useState(null);
  const action = useAction(chat);
  const toBottom = () => (scroller.current.scrollTop = scroller.current.scrollHeight);

  useLayoutEffect(() => {
    atBottom.current = true;
    toBottom();
  }, [me.id, chat.id]);
  const newestIsMine = shown.at(-1)?.sender_id === me.id;
  useLayoutEffect(() => {
    if (atBottom.current || newestIsMine) toBottom();
  }, [shown.at(-1)?.id, chat, action]);
  useLayoutEffect(() => {
    const resized = new ResizeObserver(() => atBottom.current && toBottom());
    for (const element of [scroller.current, scroller.current.firstElementChild]) resized.observe(element);
    return () => resized.disconnect();
  }, []);
  useEffect(() => markRead(me.id, chat.id));

  const onScroll = ({ currentTarget: box }) => {
    atBottom.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_BOTTOM;
    setFar(!atBottom.current);
  };
  const jump = (id) => {
    const found = scroller.current.querySelector(`[data-message="${id}"]`);
    found?.scrollIntoView({ block: "center", behavior: "smooth" });
    found?.animate([{ backgroundColor: "var(--accent-soft)" }, { backgroundColor: "transparent" }], 1200);
  };
  return html`<div class="messages-box">
    <div class="messages" ref=${scroller} onScroll=${onScroll} role="log" aria-label=${t().messages} ...${reading}>
      <div class="messages-inner">
        ${chat.earlier > 0 && html`<div class="service"><span>${t().earlier(chat.earlier)}</span></div>`}
        ${!shown.length && html`<${Empty} chat=${chat} me=${me} />`}
        <${List} ...${{ me, chat, shown, act, jump, onMenu: (message, anchor) => setMenu({ message, anchor }) }} />
        ${action && html`<div class="row other"><div class="bubble acting-bubble" aria-label=${t().typing}><${Dots} /></div></div>`}
      </div>
    </div>
    ${far && html`<button class="to-bottom" aria-label=${t().down} onClick=${toBottom}>↓</button>`}
    ${menu && html`<${MessageMenu} ...${{ ...menu, me, chat, act, close: () => setMenu(null) }} />`}
  </div>`;
}

// Of all messages one at a time is on the way of Tab: the newest, or the one that the arrow keys or a click have reached.
function useReading(scroller, shown) {
  const reached = useRef(null);
  const mark = () => {
    const current = shown.find((one) => one.id === reached.current) ?? shown.findLast(isSpoken);
    for (const article of scroller.current.querySelectorAll("article")) {
      const tabIndex = article.dataset.message === String(current?.id) ? 0 : -1;
      for (const one of [article, ...article.querySelectorAll("a, button, [role=button]")]) one.tabIndex = tabIndex;
    }
  };
  useLayoutEffect(mark);
  const onfocusin = (event) => {
    const article = event.target.closest("article");
    if (!article || article.tabIndex === 0) return;
    reached.current = Number(article.dataset.message);
    mark();
  };
  const onKeyDown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches("article")) return;
    const articles = [...scroller.current.querySelectorAll("article")];
    const next = articles[articles.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return { onfocusin, onKeyDown }; // in small letters: browsers have no property of that name by which Preact could tell
}

function isSpoken(message) {
  return !Object.keys(message.service).length;
}

function Empty({ chat, me }) {
  const about = live.state.bot[`description_${me.language === "ru" ? "ru" : "en"}`];
  const isPrivate = chat.kind === "private";
  return html`<div class="empty">
    <div>
      ${isPrivate && html`<${Avatar} id=${0} name="" bot=${true} />`}
      <b>${isPrivate && about ? t().whatCanThisBotDo : t().emptyChat}</b>
      ${isPrivate && about && html`<p>${about}</p>`}
    </div>
  </div>`;
}

const JOIN_MS = 5 * 60 * 1000;

// A day is a section: its date stays in view until the next one pushes it out.
function List({ shown, ...props }) {
  const { me } = props;
  const days = [];
  for (const message of shown) {
    const name = day(message.date, me.zone, ui.language);
    if (days.at(-1)?.name !== name) days.push({ name, messages: [] });
    days.at(-1).messages.push(message);
  }
  return days.map(
    ({ name, messages }) => html`<section class="day" key=${`${name}-${messages[0].id}`}>
      <div class="service date"><span>${dayName(me.zone, name)}</span></div>
      <${Day} ...${{ messages, ...props }} />
    </section>`,
  );
}

function Day({ me, chat, messages, act, jump, onMenu }) {
  const rows = [];
  let before = null;
  for (const message of messages) {
    const isService = !isSpoken(message);
    const joined =
      before &&
      before.sender_id === message.sender_id &&
      isSpoken(before) &&
      new Date(message.date) - new Date(before.date) < JOIN_MS;
    rows.push(
      isService
        ? html`<${ServiceLine} key=${message.id} message=${message} />`
        : html`<${Bubble} key=${message.id} ...${{ message, me, chat, joined, act, onMenu, onJump: jump }} />`,
    );
    before = message;
  }
  return rows;
}

function dayName(zone, name) {
  if (name === day(now(), zone, ui.language)) return t().today;
  return name === day(now() - 86400000, zone, ui.language) ? t().yesterday : name;
}

// --- what can be done with a message

function MessageMenu({ message, anchor, me, chat, act, close }) {
  const box = useRef(null);
  useLayoutEffect(() => place(box.current, anchor), []);
  useEffect(() => {
    box.current.querySelector("[role=menuitem]")?.focus();
    const outside = (event) => !box.current?.contains(event.target) && close();
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, []);
  const items = messageItems(message, me, chat, act);
  const closeAndReturn = () => (close(), anchor.querySelector?.(".dots")?.focus());
  return html`<div class="menu-list floating" role="menu" ref=${box} onKeyDown=${(event) => menuKeys(event, box.current, closeAndReturn)}>
    <${MenuItems} items=${items} done=${close} />
  </div>`;
}

function place(box, anchor) {
  const frame = box.parentElement.getBoundingClientRect();
  const spot = anchor.getBoundingClientRect();
  const top = Math.min(Math.max(spot.top - frame.top, 8), frame.height - box.offsetHeight - 8);
  box.style.top = `${Math.max(top, 8)}px`;
  box.style.left = `${Math.min(Math.max(spot.left - frame.left, 40), frame.width - box.offsetWidth - 12)}px`;
}

function messageItems(message, me, chat, act) {
  const key = draftKey(me.id, chat.id);
  const items = [{ text: t().reply, run: () => setDraft(key, { reply: message.id, edit: null }) }];
  if (message.text) items.push({ text: t().copyText, run: () => act.copy(message.text) });
  const url = deepLink(message);
  for (const other of url ? live.state.people.filter((one) => one.id !== me.id) : [])
    items.push({ text: t().openAs(other.name), run: () => openAs(act.index, other.id, url) });
  if (message.sender_id === me.id) {
    if (!message.file)
      items.push({ text: t().edit, run: () => setDraft(key, { edit: message.id, text: message.text, reply: null }) });
    items.push({
      text: t().delete,
      danger: true,
      run: () => act.do("delete", { person: me.id, chat: chat.id, message: message.id }),
    });
  }
  return items;
}
