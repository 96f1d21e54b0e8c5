// Telegram's text entities as elements, and moments as the reader's phone shows them. Nothing here makes HTML of text.

import { html, useState } from "../vendor/htm-preact.js";
import { now } from "./live.js";

// Entities count in UTF-16 code units, as JavaScript's strings do.
export function RichText({ text, entities, reader, act }) {
  return html`<span class="text">${pieces(text, 0, text.length, sorted(entities), { reader, act })}</span>`;
}

function sorted(entities) {
  return [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

function pieces(text, from, to, entities, context) {
  const result = [];
  let at = from;
  let rest = entities;
  while (rest.length) {
    const [entity, ...others] = rest;
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > at) result.push(text.slice(at, entity.offset));
    const inside = others.filter((one) => one.offset < end);
    const children = pieces(text, entity.offset, end, inside, context);
    result.push(element(entity, text.slice(entity.offset, end), children, context));
    // A block ends its line by itself, as in Telegram's apps.
    at = BLOCKS.includes(entity.type) && text[end] === "\n" ? end + 1 : end;
    rest = others.filter((one) => one.offset >= end);
  }
  if (at < to) result.push(text.slice(at, to));
  return result;
}

const BLOCKS = ["blockquote", "expandable_blockquote", "pre"];
const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", custom_emoji: "span" };

function element(entity, plain, children, { reader, act }) {
  const link = (action, title) =>
    html`<a href="#" title=${title} onClick=${(event) => (event.preventDefault(), event.stopPropagation(), action())}
      >${children}</a
    >`;
  switch (entity.type) {
    case "code":
      return html`<code tabindex="0" role="button" onClick=${() => act.copy(plain)} onKeyDown=${onEnter(() => act.copy(plain))}
        >${children}</code
      >`;
    case "pre":
      return html`<pre>${children}</pre>`;
    case "spoiler":
      return html`<${Spoiler}>${children}<//>`;
    case "blockquote":
      return html`<blockquote>${children}</blockquote>`;
    case "expandable_blockquote":
      return html`<${Expandable}>${children}<//>`;
    case "date_time":
      return html`<time dateTime=${new Date(entity.unix_time * 1000).toISOString()} title=${reader.zone}
        >${formatMoment(entity.unix_time * 1000, entity.date_time_format, reader) ?? children}</time
      >`;
    case "text_link":
      return link(() => act.open(entity.url), entity.url);
    case "url":
      return link(() => act.open(plain));
    case "email":
      return link(() => act.copy(plain));
    case "bot_command":
      return link(() => act.say(plain));
    case "mention":
    case "text_mention":
      return html`<span class="mention">${children}</span>`;
    default: {
      const tag = TAGS[entity.type];
      return tag ? html`<${tag}>${children}<//>` : children;
    }
  }
}

export function onEnter(action) {
  return (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      action();
    }
  };
}

function Spoiler({ children }) {
  const [shown, show] = useState(false);
  return html`<span
    class="spoiler ${shown ? "shown" : ""}"
    role="button"
    tabindex="0"
    aria-expanded=${shown}
    onClick=${() => show(true)}
    onKeyDown=${onEnter(() => show(!shown))}
    ><span aria-hidden=${!shown}>${children}</span></span
  >`;
}

function Expandable({ children }) {
  const [open, setOpen] = useState(false);
  return html`<blockquote class="expandable ${open ? "open" : ""}" role="button" tabindex="0" aria-expanded=${open}
    onClick=${() => setOpen(!open)} onKeyDown=${onEnter(() => setOpen(!open))}>${children}</blockquote>`;
}

// https://core.telegram.org/bots/api#date-time-entity-formatting: r, or w?[dD]?[tT]?; without a format the text stays.
export function formatMoment(milliseconds, format, reader) {
  if (!format) return null;
  if (format === "r") return relative(milliseconds, reader.language);
  const options = { timeZone: reader.zone };
  if (format.includes("w")) options.weekday = "long";
  if (format.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "numeric" });
  if (format.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/[tT]/.test(format)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (format.includes("T")) options.second = "2-digit";
  return new Intl.DateTimeFormat(localeOf(reader.language), options).format(milliseconds);
}

const UNITS = [
  ["year", 31536000],
  ["month", 2592000],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

function relative(milliseconds, language) {
  const seconds = Math.round((milliseconds - now()) / 1000);
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(localeOf(language), { numeric: "auto" }).format(
    Math.round(seconds / length),
    unit,
  );
}

function localeOf(language) {
  return language === "en" ? "en-GB" : (language ?? "en-GB");
}

// A moment: an ISO string or milliseconds.
export function clock(moment, zone) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(
    new Date(moment),
  );
}

export function day(moment, zone, language) {
  const options = { timeZone: zone, day: "numeric", month: "long" };
  return new Intl.DateTimeFormat(localeOf(language), options).format(new Date(moment));
}

export function fullMoment(moment, language, zone) {
  const options = { dateStyle: "long", timeStyle: "short", timeZone: zone };
  return new Intl.DateTimeFormat(localeOf(language), options).format(moment);
}

export function fileSize(bytes, language) {
  const units = language === "ru" ? ["Б", "КБ", "МБ"] : ["B", "KB", "MB"];
  const step = bytes >= 1048576 ? 2 : bytes >= 1024 ? 1 : 0;
  const number = bytes / 1024 ** step;
  return `${new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: step ? 1 : 0 }).format(number)} ${units[step]}`;
}

// Only what a browser may safely follow; others are shown as text.
export function safeUrl(url) {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
  try {
    const parsed = new URL(full);
    return ["http:", "https:", "tg:"].includes(parsed.protocol) ? parsed : null;
  } catch {
    return null;
  }
}
