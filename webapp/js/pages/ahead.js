import { html, nothing } from "lit";
import { agendaList } from "../components/agenda-list.js";
import { deliveriesTable } from "../components/deliveries-table.js";
import { weekGrid } from "../components/week-grid.js";
import * as api from "../lib/api.js";
import { Paged } from "../lib/paged.js";
import { toTab, toWorkflow, withSearch } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { day, timeOfMinute } from "../lib/times.js";
import { zoneWords } from "../lib/zone-words.js";

/*
 * Two views of a workflow's page that are lists: what its schedule is to do, and what engines handed in for it. Each
 * is `{read, view}`.
 */

const YEAR = 366 * 24 * 3_600_000;

/**
 * The due times to come of one schedule: a week at a glance, and those of a year one after the other, with what will
 * become of each.
 *
 * @param {object} app
 * @param {string} id of the workflow
 * @param {{from?: string}} asked from when on they are listed; from now on unless it is said
 */
export function aheadView(app, id, { from }) {
  const schedule = id.toLowerCase();
  const tab = toTab(id, "upcoming");
  const until = () => new Date(Date.now() + YEAR).toISOString();
  const pages = new Paged((after) => api.comingUp({ schedule, from, until: until(), after, limit: 50 }));
  return {
    read: async () => {
      const [week, list] = await Promise.all([api.hoursAhead(schedule), pages.read()]);
      return { week, ...list };
    },
    view: ({ week, items, next }, now) => html`
      <p class="quiet is-sentence">${zoneWords()}</p>
      ${weekGrid({ week, to: (hour) => withSearch(toWorkflow(id), { tab: "upcoming", from: hour }) })}
      ${from ? since(from, tab) : nothing}
      ${items.length === 0
        ? html`<div class="card"><p class="quiet">${t("upcoming.year.none")}</p></div>`
        : html`${agendaList({ entries: items, now })} ${moreOf(app, pages, next)}`}`,
  };
}

const since = (from, whole) => html`
  <p class="quiet">
    ${t("upcoming.from", { time: `${day(from)}, ${timeOfMinute(from)}` })} <a href=${whole}>${t("upcoming.from.now")}</a>
  </p>`;

/** The messages of the engines that a workflow's runs came from, the newest first. */
export function deliveriesView(app, workflow) {
  const pages = new Paged((after) => api.deliveriesOf(workflow, after));
  return {
    read: () => pages.read(),
    view: ({ items, next }, now) =>
      items.length === 0
        ? html`<div class="card"><p class="quiet">${t("deliveries.none")}</p></div>`
        : html`
            <div class="card is-flush">${deliveriesTable({ deliveries: items, now, runs: true })}</div>
            ${moreOf(app, pages, next)}`,
  };
}

/** The way to further entries of a list; nothing where there are none. */
export function moreOf(app, pages, next) {
  if (next === undefined) return nothing;
  const wanted = () => {
    pages.more();
    app.reload();
  };
  return html`<p class="more"><button type="button" class="button" @click=${wanted}>${t("action.more")}</button></p>`;
}
