import { html, nothing } from "lit";
import { agendaList } from "../components/agenda-list.js";
import { loadedView } from "../components/loaded-view.js";
import * as api from "../lib/api.js";
import { Loaded } from "../lib/loaded.js";
import { Paged } from "../lib/paged.js";
import { t } from "../lib/texts.js";

/** The due times to come of all schedules. */
export function upcomingPage(app) {
  const list = new Loaded();
  const pages = new Paged((after) => api.comingUp({ after, limit: 100 }));

  const more = () => {
    pages.more();
    app.reload();
  };

  const content = ({ items, next }, now) => html`
    ${agendaList({ entries: items, now })}
    ${next === undefined
      ? nothing
      : html`<p class="more"><button type="button" class="button" @click=${more}>${t("action.more")}</button></p>`}`;

  return {
    title: () => t("upcoming.page"),
    concerns: (change) => change.run === undefined,
    load: () => list.take(pages.read()),
    view: (now) => html`
      <div class="page-head"><h1 tabindex="-1">${t("upcoming.page")}</h1></div>
      ${loadedView({ loaded: list, onRetry: app.reload, lines: 6, content: (value) => content(value, now) })}`,
  };
}
