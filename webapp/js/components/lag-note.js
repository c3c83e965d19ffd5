import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { icon } from "./icon.js";

// What the server says where nothing is in the way; all else is a reason, which stays in its words.
const NO_REASON = "its definition says something else";

const reasonOf = (lag) => (lag.startsWith(NO_REASON) ? undefined : lag);

/** In a word that a schedule says something else than its definition; nothing if it does not. */
export const lagWord = (schedule) =>
  schedule?.lag
    ? html`<span class="under is-warning" title=${reasonOf(schedule.lag) ?? t("lag.how")}>${t("lag.word")}</span>`
    : nothing;

/** Says why a schedule says something else than its definition, and what to do; nothing if it does not. */
export function lagNote(schedule) {
  if (!schedule?.lag) return nothing;
  const reason = reasonOf(schedule.lag);
  return html`
    <div class="notice is-warning" role="status">
      ${icon("warning")}
      <div class="notice-text">
        <p class="notice-title">${t("lag.title")}</p>
        <p>${reason === undefined ? t("lag.how") : t("lag.because")}</p>
        ${reason === undefined ? nothing : html`<p class="under wrapping" lang="en">${reason}</p>`}
      </div>
    </div>`;
}
