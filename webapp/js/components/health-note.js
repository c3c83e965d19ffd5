import { html, nothing } from "lit";
import { said, t } from "../lib/texts.js";
import { healthBadge } from "./health-badge.js";
import { icon } from "./icon.js";
import { sparkLine } from "./spark-line.js";
import { when } from "./when.js";

/**
 * How a schedule does: its word, the sentence, its newest due times, and what about it may surprise.
 *
 * @param {object} props
 * @param {object} props.health as `GET /api/schedules/{id}/health` answers it
 * @param {Date} props.now
 */
export const healthNote = ({ health, now }) => html`
  <section class="card health-note" aria-label=${t("health.label")}>
    <p>
      ${healthBadge(health.health)} <span>${said(health.sentence)}</span>
      ${health.since ? html`<span class="quiet">${t("health.since")} ${when(health.since, now)}</span>` : nothing}
    </p>
    ${sparkLine(health)}
    ${(health.warnings ?? []).map(
      (warning) => html`<p class="health-warning">${icon("warning")} <span>${said(warning)}</span></p>`,
    )}
  </section>`;
