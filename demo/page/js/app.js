import { html, render, useEffect, useState } from "../vendor/htm-preact.js";
import { actionsOf, openLink, pressAnswered, toast } from "./actions.js";
import { command, connect, live, onAnswer, onChange } from "./live.js";
import { Pane } from "./pane.js";
import { botStatus, Panel } from "./panel.js";
import { LANGUAGES } from "./texts.js";
import { change, changePane, choosePerson, forgetOldWorld, isSplit, narrow, person, setRedraw, t, ui } from "./ui.js";

const CLOCK_MS = 10000; // how late the clocks on the page may be

const THEMES = { auto: "◐", light: "☀", dark: "☾" };

function App() {
  const [, tick] = useState(0);
  useEffect(() => {
    const redraw = () => tick((n) => n + 1);
    setRedraw(redraw);
    narrow.addEventListener("change", redraw);
    const stops = [onChange(() => (settle(), redraw())), onAnswer(answered)];
    connect(tellLanguage);
    const ticking = setInterval(redraw, CLOCK_MS);
    return () => {
      clearInterval(ticking);
      for (const stop of stops) stop();
    };
  }, []);
  if (!live.state) return html`<p class="loading">…</p>`;
  return html`<div class="app ${isSplit() ? "is-split" : ""} ${ui.panel ? "has-panel" : ""} ${ui.panelOnPhone ? "panel-on-phone" : ""}">
    <${TopBar} />
    <${Warning} />
    <main>
      <${Pane} index=${0} />
      ${isSplit() && html`<${Pane} index=${1} />`}
      <${Panel} />
    </main>
  </div>`;
}

// First visit, or people that this world does not have.
function settle() {
  forgetOldWorld();
  const [first, , , fourth] = live.state.people;
  if (!person(ui.panes[0].person)) choosePerson(0, first.id);
  if (!person(ui.panes[1].person)) choosePerson(1, (fourth ?? first).id);
}

function answered({ chat, user_id: personId, message_id: messageId, text, show_alert: alert, url }) {
  pressAnswered(personId, chat, messageId);
  ui.panes.forEach((pane, index) => {
    if (pane.person !== personId || (index === 1 && !isSplit())) return;
    if (url) openLink(actionsOf(index, personId, chat), personId, url);
    else if (text && alert) changePane(index, { sheet: { kind: "alert", text } });
    else if (text) toast(index, text);
  });
  change({});
}

function TopBar() {
  const theme = () => {
    const names = Object.keys(THEMES);
    setTheme(names[(names.indexOf(ui.theme) + 1) % names.length]);
  };
  const { status } = live.state.bot;
  return html`<header class="top">
    <span class="brand wide-only"><b>${live.state.bot.name}</b> <span class="quiet">${t().sandbox}</span></span>
    <button class="bot-state" onClick=${() => change({ tab: "bot", panel: true, panelOnPhone: true })} title=${botStatus()}>
      <span class="dot ${status}" aria-hidden="true"></span><span class="wide-only">${botStatus()}</span>
    </button>
    <span class="spacer"></span>
    <button class="icon-button wide-only" aria-pressed=${ui.split} aria-label=${t().split} title=${t().split}
      onClick=${() => change({ split: !ui.split })}><${SplitIcon} /></button>
    <button class="icon-button named" aria-pressed=${panelShown()} aria-label=${t().world} title=${t().world}
      onClick=${togglePanel}><${GearIcon} /><span class="phone-only" aria-hidden="true">${t().world}</span>${live.state.violations.length > 0 && html`<span class="badge bad">${live.state.violations.length}</span>`}</button>
    <button class="icon-button" aria-label="${t().theme}: ${ui.theme}" title=${t().theme} onClick=${theme}>${THEMES[ui.theme]}</button>
    <button class="icon-button language" lang=${ui.language === "ru" ? "en" : "ru"} aria-label=${t().language}
      onClick=${() => setLanguage(LANGUAGES.find((one) => one !== ui.language))}>${ui.language === "ru" ? "EN" : "RU"}</button>
  </header>`;
}

// On a narrow screen the panel comes instead of the chats, and is not remembered.
function panelShown() {
  return narrow.matches ? ui.panelOnPhone : ui.panel;
}

function togglePanel() {
  change(narrow.matches ? { panelOnPhone: !ui.panelOnPhone } : { panel: !ui.panel });
}

function SplitIcon() {
  return html`<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><rect x="3" y="5" width="18" height="14" rx="3" /><path d="M12 5v14" /></svg>`;
}

function GearIcon() {
  return html`<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><path d="M4 7h9m5 0h2M4 17h2m5 0h9" /><circle cx="15.500" cy="7" r="2.500" /><circle cx="8.500" cy="17" r="2.500" /></svg>`;
}

function Warning() {
  if (!live.online) return html`<div class="warning" role="alert">${t().offline}</div>`;
  if (live.state.bot.status !== "crashed" && live.state.bot.status !== "stopped") return null;
  return html`<div class="warning" role="alert">
    <span><b>${botStatus()}.</b> ${t().crashedIntro}</span>
    <button class="small" onClick=${() => command("bot", { action: "start" }).catch(() => {})}>${t().startBot}</button>
  </div>`;
}

function setTheme(theme) {
  change({ theme });
  document.documentElement.dataset.theme = theme;
}

function setLanguage(language) {
  change({ language });
  document.documentElement.lang = language;
  tellLanguage();
}

// The owner's phone speaks as the page does: who reads English is answered in English.
function tellLanguage() {
  const owner = live.state.people.find((one) => one.role === "owner");
  if (owner.language !== ui.language) command("language", { person: owner.id, language: ui.language }).catch(() => {});
}

// Esc closes what is open even when the focus is elsewhere.
document.addEventListener("keydown", (event) => {
  const index = ui.panes.findIndex((pane) => pane.sheet);
  if (event.key === "Escape" && !event.defaultPrevented && index >= 0) changePane(index, { sheet: null });
});
document.documentElement.lang = ui.language;
document.documentElement.dataset.theme = ui.theme;
render(html`<${App} />`, document.getElementById("app"));
