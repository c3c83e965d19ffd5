import { html, nothing } from "lit";
import { said, t } from "../lib/texts.js";
import { absolute, relative, shortly, timeOfSecond, timeOfWall } from "../lib/times.js";
import { icon } from "./icon.js";

/**
 * The next due times of a schedule, and what is worth knowing about its expression.
 *
 * @param {object} props
 * @param {object} props.preview as `GET /api/cron/preview` answers it, when its runs `begins` if later, which of
 *   its times are `moved`, and whether it
 *   is `paused` without end
 * @param {Date} props.now
 */
export const upcomingList = ({ preview, now }) => html`
  ${(preview.warnings ?? []).map(
    (warning) => html`<div class="notice is-warning">${icon("warning")}<p class="notice-text">${said(warning)}</p></div>`,
  )}
  ${preview.neverFires ?? preview.upcoming.length === 0
    ? html`<p>${preview.paused ? t("upcoming.paused") : t("upcoming.never")}</p>`
    : html`
        <ol class="upcoming">
          ${preview.upcoming.map(
            (instant, at) => html`
              <li>
                <time datetime=${instant} title=${absolute(instant)}>${shortly(instant, preview.timezone)}</time>
                <span class="quiet">${relative(instant, now)}</span>
                ${preview.begins
                  ? html`<span class="under">${t("upcoming.begins", { at: timeOfSecond(preview.begins[at], preview.timezone) })}</span>`
                  : nothing}
                ${instead(preview, instant)}
              </li>`,
          )}
        </ol>
        ${preview.timezone ? html`<p class="under">${t("upcoming.zone", { zone: preview.timezone })}</p>` : nothing}`}
`;

function instead({ moved = [] }, instant) {
  const found = moved.find((it) => it.dueTime === instant);
  return found ? html`<span class="under">${t("upcoming.instead", { time: timeOfWall(found.insteadOf) })}</span>` : nothing;
}
