// One message: bubble, file, quotation, buttons; or a line in the middle for what Telegram itself tells.

import { html, useMemo } from "../vendor/htm-preact.js";
import { pressKey } from "./actions.js";
import { clock, fileSize, RichText } from "./format.js";
import { live } from "./live.js";
import { t, ui } from "./ui.js";

const COLOURS = 7;

export function colour(id) {
  return `c${Math.abs(Number(id)) % COLOURS}`;
}

export function initials(name) {
  const words = name
    .replace(/[^\p{L}\p{N} ]/gu, "")
    .split(" ")
    .filter(Boolean);
  return ((words[0]?.[0] ?? "?") + (words.length > 1 ? words.at(-1)[0] : "")).toUpperCase();
}

export function Avatar({ id, name, bot = false }) {
  return html`<span class="avatar ${bot ? "bot" : colour(id)}" aria-hidden="true">${bot ? html`<${BotFace} />` : initials(name)}</span>`;
}

function BotFace() {
  return html`<svg viewBox="0 0 24 24" width="60%" height="60%"><path fill="currentColor"
    d="M12 2a1.500 1.500 0 0 1 1 2.600V6h4a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3h4V4.600A1.500 1.500 0 0 1 12 2ZM9 11a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3Zm6 0a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3Zm-6 5.200v1.300h6v-1.300Z"/></svg>`;
}

export function Bubble({ message, me, chat, joined, act, onMenu, onJump }) {
  const own = message.sender_id === me.id;
  const inGroup = chat.kind !== "private";
  const spinning = [...ui.pending].filter((one) => one.key === pressKey(me.id, chat.id, message.id));
  const body = useMemo(
    () => html`<${Body} ...${{ message, me, own, inGroup, joined, act, onJump }} />`,
    [message, me, joined, ui.language, live.state.ahead],
  );
  return html`<article
    class="row ${own ? "own" : "other"} ${joined ? "joined" : ""}"
    data-message=${message.id}
    onContextMenu=${(event) => (event.preventDefault(), onMenu(message, event.currentTarget))}
  >
    ${inGroup && !own && html`<span class="beside">${!joined && html`<${Avatar} id=${message.sender_id} name=${message.sender} bot=${message.from_bot} />`}</span>`}
    <div class="stack ${message.buttons.length ? "with-buttons" : ""}">
      ${body}
      ${message.buttons.length > 0 && html`<${InlineKeyboard} ...${{ message, act, spinning }} />`}
    </div>
    <button class="dots" aria-label=${t().more} onClick=${(event) => onMenu(message, event.currentTarget)}>⋯</button>
  </article>`;
}

function Body({ message, me, own, inGroup, joined, act, onJump }) {
  return html`<div class="bubble ${message.file?.kind === "photo" ? "with-photo" : ""}">
    ${inGroup && !own && !joined && html`<div class="sender ${colour(message.sender_id)}-text">${message.sender}</div>`}
    ${message.forward_of && html`<div class="forwarded">${t().forwarded(message.forward_of)}</div>`}
    ${message.reply_to && html`<${Quotation} answered=${message.reply_to} me=${me} onJump=${onJump} />`}
    ${message.file && html`<${Attachment} file=${message.file} />`}
    ${message.text && html`<${RichText} text=${message.text} entities=${message.entities} reader=${me} act=${act} />`}
    <span class="meta">
      ${message.pinned && html`<span title=${t().pinned}>📌</span>`}
      ${message.edited && html`<span>${t().edited}</span>`}
      <time dateTime=${message.date}>${clock(message.date, me.zone)}</time>
      ${own && html`<span class="ticks" aria-hidden="true">✓✓</span>`}
    </span>
  </div>`;
}

function Quotation({ answered, me, onJump }) {
  const name = answered.sender_id === me.id ? t().you : answered.sender;
  return html`<button class="quotation" onClick=${() => onJump(answered.id)}>
    <b>${name}</b><span>${answered.deleted ? t().deleted : answered.text}</span>
  </button>`;
}

function Attachment({ file }) {
  const url = `/file/${file.path}`;
  if (file.kind === "photo")
    return html`<a class="photo" href=${url} target="_blank" rel="noopener"
      ><img src=${url} alt=${file.name} width=${file.width} height=${file.height} /></a>`;
  return html`<a class="document" href=${url} download=${file.name} aria-label="${t().download}: ${file.name}">
    <span class="file-icon" aria-hidden="true">↓</span>
    <span class="file-name">${file.name}</span><span class="file-size">${fileSize(file.size, ui.language)}</span>
  </a>`;
}

const SIGNS = { url: "M7 17 17 7M9 7h8v8", copy_text: "M9 9h10v10H9zM5 15V5h10" };

function InlineKeyboard({ message, act, spinning }) {
  return html`<div class="inline-keyboard">
    ${message.buttons.map(
      (row) => html`<div class="button-row">
        ${row.map(
          (button) => html`<button
            class="inline-button ${button.style ?? ""}"
            title=${button.text}
            aria-busy=${spinning.some((one) => one.data === button.value)}
            onClick=${() => act.press(message, button)}
          >
            ${button.text}${SIGNS[button.kind] && html`<svg class="sign" viewBox="0 0 24 24" aria-hidden="true"><path d=${SIGNS[button.kind]} /></svg>`}
          </button>`,
        )}
      </div>`,
    )}
  </div>`;
}

export function ServiceLine({ message }) {
  return html`<div class="service" data-message=${message.id}><span>${serviceText(message)}</span></div>`;
}

export function serviceText({ service, sender }) {
  const fullName = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ");
  if (service.new_chat_members) return t().s_joined(sender, service.new_chat_members.map(fullName).join(", "));
  if (service.left_chat_member) return t().s_left(sender, fullName(service.left_chat_member));
  if (service.forum_topic_created) return t().s_topic(sender, service.forum_topic_created.name);
  if (service.migrate_from_chat_id || service.migrate_to_chat_id) return t().s_upgraded;
  if (service.users_shared || service.chat_shared) return `${t().s_shared}: ${sharedNames(service)}`;
  return t().s_other;
}

function sharedNames({ users_shared: users, chat_shared: chat }) {
  const known = (id) => live.state.people.find((one) => one.id === id)?.name ?? live.state.chats[id]?.title ?? id;
  return users ? users.users.map((user) => known(user.user_id)).join(", ") : (chat.title ?? known(chat.chat_id));
}
