// The one connection to the sandbox: the state comes in, commands go out.

const RETRY_MS = 1000;
const REPLY_MS = 15000;

export const live = { state: null, online: false };

const listeners = new Set();
const answerListeners = new Set();
const waiting = new Map();
let socket = null;
let lastId = 0;

export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// A press was answered: {chat, user_id, message_id, text, show_alert, url}.
export function onAnswer(listener) {
  answerListeners.add(listener);
  return () => answerListeners.delete(listener);
}

// The world's time in milliseconds: its clock may have been put ahead.
export function now() {
  return Date.now() + live.state.ahead * 1000;
}

function tell() {
  for (const listener of listeners) listener();
}

// `greet` is called once there is a state, after each connection.
export function connect(greet) {
  socket = new WebSocket(`ws://${location.host}/live`);
  socket.onmessage = (event) => receive(JSON.parse(event.data), greet);
  socket.onclose = () => {
    live.online = false;
    for (const { reject } of waiting.values()) reject(new Error("offline"));
    waiting.clear();
    tell();
    setTimeout(connect, RETRY_MS, greet);
  };
}

function receive(message, greet) {
  if (message.type === "state") {
    live.state = message.state;
    live.online = true;
    tell();
    greet();
  } else if (message.type === "news") {
    const chats = { ...live.state.chats, ...message.state.chats };
    live.state = { ...live.state, ...message.state, chats };
    tell();
  } else if (message.type === "answer") {
    for (const listener of answerListeners) listener(message);
  } else if (message.type === "reply") {
    settle(message);
  }
}

function settle(message) {
  const promise = waiting.get(message.id);
  waiting.delete(message.id);
  if (message.error) promise?.reject(new Error(message.error));
  else promise?.resolve(message.result);
}

// Rejects with an Error whose message is the name of a text.
export function command(name, body) {
  if (!live.online) return Promise.reject(new Error("offline"));
  lastId += 1;
  const id = lastId;
  socket.send(JSON.stringify({ id, do: name, body }));
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    setTimeout(() => settle({ id, error: "offline" }), REPLY_MS);
  });
}

const UPLOAD_LIMIT = 50 * 1024 * 1024;

export async function upload(file, { person, chat, thread, caption }) {
  if (file.size > UPLOAD_LIMIT) throw new Error("file_too_big");
  const query = new URLSearchParams({ person, chat, name: file.name, caption });
  if (thread) query.set("thread", thread);
  const response = await fetch(`/upload?${query}`, { method: "POST", body: file }).catch(() => {
    throw new Error("offline");
  });
  if (!response.ok) throw new Error((await response.json().catch(() => ({}))).error ?? "not_possible");
}
