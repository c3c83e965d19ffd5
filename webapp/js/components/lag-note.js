import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { icon } from "./icon.js";

// What keeps it is told in the server's words; where nothing does, there is one thing to do.
const obstacleOf = ({ why, detail }) => (why === "cannot-follow" ? detail : undefined);

/** In a word that a schedule says something else than its definition; nothing if it does not. */
export const lagWord = (schedule) =>
  schedule?.lag
    ? html`<span class="under is-warning" title=${obstacleOf(schedule.lag) ?? t("lag.how")}>${t("lag.word")}</span>`
    : nothing;

/** Says why a schedule says something else than its definition, and what to do; nothing if it does not. */
export function lagNote(schedule) {
  if (!schedule?.lag) return nothing;
  const obstacle = obstacleOf(schedule.lag);
  return html`
    <div class="notice is-warning" role="status">
      ${icon("warning")}
      <div class="notice-text">
        <p class="notice-title">${t("lag.title")}</p>
        <p>${obstacle === undefined ? t("lag.how") : t("lag.because")}</p>
        ${obstacle === undefined ? nothing : html`<p class="under wrapping" lang="en">${obstacle}</p>`}
      </div>
    </div>`;
}
