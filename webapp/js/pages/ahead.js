import { html, nothing } from "lit";
import { agendaList } from "../components/agenda-list.js";
import { deliveriesTable } from "../components/deliveries-table.js";
import { weekGrid } from "../components/week-grid.js";
import * as api from "../lib/api.js";
import { Paged } from "../lib/paged.js";
import { t } from "../lib/texts.js";
import { ownZone } from "../lib/times.js";

/*
 * Two views of a workflow's page that are lists: what its schedule is to do, and what engines handed in for it. Each
 * is `{read, view}`.
 */

const YEAR = 366 * 24 * 3_600_000;

/** The due times to come of one schedule: a week at a glance, and those of a year one after the other, with what will become of each. */
export function aheadView(app, schedule) {
  const until = () => new Date(Date.now() + YEAR).toISOString();
  const pages = new Paged((after) => api.comingUp({ schedule, until: until(), after, limit: 50 }));
  return {
    read: async () => {
      const [week, list] = await Promise.all([api.hoursAhead(schedule), pages.read()]);
      return { week, ...list };
    },
    view: ({ week, items, next }, now) =>
      items.length === 0
        ? html`<div class="card"><p class="quiet">${t("upcoming.year.none")}</p></div>`
        : html`
            <p class="quiet is-sentence">${t("times.zone", { zone: ownZone() })}</p>
            ${week.hours.length === 0 ? nothing : weekGrid({ week })} ${agendaList({ entries: items, now })} ${more(app, pages, next)}`,
  };
}

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
            ${more(app, pages, next)}`,
  };
}

function more(app, pages, next) {
  if (next === undefined) return nothing;
  const wanted = () => {
    pages.more();
    app.reload();
  };
  return html`<p class="more"><button type="button" class="button" @click=${wanted}>${t("action.more")}</button></p>`;
}
