import { html, nothing } from "lit";
import { toWorkflow } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { absolute, day, relative, timeOfMinute, timeOfSecond, timeOfWall } from "../lib/times.js";

const FATES = {
  paused: () => t("upcoming.fate.paused"),
  "outside-start-end": () => t("upcoming.fate.outside-start-end"),
  blackout: () => t("upcoming.fate.blackout"),
  "repeated-hour": () => t("upcoming.fate.repeated-hour"),
};

/**
 * Due times to come, day by day by the reader's clock.
 *
 * @param {object} props
 * @param {object[]} props.entries as `GET /api/upcoming` answers them
 * @param {Date} props.now
 */
export function agendaList({ entries, now }) {
  if (entries.length === 0) return html`<div class="card"><p class="quiet">${t("upcoming.day.none")}</p></div>`;
  return days(entries).map(
    ([name, some]) => html`
      <section class="card" aria-label=${name}>
        <h2>${name}</h2>
        <ol class="agenda">
          ${some.map((it) => entry(it, now))}
        </ol>
      </section>`,
  );
}

function days(entries) {
  const found = new Map();
  for (const it of entries) {
    const name = day(it.dueTime);
    found.set(name, [...(found.get(name) ?? []), it]);
  }
  return [...found];
}

const entry = (it, now) => html`
  <li data-fate=${it.fate}>
    <time datetime=${it.dueTime} title=${absolute(it.dueTime, it.timezone)}>${timeOfMinute(it.dueTime)}</time>
    <a href=${toWorkflow(it.workflowId)}>${it.workflowId}</a>
    <span class="quiet">${relative(it.dueTime, now)}</span>
    ${it.beginsAt && it.fate === "rings"
      ? html`<span class="under">${t("upcoming.begins", { at: timeOfSecond(it.beginsAt) })}</span>`
      : nothing}
    ${it.insteadOf
      ? html`<span class="under">${t("upcoming.instead", { time: timeOfWall(it.insteadOf) })}</span>`
      : nothing}
    ${FATES[it.fate] ? html`<span class="under">${FATES[it.fate]()}${it.calendar ? ` (${it.calendar})` : nothing}</span>` : nothing}
  </li>`;
