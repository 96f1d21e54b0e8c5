// Below the messages: the field, the commands it completes, the reply keyboard, Start.

import { html, useEffect, useLayoutEffect, useRef, useState } from "../vendor/htm-preact.js";
import { command, live } from "./live.js";
import { draft, draftKey, setDraft, t } from "./ui.js";

export function Composer({ me, chat, act, thread }) {
  const isPrivate = chat.kind === "private";
  if (isPrivate && me.blocked)
    return html`<${BigButton} text=${t().restart} onClick=${() => act.do("block", { person: me.id, on: false })} />`;
  if (isPrivate && !me.started) return html`<${BigButton} text=${t().start} onClick=${() => act.say("/start")} />`;
  return html`<${Field} key=${`${me.id}:${chat.id}`} ...${{ me, chat, act, thread }} />`;
}

function BigButton({ text, onClick }) {
  return html`<div class="composer"><button class="big-button" onClick=${onClick}>${text}</button></div>`;
}

function Field({ me, chat, act, thread }) {
  const key = draftKey(me.id, chat.id);
  const { text, reply, edit } = draft(key);
  const field = useRef(null);
  const [hidden, hide] = useState(null); // the message whose keyboard was put away
  const [menuOpen, openMenu] = useState(false);
  const keyboard = currentKeyboard(chat, me, thread);
  const forced = keyboard?.force_reply && keyboard.message.id !== hidden ? keyboard.message : null;
  const answered = reply ? chat.messages.find((one) => one.id === reply) : edit || !forced ? null : forced;
  const commands = useCommands({ me, chat, text, menuOpen });
  const shownKeyboard = keyboard && !keyboard.force_reply && keyboard.message.id !== hidden ? keyboard : null;

  useLayoutEffect(() => fit(field.current), [text]);
  useEffect(() => {
    if (forced || reply || edit) field.current?.focus();
  }, [forced?.id, reply, edit]);

  const submit = () => {
    if (answered && !reply) setDraft(key, { reply: answered.id });
    openMenu(false);
    act.submit();
  };
  const cancel = () => {
    if (forced) hide(forced.id);
    setDraft(key, { reply: null, edit: null, text: edit ? "" : text });
  };
  const choose = (name) => {
    openMenu(false);
    setDraft(key, { text: "" });
    act.say(chat.kind === "private" ? `/${name}` : `/${name}@${live.state.bot.username}`);
    field.current?.focus();
  };
  const attach = ({ currentTarget: input }) => {
    act.attach([...input.files]);
    input.value = ""; // so that the same file can be chosen again
  };
  const onKeyDown = (event) => {
    if (commands.keys(event, choose, (name) => setDraft(key, { text: `/${name} ` }))) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape") {
      if (menuOpen) openMenu(false);
      else if (answered || edit) cancel();
    }
  };
  return html`<div class="composer" data-chat=${chat.id}>
    ${commands.list.length > 0 && html`<${CommandList} ...${{ commands, choose }} />`}
    ${(answered || edit) && html`<${Above} ...${{ answered, edit, cancel }} />`}
    <form
      class="field"
      onSubmit=${(event) => (event.preventDefault(), submit())}
      onDragOver=${(event) => event.preventDefault()}
      onDrop=${(event) => (event.preventDefault(), act.attach(event.dataTransfer.files))}
    >
      ${
        commands.any &&
        html`<button type="button" class="menu-button" aria-expanded=${menuOpen} onClick=${() => openMenu(!menuOpen)}>
        <span aria-hidden="true">☰</span> <span class="wide-only">${t().menu}</span>
      </button>`
      }
      <textarea
        ref=${field}
        rows="1"
        value=${text}
        placeholder=${(forced || shownKeyboard) && keyboard.placeholder ? keyboard.placeholder : t().message}
        aria-label=${t().message}
        onInput=${(event) => setDraft(key, { text: event.currentTarget.value })}
        onKeyDown=${onKeyDown}
        onPaste=${(event) => event.clipboardData.files.length && act.attach(event.clipboardData.files)}
      ></textarea>
      ${
        keyboard &&
        !keyboard.force_reply &&
        html`<button
        type="button"
        class="icon-button"
        aria-label=${shownKeyboard ? t().hideKeyboard : t().keyboard}
        onClick=${() => hide(shownKeyboard ? keyboard.message.id : null)}
      >⌨</button>`
      }
      <label class="icon-button" title=${t().attach}>
        <${Clip} />
        <input type="file" multiple aria-label=${t().attach}
          onChange=${attach} />
      </label>
      <button class="icon-button send" aria-label=${t().send} disabled=${!text.trim()}><${Plane} /></button>
    </form>
    ${shownKeyboard && html`<${ReplyKeyboard} ...${{ keyboard: shownKeyboard, chat, act, done: () => shownKeyboard.one_time && hide(keyboard.message.id) }} />`}
  </div>`;
}

