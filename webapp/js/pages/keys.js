import { html, nothing } from "lit";
import { icon } from "../components/icon.js";
import { keysTable } from "../components/keys-table.js";
import { loadedView } from "../components/loaded-view.js";
import { when } from "../components/when.js";
import { workButton } from "../components/work-button.js";
import * as api from "../lib/api.js";
import { keepingFocus } from "../lib/focus.js";
import { Loaded } from "../lib/loaded.js";
import { said, t } from "../lib/texts.js";

/** How the signing keys stand, and whether they may be rolled. */
export function keysPage(app) {
  const keys = new Loaded();
  let rolled;
  let busy = false;

  const load = () => keys.take(api.keys());

  async function roll(it) {
    const safe = it.rolling.safe;
    const sure = await app.ask({
      title: t("keys.roll.title"),
      text: safe
        ? t("keys.roll.text")
        : t("keys.roll.against", { reasons: it.rolling.reasons.map(said).join("; ") }),
      action: t("keys.roll"),
      keep: t("keys.keep"),
    });
    if (!sure) return;
    await keepingFocus(async () => {
      busy = true;
      app.redraw();
      await app.attempt(async () => {
        rolled = await api.rollKeys(safe ? { confirm: true } : { confirm: true, force: true });
        await load();
      });
      busy = false;
      app.redraw();
    });
  }

  const verdict = ({ rolling }) => html`
    <div class="notice ${rolling.safe ? "is-good" : "is-warning"}" role="status">
      ${icon(rolling.safe ? "succeeded" : "warning")}
      <div class="notice-text">
        <p class="notice-title">${rolling.safe ? t("keys.safe") : t("keys.wait")}</p>
        ${rolling.reasons.map((reason) => html`<p>${said(reason)}</p>`)}
      </div>
    </div>`;

  const content = (it, now) => html`
    ${rolled
      ? html`<div class="notice is-waiting" role="status">
          ${icon("warning")}
          <div class="notice-text">
            <p class="notice-title">${t("keys.rolled")}</p>
            <p>${said(rolled.todo)}</p>
            <p><code>${rolled.settings.join(", ")}</code></p>
          </div>
        </div>`
      : nothing}
    ${it.origin === "none"
      ? html`<div class="card"><p class="quiet">${t("keys.none")}</p></div>`
      : html`
          ${verdict(it)}
          <div class="card is-flush">${keysTable({ keys: it.keys, now })}</div>
          <p class="quiet">
            ${ORIGINS[it.origin]?.() ?? it.origin}${it.learntAt ? html` (${when(it.learntAt, now)})` : nothing}.
            ${it.askedAt ? html`${t("keys.asked")} ${when(it.askedAt, now)}.` : nothing} ${it.trouble ?? nothing}
          </p>`}`;

  return {
    title: () => t("keys.title"),
    concerns: () => true,
    load,
    view: (now) => html`
      <div class="page-head">
        <h1 tabindex="-1">${t("keys.title")}</h1>
        ${app.isAdmin() && keys.value && keys.value.origin !== "none"
          ? workButton({ busy, look: "is-danger-quiet", onPress: () => roll(keys.value), content: t("keys.roll") })
          : nothing}
      </div>
      <p class="lead">${t("keys.lead")}</p>
      ${loadedView({ loaded: keys, onRetry: app.reload, lines: 4, content: (it) => content(it, now) })}`,
  };
}

const ORIGINS = {
  settings: () => t("keys.origin.settings"),
  reread: () => t("keys.origin.reread"),
  rolled: () => t("keys.origin.rolled"),
};
