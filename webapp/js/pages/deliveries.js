import { html, nothing } from "lit";
import { deliveriesTable } from "../components/deliveries-table.js";
import { loadedView } from "../components/loaded-view.js";
import * as api from "../lib/api.js";
import { Loaded } from "../lib/loaded.js";
import { Paged } from "../lib/paged.js";
import { t } from "../lib/texts.js";

/** What the engines handed in, the newest first, and what each was answered. */
export function deliveriesPage(app) {
  const list = new Loaded();
  const pages = new Paged((after) => api.deliveries(after));

  const load = () => list.take(pages.read());

  const more = () => {
    pages.more();
    app.reload();
  };

  const table = ({ items, next }, now) => html`
    <div class="card is-flush">${deliveriesTable({ deliveries: items, now, runs: true })}</div>
    ${next === undefined
      ? nothing
      : html`<p class="more"><button type="button" class="button" @click=${more}>${t("action.more")}</button></p>`}`;

  return {
    title: () => t("deliveries.title"),
    concerns: () => true,
    load,
    view: (now) => html`
      <div class="page-head"><h1 tabindex="-1">${t("deliveries.title")}</h1></div>
      <p class="lead">${t("deliveries.lead")}</p>
      ${loadedView({
        loaded: list,
        onRetry: app.reload,
        lines: 6,
        content: (value) =>
          value.items.length === 0
            ? html`<div class="card"><p class="quiet">${t("deliveries.none")}</p></div>`
            : table(value, now),
      })}`,
  };
}
