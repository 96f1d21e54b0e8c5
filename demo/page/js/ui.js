// What belongs to this page alone: language, theme, who is shown where, drafts, what has been read.

import { live } from "./live.js";
import { LANGUAGES, texts } from "./texts.js";

const KEPT = "sandbox-page";

function load() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

const kept = load();
const browserLanguage = (navigator.language ?? "en").slice(0, 2);

export const ui = {
  language: kept.language ?? (LANGUAGES.includes(browserLanguage) ? browserLanguage : "en"),
  theme: kept.theme ?? "auto",
  split: kept.split ?? true,
  panel: kept.panel ?? true,
  panelOnPhone: false,
  tab: "guide",
  panes: [
    { person: null, chat: null },
    { person: null, chat: null },
  ],
  read: kept.read ?? {},
  born: kept.born ?? null,
  pending: new Set(),
};

export const narrow = matchMedia("(max-width: 999px)");

// Two people need a wide screen.
export function isSplit() {
  return ui.split && !narrow.matches;
}

const drafts = new Map();
let redraw = () => {};

export function setRedraw(callback) {
  redraw = callback;
}

export function change(patch) {
  Object.assign(ui, patch);
  const { language, theme, split, panel, read, born } = ui;
  localStorage.setItem(KEPT, JSON.stringify({ language, theme, split, panel, read, born }));
  redraw();
}

export function t() {
  return texts(ui.language);
}

export function person(id) {
  return live.state.people.find((one) => one.id === id);
}

export function changePane(index, patch) {
  change({ panes: ui.panes.map((pane, number) => (number === index ? { ...pane, ...patch } : pane)) });
}

// The chat that each person has had open last, so that coming back to them shows it again.
const lastChat = new Map();

export function openChat(index, personId, chatId) {
  if (chatId) lastChat.set(personId, chatId);
  changePane(index, { person: personId, chat: chatId });
}

export function choosePerson(index, personId) {
  openChat(index, personId, lastChat.get(personId) ?? personId);
}

export function draftKey(personId, chatId) {
  return `${personId}:${chatId}`;
}

export function draft(key) {
  return drafts.get(key) ?? { text: "", reply: null, edit: null };
}

export function setDraft(key, patch) {
  drafts.set(key, { ...draft(key), ...patch });
  redraw();
}

// --- what has been read

export function unread(personId, chatId) {
  const chat = live.state.chats[chatId];
  const seen = ui.read[`${personId}:${chatId}`] ?? 0;
  return chat ? chat.messages.filter((one) => one.id > seen && one.sender_id !== personId).length : 0;
}

export function unreadOf(one) {
  return one.chats.reduce((sum, chatId) => sum + unread(one.id, chatId), 0);
}

export function markRead(personId, chatId) {
  const last = live.state.chats[chatId]?.messages.at(-1)?.id ?? 0;
  const key = `${personId}:${chatId}`;
  if ((ui.read[key] ?? 0) < last) change({ read: { ...ui.read, [key]: last } });
}

// A world that was born anew has new messages under old numbers.
export function forgetOldWorld() {
  if (ui.born !== live.state.born) change({ born: live.state.born, read: {} });
}