function Clip() {
  return html`<svg viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><path d="m20 11-8.500 8.500a5 5 0 0 1-7-7L13 4a3.400 3.400 0 0 1 4.800 4.800l-8.500 8.400a1.700 1.700 0 0 1-2.400-2.400l7.600-7.600"/></svg>`;
}

function Plane() {
  return html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path fill="currentColor" d="M3.400 20.400 21.500 12.700a.8.8 0 0 0 0-1.400L3.400 3.600a.7.7 0 0 0-1 .9L4.700 11l9.300 1-9.300 1-2.300 6.500a.7.7 0 0 0 1 .9Z"/></svg>`;
}

// Grows with its text up to the height that CSS allows.
function fit(field) {
  if (!field) return;
  field.style.height = "0";
  field.style.height = `${field.scrollHeight}px`;
}

function Above({ answered, edit, cancel }) {
  return html`<div class="above">
    <span class="above-text"
      ><b>${edit ? t().editing : t().replyTo(answered.sender)}</b><span>${edit ? "" : answered.text || answered.file?.name}</span></span
    >
    <button class="icon-button" aria-label=${t().cancel} onClick=${cancel}>✕</button>
  </div>`;
}

// --- commands

function useCommands({ me, chat, text, menuOpen }) {
  const [chosen, setChosen] = useState(0);
  const menu = live.state.menus[me.id]?.[chat.id] ?? [];
  const typed = /^\/([a-z0-9_]*)$/i.exec(text)?.[1].toLowerCase();
  const list = menuOpen ? menu : typed === undefined ? [] : menu.filter((one) => one.command.startsWith(typed));
  const at = Math.min(chosen, Math.max(list.length - 1, 0));
  useEffect(() => setChosen(0), [typed, menuOpen]);
  const keys = (event, choose, complete) => {
    if (!list.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setChosen((at + step + list.length) % list.length);
    else if (event.key === "Tab" && !event.shiftKey) complete(list[at].command);
    else if (event.key === "Enter" && !event.shiftKey && list[at].command !== typed) choose(list[at].command);
    else return false;
    event.preventDefault();
    return true;
  };
  return { list, at, keys, any: menu.length > 0, setChosen };
}

function CommandList({ commands, choose }) {
  const list = useRef(null);
  useEffect(() => list.current?.children[commands.at]?.scrollIntoView({ block: "nearest" }), [commands.at]);
  return html`<div class="commands" role="listbox" aria-label=${t().commands} ref=${list}>
    ${commands.list.map(
      (one, number) => html`<button
        type="button"
        role="option"
        tabindex="-1"
        aria-selected=${number === commands.at}
        onMouseEnter=${() => commands.setChosen(number)}
        onClick=${() => choose(one.command)}
      ><b>/${one.command}</b><span>${one.description}</span></button>`,
    )}
  </div>`;
}

// --- reply keyboards

// The newest one that concerns this person decides. A forced reply and a one-time keyboard end with their next message.
function currentKeyboard(chat, me, thread) {
  for (const message of [...chat.messages].reverse()) {
    const keyboard = message.keyboard;
    if (!keyboard || (thread && message.thread_id !== thread) || !concerns(message, me, chat)) continue;
    if (keyboard.remove) return null;
    const used = chat.messages.some((one) => one.id > message.id && one.sender_id === me.id);
    return (keyboard.force_reply || keyboard.one_time) && used ? null : { ...keyboard, message };
  }
  return null;
}

function concerns(message, me, chat) {
  if (chat.kind === "private" || !message.keyboard.selective) return true;
  const mentioned =
    message.entities.some((one) => one.user?.id === me.id) || (me.username && message.text.includes(`@${me.username}`));
  return mentioned || message.reply_to?.sender_id === me.id;
}

function ReplyKeyboard({ keyboard, chat, act, done }) {
  const press = async (button) => {
    done();
    if (button.kind === "text") {
      const reply_to = chat.kind === "private" ? null : keyboard.message.id;
      act.do("send", {
        person: act.person,
        chat: chat.id,
        text: button.text,
        reply_to,
        thread: keyboard.message.thread_id,
      });
    } else if (button.kind === "request_users") {
      act.sheet({ kind: "people", message: keyboard.message, button });
    } else if (button.kind === "request_chat") {
      const body = { person: act.person, chat: chat.id, message: keyboard.message.id, button: button.text };
      const offers = await command("offers", body).catch(() => ({ groups: [] }));
      act.sheet({ kind: "chat", message: keyboard.message, button, groups: offers.groups });
    } else act.toast(t().not_possible);
  };
  return html`<div class="reply-keyboard">
    ${keyboard.rows.map(
      (row) => html`<div class="button-row">
        ${row.map((button) => html`<button class="reply-button ${button.style ?? ""}" onClick=${() => press(button)}>${button.text}</button>`)}
      </div>`,
    )}
  </div>`;
}
