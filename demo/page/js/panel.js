// Behind the scenes: first steps, Boomstream's state, trouble on demand and time, the calls, the bot's process.

import { html, useState } from "../vendor/htm-preact.js";
import { fillIn, toast } from "./actions.js";
import { fullMoment } from "./format.js";
import { Guide } from "./guide.js";
import { command, live, now } from "./live.js";
import { change, person, t, ui } from "./ui.js";

const TABS = { guide: Guide, boomstream: Boomstream, faults: Faults, calls: Calls, bot: Bot };

export function Panel() {
  const Tab = TABS[ui.tab];
  const wrong = live.state.violations.length;
  const names = {
    guide: t().tabGuide,
    boomstream: t().tabBoomstream,
    faults: t().tabFaults,
    calls: t().tabCalls,
    bot: t().tabBot,
  };
  const trouble = Object.values(live.state.switches).some(Boolean) || live.state.people.some((one) => one.blocked);
  const marks = { faults: trouble, calls: wrong > 0, bot: ["stopped", "crashed"].includes(live.state.bot.status) };
  return html`<aside class="panel" aria-label=${t().world}>
    <div class="tabs" role="tablist">
      ${Object.keys(TABS).map(
        (name) => html`<button role="tab" aria-selected=${ui.tab === name} onClick=${() => change({ tab: name })}>
          ${names[name]}${marks[name] && html`<span class="mark" aria-hidden="true"></span>`}
        </button>`,
      )}
    </div>
    <div class="panel-body" role="tabpanel">
      ${wrong > 0 && html`<${Violations} />`}
      <${Tab} />
    </div>
  </aside>`;
}

function Violations() {
  return html`<div class="violations" role="alert">
    <b>${t().violations(live.state.violations.length)}</b>
    ${live.state.violations.slice(-5).map((one) => html`<p><code>${one.method}</code> ${one.description}</p>`)}
  </div>`;
}

// Acting in the first pane, which on a phone the panel covers.
function act(name, body) {
  return command(name, body).catch((error) => toast(0, t()[error.message] ?? t().not_possible));
}

// --- Boomstream

function Boomstream() {
  return live.state.boomstream.map(
    (project) => html`<section class="project">
      <h3>${project.name}</h3>
      <div class="key">
        <code>${project.key}</code>
        <button class="small" onClick=${() => navigator.clipboard.writeText(project.key).then(() => toast(0, t().copied))}>${t().copy}</button>
        <button class="small" onClick=${() => fillIn(ui.panes[0].person, project.key)}>${t().paste}</button>
      </div>
      <p class="quiet">${t().conferences(project.conferences.length)}</p>
      ${project.conferences.map((one) => html`<${Conference} key=${one.code} one=${one} />`)}
    </section>`,
  );
}

function Conference({ one }) {
  const [open, setOpen] = useState(false);
  const present = one.clients.filter((client) => !client.deleted);
  const start = one.info.StartAt ? `${one.info.StartAt.slice(0, 16)} ${one.info.Timezone ?? ""}` : t().noStart;
  return html`<details class="conference" open=${open} onToggle=${(event) => setOpen(event.currentTarget.open)}>
    <summary>
      <b>${one.title}</b>
      <small>${start} · ${t().participants(present.length)}</small>
    </summary>
    ${
      open &&
      html`<div class="clients">
      ${one.description && html`<p class="quiet">${one.description}</p>`}
      <p class="quiet"><code>${one.code}</code></p>
      ${one.clients.map((client) => html`<${Client} key=${client.code} client=${client} />`)}
    </div>`
    }
  </details>`;
}

function Client({ client }) {
  return html`<div class="client ${client.deleted ? "removed" : ""}">
    <span>${client.moderator ? "⭐ " : ""}${client.name || html`<i>${t().noName}</i>`}</span>
    <small>${client.email}${client.deleted ? ` · ${t().removed}` : ""}</small>
  </div>`;
}

// --- trouble

