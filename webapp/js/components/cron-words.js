import { html, nothing } from "lit";
import { t } from "../lib/texts.js";

/**
 * A schedule in words, with the expression under it.
 *
 * @param {object} props
 * @param {string} props.words in the reader's language; empty while they are awaited
 * @param {string} [props.cron]
 * @param {string} [props.timezone]
 */
export function cronWords({ words, cron, timezone }) {
  if (!cron) return html`<span class="quiet">${t("schedule.none")}</span>`;
  return html`
    <span class="cron">
      ${words ? html`<span class="cron-words">${words}</span>` : nothing}
      <span class="cron-text"><code>${cron}</code>${timezone ? html`<span>${timezone}</span>` : nothing}</span>
    </span>`;
}
