import { html, nothing } from "lit";
import { deliveriesTable } from "../components/deliveries-table.js";
import { loadedView } from "../components/loaded-view.js";
import { onlyNote } from "../components/only-note.js";
import { refusalsTable } from "../components/refusals-table.js";
import { tabs } from "../components/tabs.js";
import * as api from "../lib/api.js";
import { Loaded } from "../lib/loaded.js";
import { Paged } from "../lib/paged.js";
import { toDeliveries, toRefusals } from "../lib/router.js";
import { t } from "../lib/texts.js";

/** What the engines handed in, of all workflows or of one, the newest first, and what each was answered. */
export const deliveriesPage = (app, { search: { workflow } }) =>
  listPage(app, {
    here: toDeliveries,
    ask: workflow ? (after) => api.deliveriesOf(workflow, after) : api.deliveries,
    only: workflow,
    lead: () => t("deliveries.lead"),
    none: () => (workflow ? t("filter.none") : t("deliveries.none")),
    table: (items, now) => deliveriesTable({ deliveries: items, now, runs: true }),
  });

/** What came to a signed route and was turned away, and why. */
export const refusalsPage = (app) =>
  listPage(app, {
    here: toRefusals,
    ask: api.refusals,
    lead: () => t("refusals.lead"),
    none: () => t("refusals.none"),
    table: (items, now) => refusalsTable({ refusals: items, now }),
  });

function listPage(app, { here, ask, only, lead, none, table }) {
  const list = new Loaded();
  const pages = new Paged(ask);

  const more = () => {
    pages.more();
    app.reload();
  };

  const content = ({ items, next }, now) =>
    items.length === 0
      ? html`<div class="card"><p class="quiet">${none()}</p></div>`
      : html`
          <div class="card is-flush">${table(items, now)}</div>
          ${next === undefined
            ? nothing
            : html`<p class="more"><button type="button" class="button" @click=${more}>${t("action.more")}</button></p>`}`;

  return {
    title: () => t("deliveries.title"),
    concerns: () => true,
    load: () => list.take(pages.read()),
    view: (now) => html`
      <div class="page-head"><h1 tabindex="-1">${t("deliveries.title")}</h1></div>
      ${tabs({
        label: t("deliveries.title"),
        current: here,
        tabs: [
          { to: toDeliveries, word: t("deliveries.taken") },
          { to: toRefusals, word: t("refusals.title") },
        ],
      })}
      <p class="lead">${lead()}</p>
      ${onlyNote({ name: only, all: here })}
      ${loadedView({ loaded: list, onRetry: app.reload, lines: 6, content: (value) => content(value, now) })}`,
  };
}
