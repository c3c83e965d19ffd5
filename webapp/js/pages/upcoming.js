import { html, nothing } from "lit";
import { agendaList } from "../components/agenda-list.js";
import { loadedView } from "../components/loaded-view.js";
import { tabs } from "../components/tabs.js";
import { weekGrid } from "../components/week-grid.js";
import * as api from "../lib/api.js";
import { Loaded } from "../lib/loaded.js";
import { Paged } from "../lib/paged.js";
import { toUpcoming } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { day, timeOfMinute } from "../lib/times.js";
import { zoneWords } from "../lib/zone-words.js";

const WEEK = "week";

/** The due times to come of all schedules: one after the other, or a week at a glance. */
export function upcomingPage(app, { search }) {
  const isWeek = search.view === WEEK;
  const { from } = search;
  const kept = new Loaded();
  const pages = new Paged((after) => api.comingUp({ from, after, limit: 100 }));

  const more = () => {
    pages.more();
    app.reload();
  };

  const list = ({ items, next }, now) => html`
    ${from ? html`<p class="quiet">${t("upcoming.from", { time: `${day(from)}, ${timeOfMinute(from)}` })}</p>` : nothing}
    ${agendaList({ entries: items, now })}
    ${next === undefined
      ? nothing
      : html`<p class="more"><button type="button" class="button" @click=${more}>${t("action.more")}</button></p>`}`;

  return {
    title: () => t("upcoming.page"),
    concerns: (change) => change.run === undefined,
    load: () => kept.take(isWeek ? api.hoursAhead() : pages.read()),
    view: (now) => html`
      <div class="page-head"><h1 tabindex="-1">${t("upcoming.page")}</h1></div>
      ${tabs({
        label: t("upcoming.views"),
        current: isWeek ? toUpcoming({ view: WEEK }) : toUpcoming(),
        tabs: [
          { to: toUpcoming(), word: t("upcoming.list") },
          { to: toUpcoming({ view: WEEK }), word: t("upcoming.week") },
        ],
      })}
      <p class="quiet is-sentence">${zoneWords()}</p>
      ${loadedView({
        loaded: kept,
        onRetry: app.reload,
        lines: 6,
        content: (value) => (isWeek ? weekGrid({ week: value, to: (hour) => toUpcoming({ from: hour }) }) : list(value, now)),
      })}`,
  };
}
