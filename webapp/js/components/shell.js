import { html, nothing } from "lit";
import { currentTheme, currentZone } from "../lib/choices.js";
import { toWorkflows } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { readersZone } from "../lib/times.js";
import { icon } from "./icon.js";
import { keysLine } from "./keys-help.js";
import { mark } from "./mark.js";
import { navigation } from "./navigation.js";

/**
 * What stands around every page.
 *
 * @param {object} props
 * @param {unknown} props.content of the page
 * @param {string} props.page the name of the page that is shown
 * @param {{name: string, role: string}} [props.session] who is signed in, if anybody
 * @param {{engine: string, mode: string}} [props.engine] what rings
 * @param {string} props.live how changes are heard of
 * @param {() => void} props.onLive pauses the updates, or goes on with them
 * @param {() => void} props.onLanguage
 * @param {() => void} props.onTheme
 * @param {() => void} props.onZone
 * @param {() => void} props.onKeys shows the keys
 * @param {() => void} props.onSignOut
 * @param {() => void} props.onSkip moves the focus to the page
 */
export const shell = (props) => html`
  <a
    class="skip"
    href="#main"
    @click=${(event) => {
      event.preventDefault();
      props.onSkip();
    }}
    >${t("skip")}</a
  >
  <header class="header">
    <div class="header-inner">
      <a class="brand" href=${toWorkflows}>${mark()}<span>Carillon</span></a>
      ${props.session ? navigation({ page: props.page, isAdmin: props.session.role === "admin" }) : nothing}
      ${props.session ? html`<div class="header-status">${enginePill(props.engine)} ${liveSign(props)}</div>` : nothing}
      <div class="header-tools">
        <button
          type="button"
          class="tool"
          lang=${t("language.other.code")}
          title=${t("language.other")}
          aria-label=${t("language.other")}
          @click=${props.onLanguage}
        >
          ${t("language.other.short")}
        </button>
        <button type="button" class="tool" title=${themeWord()} aria-label=${themeWord()} @click=${props.onTheme}>
          ${icon(currentTheme())}
        </button>
        ${props.session ? html`${zone(props)} ${keys(props)} ${leave(props)}` : nothing}
      </div>
    </div>
  </header>
  <main id="main" class="main">${props.content}</main>
  ${props.session ? html`<footer class="footer">${keysLine()}</footer>` : nothing}`;

// The button says in which zone times are told, and what it does is told beside it.
const zone = ({ onZone }) => html`
  <button type="button" class="tool" title=${zoneWord()} aria-label=${zoneWord()} @click=${onZone}>
    ${currentZone() === "utc" ? "UTC" : t("zone.own.short")}
  </button>`;

const keys = ({ onKeys }) => html`
  <button type="button" class="tool" aria-keyshortcuts="?" title=${t("keyboard.title")} aria-label=${t("keyboard.title")} @click=${onKeys}>
    ${icon("keyboard")}<kbd aria-hidden="true">?</kbd>
  </button>`;

const leave = ({ session, onSignOut }) => html`
  <button
    type="button"
    class="tool"
    title=${t("sign-out.of", { name: session.name })}
    aria-label=${t("sign-out.of", { name: session.name })}
    @click=${onSignOut}
  >
    ${icon("exit")}
  </button>`;

const THEMES = {
  auto: () => t("theme.auto"),
  light: () => t("theme.light"),
  dark: () => t("theme.dark"),
};
const themeWord = () => t("theme", { theme: THEMES[currentTheme()]() });

const zoneWord = () => (currentZone() === "utc" ? t("zone.utc") : t("zone.own", { zone: readersZone() }));

const ENGINES = { local: () => t("engine.local"), qstash: () => t("engine.qstash") };
const MODES = { development: () => t("mode.development"), production: () => t("mode.production") };

function enginePill(engine) {
  if (!engine) return nothing;
  const name = ENGINES[engine.engine]?.() ?? engine.engine;
  const mode = MODES[engine.mode]?.() ?? engine.mode;
  return html`<span class="pill" data-engine=${engine.engine}>${name}<span class="pill-mode"> · ${mode}</span></span>`;
}

const LIVE = {
  connecting: () => t("live.connecting"),
  live: () => t("live.live"),
  reconnecting: () => t("live.reconnecting"),
  polling: () => t("live.polling"),
  paused: () => t("live.paused"),
};

// A button has no parts for whoever hears the page: how it stands is told beside it.
function liveSign({ live, onLive }) {
  if (!LIVE[live]) return nothing;
  const word = LIVE[live]();
  return html`
    <button type="button" class="live is-${live}" title=${live === "paused" ? t("live.resume") : t("live.pause")} @click=${onLive}>
      <span class="live-dot" aria-hidden="true"></span>${word}
    </button>
    <span class="unseen" role="status">${word}</span>`;
}
