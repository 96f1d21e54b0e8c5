// What a person does in one pane. Every action answers with a toast when the sandbox refuses it.

import { safeUrl } from "./format.js";
import { command, live, upload } from "./live.js";
import { change, changePane, draft, draftKey, isSplit, openChat, setDraft, t, ui } from "./ui.js";

const TOAST_MS = 3500;

export function actionsOf(index, personId, chatId, threadOf = () => null) {
  const inChat = { person: personId, chat: chatId };
  const act = {
    index,
    person: personId,
    toast: (text) => toast(index, text),
    sheet: (sheet) => changePane(index, { sheet }),
    do: (name, body) => command(name, body).catch((error) => toast(index, t()[error.message] ?? t().not_possible)),
    say: (text) => act.do("send", { ...inChat, text, thread: threadOf() }),
    copy: (text) => copy(index, text),
    open: (url) => openLink(act, personId, url),
    press: (message, button) => press(act, inChat, message, button),
    submit: () => submit(act, inChat, threadOf()),
    attach: (files) => attach(act, inChat, threadOf(), files),
    goTo: (chat) => openChat(index, personId, chat),
  };
  return act;
}

export function toast(index, text) {
  const shown = { text };
  changePane(index, { toast: shown });
  setTimeout(() => ui.panes[index].toast === shown && changePane(index, { toast: null }), TOAST_MS);
}

async function copy(index, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyOldWay(text);
  }
  toast(index, t().copied);
}

// Without the permission, or without focus, the clipboard is reached through a selection.
function copyOldWay(text) {
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

export function pressKey(personId, chatId, messageId) {
  return `${personId}:${chatId}:${messageId}`;
}

const SPIN_MS = 20000;

function press(act, inChat, message, button) {
  if (button.kind === "url") return act.open(button.value);
  if (button.kind === "copy_text") return act.copy(button.value);
  if (button.kind !== "callback_data") return act.toast(t().not_possible);
  const key = pressKey(inChat.person, inChat.chat, message.id);
  const spinning = { key, data: button.value };
  ui.pending.add(spinning);
  setTimeout(() => ui.pending.delete(spinning) && change({}), SPIN_MS);
  change({});
  return act.do("press", { ...inChat, message: message.id, data: button.value });
}

export function pressAnswered(personId, chatId, messageId) {
  const key = pressKey(personId, chatId, messageId);
  for (const spinning of ui.pending) if (spinning.key === key) ui.pending.delete(spinning);
}

async function submit(act, inChat, thread) {
  const key = draftKey(inChat.person, inChat.chat);
  const { text, reply, edit } = draft(key);
  if (!text.trim()) return;
  try {
    if (edit) await command("edit", { ...inChat, message: edit, text });
    else await command("send", { ...inChat, text, reply_to: reply, thread });
  } catch (error) {
    act.toast(t()[error.message] ?? t().not_possible);
    return;
  }
  // What was typed while the message travelled stays.
  setDraft(key, { text: draft(key).text === text ? "" : draft(key).text, reply: null, edit: null });
}

async function attach(act, inChat, thread, files) {
  const key = draftKey(inChat.person, inChat.chat);
  for (const file of files) {
    try {
      await upload(file, { ...inChat, thread, caption: draft(key).text });
      setDraft(key, { text: "" });
    } catch (error) {
      act.toast(t()[error.message] ?? t().not_possible);
    }
  }
}

const INVITE_HOST = "conf.boomstream.com";

export function isDeepLink(url) {
  const parsed = safeUrl(url);
  const hosts = ["t.me", "telegram.me"];
  const name = parsed?.pathname.replaceAll("/", "").toLowerCase();
  return Boolean(parsed) && hosts.includes(parsed.hostname) && name === live.state.bot.username.toLowerCase();
}

export async function openLink(act, personId, url) {
  const parsed = safeUrl(url);
  if (!parsed) return act.toast(t().not_possible);
  if (!isDeepLink(url)) return act.sheet({ kind: parsed.hostname === INVITE_HOST ? "room" : "link", url: parsed.href });
  if (parsed.searchParams.has("startgroup")) return act.sheet({ kind: "startgroup", url: parsed.href });
  const result = await act.do("open", { person: personId, url: parsed.href });
  if (result?.chat) act.goTo(result.chat);
}

// The first link in a message that starts the bot.
export function deepLink(message) {
  const inText = message.entities.map(
    (one) => one.url ?? (one.type === "url" ? message.text.slice(one.offset, one.offset + one.length) : ""),
  );
  const onButtons = message.buttons
    .flat()
    .filter((one) => ["url", "copy_text"].includes(one.kind))
    .map((one) => one.value);
  return [...inText, ...onButtons].find((url) => url && isDeepLink(url) && /[?&]start=/.test(url));
}

// In split view the other half shows what happens.
export function openAs(index, personId, url) {
  const shown = ui.panes.findIndex((pane, number) => number !== index && pane.person === personId);
  const there = actionsOf(isSplit() ? (shown >= 0 ? shown : 1 - index) : index, personId, personId);
  there.goTo(personId);
  there.open(url);
}

// Sending it is left to the person.
export function fillIn(personId, text) {
  openChat(0, personId, personId);
  setDraft(draftKey(personId, personId), { text });
  change({ panelOnPhone: false });
  requestAnimationFrame(() => document.querySelector('[data-pane="0"] textarea')?.focus());
}
