import { html, nothing } from "lit";
import { agendaList } from "../components/agenda-list.js";
import { loadedView } from "../components/loaded-view.js";
import { onlyNote } from "../components/only-note.js";
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

/** The due times to come of all schedules, or of one: one after the other, or a week at a glance. */
export function upcomingPage(app, { search }) {
  const isWeek = search.view === WEEK;
  const { from, schedule } = search;
  const list = toUpcoming({ schedule });
  const week = toUpcoming({ schedule, view: WEEK });
  const kept = new Loaded();
  const pages = new Paged((after) => api.comingUp({ schedule, from, after, limit: 100 }));

  const more = () => {
    pages.more();
    app.reload();
  };

  const agenda = ({ items, next }, now) => html`
    ${from ? html`<p class="quiet">${t("upcoming.from", { time: `${day(from)}, ${timeOfMinute(from)}` })}</p>` : nothing}
    ${agendaList({ entries: items, now })}
    ${next === undefined
      ? nothing
      : html`<p class="more"><button type="button" class="button" @click=${more}>${t("action.more")}</button></p>`}`;

  async function read() {
    const found = await (isWeek ? api.hoursAhead(schedule) : pages.read());
    // Of one that there is not nothing is due either; who asks for it is told.
    if (schedule && (found.items ?? found.hours).length === 0) await api.health(schedule);
    return found;
  }

  return {
    title: () => t("upcoming.page"),
    concerns: (change) => change.run === undefined,
    load: () => kept.take(read()),
    view: (now) => html`
      <div class="page-head"><h1 tabindex="-1">${t("upcoming.page")}</h1></div>
      ${tabs({
        label: t("upcoming.views"),
        current: isWeek ? week : list,
        tabs: [
          { to: list, word: t("upcoming.list") },
          { to: week, word: t("upcoming.week") },
        ],
      })}
      ${onlyNote({ name: schedule, all: isWeek ? toUpcoming({ view: WEEK }) : toUpcoming() })}
      <p class="quiet is-sentence">${zoneWords()}</p>
      ${loadedView({
        loaded: kept,
        onRetry: app.reload,
        lines: 6,
        content: (value) => (isWeek ? weekGrid({ week: value, to: (hour) => toUpcoming({ schedule, from: hour }) }) : agenda(value, now)),
      })}`,
  };
}
