import { html, nothing } from "lit";
import { calendarRefusal } from "../components/calendar-refusal.js";
import { calendarsTable } from "../components/calendars-table.js";
import { icon } from "../components/icon.js";
import { loadedView } from "../components/loaded-view.js";
import { mark } from "../components/mark.js";
import * as api from "../lib/api.js";
import { Loaded } from "../lib/loaded.js";
import { focusRow } from "../lib/rows.js";
import { toNewCalendar } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { removeCalendar } from "./removing-calendar.js";

/** The calendars that schedules share: what each holds, and who goes by it. */
export function calendarsPage(app) {
  const calendars = new Loaded();
  let busy = false;
  let refused;

  const load = () => calendars.take(api.calendars());

  function begin() {
    busy = true;
    app.redraw();
  }

  async function remove(calendar) {
    refused = undefined;
    const at = calendars.value.items.indexOf(calendar);
    const done = await removeCalendar(app, calendar, begin);
    if (done?.users) refused = { name: calendar.name, users: done.users };
    // Whoever was told no by the list itself asked the server nothing, and the list is what it was.
    if (busy) await app.attempt(load);
    busy = false;
    app.redraw();
    if (done && !done.users) queueMicrotask(() => focusRow(at));
  }

  const make = () => html`<a class="button is-primary" href=${toNewCalendar}>${icon("plus")} ${t("calendars.new")}</a>`;

  const empty = () => html`
    <div class="blank card">
      ${mark()}
      <h2>${t("calendars.none")}</h2>
      <p>${t("calendars.none.text")}</p>
      ${app.mayChange() ? html`<p>${make()}</p>` : nothing}
    </div>`;

  const content = ({ items }, now) => html`
    ${refused ? calendarRefusal(refused) : nothing}
    ${items.length === 0
      ? empty()
      : html`<div class="card is-flush">
          ${calendarsTable({ calendars: items, now, busy, mayChange: app.mayChange(), onDelete: remove })}
        </div>`}`;

  return {
    title: () => t("calendars.title"),
    concerns: (change) => change.run === undefined,
    load,
    view: (now) => html`
      <div class="page-head">
        <h1 tabindex="-1">${t("calendars.title")}</h1>
        ${app.mayChange() && calendars.value?.items.length > 0 ? make() : nothing}
      </div>
      <p class="lead">${t("calendars.lead")}</p>
      ${loadedView({ loaded: calendars, onRetry: app.reload, lines: 4, content: (it) => content(it, now) })}`,
  };
}