function Faults() {
  const { flood, ...boomstream } = live.state.switches;
  const on = Object.keys(boomstream).find((name) => boomstream[name]);
  const choose = (name) => act("switch", name === "works" ? { name: on ?? "slow", on: false } : { name, on: true });
  return html`<${Time} />
    <p class="quiet">${t().faultsIntro}</p>
    <h3 id="boomstream-faults">${t().boomstreamFaults}</h3>
    <div role="radiogroup" aria-labelledby="boomstream-faults">
      ${["works", ...Object.keys(boomstream)].map(
        (name) => html`<label class="fault ${name !== "works" && on === name ? "on" : ""}">
          <input type="radio" name="boomstream" checked=${(on ?? "works") === name} onChange=${() => choose(name)} />
          <span><b>${t()[`fault_${name}`][0]}</b><small>${t()[`fault_${name}`][1]}</small></span>
        </label>`,
      )}
    </div>
    <h3>${t().telegramFaults}</h3>
    <${Switch} on=${flood} texts=${t().fault_flood} turn=${(state) => act("switch", { name: "flood", on: state })} />
    ${live.state.people
      .filter((one) => one.started)
      .map(
        (one) => html`<${Switch} key=${one.id} on=${one.blocked} texts=${[t().fault_blocked(one.name), ""]}
        turn=${(state) => act("block", { person: one.id, on: state })} />`,
      )}`;
}

// The world's clock goes ahead only.
function Time() {
  const { zone } = person(ui.panes[0].person);
  return html`<h3>${t().time}</h3>
    <div class="time">
      <p><b>${fullMoment(now(), ui.language, zone)}</b> <small>${zone.split("/")[1].replaceAll("_", " ")}</small></p>
      <div class="sheet-buttons">
        ${Object.entries(t().skips).map(
          ([time, text]) => html`<button onClick=${() => act("skip", { time })}>${text}</button>`,
        )}
      </div>
      <small>${t().timeIntro}</small>
    </div>`;
}

function Switch({ on, texts, turn }) {
  return html`<label class="fault ${on ? "on" : ""}">
    <input type="checkbox" role="switch" checked=${on} onChange=${(event) => turn(event.currentTarget.checked)} />
    <span><b>${texts[0]}</b><small>${texts[1]}</small></span>
  </label>`;
}

// --- calls

function Calls() {
  const calls = [...live.state.calls].reverse();
  return html`<p class="quiet">${calls.length ? t().callsIntro : t().noCalls}</p>
    <ul class="calls">
      ${calls.map(
        (one) => html`<li class=${one.ok ? "" : "bad"} key=${`${one.at}${one.method}${one.about}`}>
          <time>${new Date(one.at).toLocaleTimeString("en-GB")}</time>
          <span class="service-tag ${one.service}">${one.service === "telegram" ? "TG" : "BS"}</span>
          <b>${one.method}</b>
          <small>${one.ok ? "" : `${one.outcome} · `}${one.about}</small>
        </li>`,
      )}
    </ul>`;
}

// --- the process

export function botStatus() {
  const { status, exit_code: code } = live.state.bot;
  return { starting: t().botStarting, running: t().botRunning, stopped: t().botStopped, crashed: t().botCrashed(code) }[
    status
  ];
}

function Bot() {
  const { status, log } = live.state.bot;
  const alive = ["starting", "running"].includes(status);
  return html`<p><span class="dot ${status}" aria-hidden="true"></span> ${botStatus()}</p>
    <div class="sheet-buttons">
      ${
        alive
          ? html`<button onClick=${() => act("bot", { action: "stop" })}>${t().stopBot}</button>
            <button class="danger" onClick=${() => act("bot", { action: "kill" })}>${t().killBot}</button>`
          : html`<button class="primary" onClick=${() => act("bot", { action: "start" })}>${t().startBot}</button>`
      }
    </div>
    <h3>${t().log}</h3>
    <pre class="log">${log.join("\n")}</pre>`;
}
