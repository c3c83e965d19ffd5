import { html, nothing } from "lit";
import { calendarForm } from "../components/calendar-form.js";
import { calendarRefusal } from "../components/calendar-refusal.js";
import { calendarUsers } from "../components/calendars-table.js";
import { darkYear } from "../components/dark-year.js";
import { loadedView } from "../components/loaded-view.js";
import { problemBox } from "../components/problem-box.js";
import { when } from "../components/when.js";
import * as api from "../lib/api.js";
import { Loaded } from "../lib/loaded.js";
import { daysOf, firstOfMonth } from "../lib/months.js";
import { toCalendar, toCalendars } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { dateOf } from "../lib/times.js";
import { removeCalendar } from "./removing-calendar.js";

const MONTHS = 12;
const NOTHING_YET = { name: "", blackout: [], description: "", version: undefined, usedBy: [] };
// How the server names the fields of a calendar.
const FIELDS = { id: "name", blackout: "blackout", description: "description" };

/**
 * One calendar: the months to come with its dark days, and its text, whose days are drawn while it is written.
 *
 * @param {object} app
 * @param {{id?: string}} place with the name of the calendar; without it a new one is made
 */
export function calendarPage(app, { id }) {
  const isNew = id === undefined;
  const kept = new Loaded();
  const year = new Loaded();
  let draft;
  let wrong = {};
  let refused;
  let problem;
  let busy = false;

  async function load() {
    if (hasUnsaved()) return;
    const seen = kept.value;
    const read = isNew ? Promise.resolve(NOTHING_YET) : api.calendar(id);
    await kept.take(read.then((answer) => standing(seen, answer)));
    await look();
  }

  // What was written or saved while the answer was under way stays, and so does the version that it was written on.
  function standing(seen, answer) {
    if (kept.value !== seen || hasUnsaved()) return kept.value;
    draft = draftOf(answer);
    return answer;
  }

  const hasUnsaved = () => draft !== undefined && JSON.stringify(draft) !== JSON.stringify(draftOf(kept.value));

  // What cannot be read is told at its field; the days that were drawn last stay. The draft may be gone meanwhile.
  async function look() {
    if (draft === undefined) return;
    const from = firstOfMonth(dateOf(new Date()));
    const { blackout } = draft;
    try {
      const answer = await api.darkDays({ blackout, from, count: daysOf(from, MONTHS) });
      if (blackout !== draft?.blackout) return;
      await year.take(Promise.resolve(answer));
      wrong = { ...wrong, blackout: undefined };
    } catch (refusal) {
      if (refusal.status === undefined) throw refusal;
      if (blackout !== draft?.blackout || !tellAtField(refusal)) await year.take(Promise.reject(refusal));
    }
    app.redraw();
  }

  function tellAtField({ document, detail }) {
    const name = FIELDS[document.parameter ?? document.field];
    if (name === undefined || !detail) return false;
    wrong = { ...wrong, [name]: t("problem.said", { words: detail }) };
    return true;
  }

  function write(change) {
    draft = { ...draft, ...change };
    wrong = { ...wrong, ...Object.fromEntries(Object.keys(change).map((name) => [name, undefined])) };
    problem = undefined;
    if (change.blackout !== undefined) app.soon(look);
    app.redraw();
  }

  function begin() {
    busy = true;
    problem = undefined;
    refused = undefined;
    app.redraw();
  }

  function end() {
    busy = false;
    app.redraw();
  }

  async function save() {
    begin();
    await app.attempt(async () => {
      const sent = draft;
      const name = isNew ? sent.name.trim() : id;
      if (isNew && (await isTaken(name))) {
        wrong = { ...wrong, name: t("calendars.taken", { name }) };
        return;
      }
      try {
        const wish = { blackout: partsOf(sent.blackout), description: sent.description.trim() };
        kept.value = await api.setCalendar(name, wish, kept.value.version);
      } catch (refusal) {
        if (refusal.isSignInNeeded || refusal.status === undefined) throw refusal;
        if (!tellAtField(refusal)) problem = refusal;
        return;
      }
      if (isNew) kept.value = NOTHING_YET;
      // What was written meanwhile is still to be saved.
      if (draft === sent) draft = draftOf(kept.value);
      app.tell(t("calendars.told.saved", { name }));
      if (isNew) app.go(toCalendar(name));
      else await look();
    });
    end();
  }

  const isTaken = async (name) => (await api.calendars()).items.some((it) => it.name === name);

  async function remove() {
    const done = await removeCalendar(app, kept.value, begin);
    if (done?.users) refused = { name: id, users: done.users };
    else if (done) {
      draft = undefined;
      app.go(toCalendars);
    }
    end();
  }

  function takeTheirs() {
    draft = undefined;
    problem = undefined;
    app.reload();
  }

  const trouble = () => html`
    ${refused ? calendarRefusal(refused) : nothing}
    ${problem
      ? html`${problemBox({ problem })}
        ${problem.kind === "calendar-changed"
          ? html`<p><button type="button" class="button" @click=${takeTheirs}>${t("calendars.theirs")}</button></p>`
          : nothing}`
      : nothing}`;

  const months = (now) => html`
    <section class="card" aria-labelledby="dark-days">
      <h2 id="dark-days">${t("calendars.days")}</h2>
      ${loadedView({
        loaded: year,
        onRetry: () => app.attempt(look),
        lines: 8,
        content: (it) => darkYear({ year: it, months: MONTHS, today: dateOf(now) }),
      })}
    </section>`;

  const readOnly = (it) => html`
    <section class="card" aria-labelledby="calendar-text">
      <h2 id="calendar-text">${t("calendars.blackout")}</h2>
      ${it.blackout.length === 0
        ? html`<p class="quiet">${t("calendars.nothing")}</p>`
        : html`<p class="blackout-parts">${it.blackout.map((part) => html`<code>${part}</code>`)}</p>`}
    </section>`;

  const content = (it, now) => html`
    ${trouble()}
    ${isNew ? nothing : html`<p class="under"><b>${t("calendars.used-by")}</b> ${calendarUsers(it.usedBy)}</p>`}
    <div class="calendar">
      ${app.mayChange()
        ? calendarForm({ draft, wrong, isNew, busy, onWrite: write, onSave: save, onDelete: remove })
        : readOnly(it)}
      ${months(now)}
    </div>`;

  const title = () => (isNew ? t("calendars.new") : id);

  return {
    title,
    concerns: (change) => change.run === undefined,
    hasUnsaved,
    load,
    view: (now) => html`
      <nav class="crumbs" aria-label=${t("crumbs")}><a href=${toCalendars}>${t("calendars.title")}</a></nav>
      <div class="page-head">
        <div>
          <h1 tabindex="-1">${title()}</h1>
          ${kept.value?.updatedAt
            ? html`<p class="under">${t("calendars.changed.by", { name: kept.value.updatedBy })} ${when(kept.value.updatedAt, now)}</p>`
            : nothing}
        </div>
      </div>
      ${kept.value?.description ? html`<p class="lead">${kept.value.description}</p>` : nothing}
      ${isNew ? html`<p class="lead">${t("calendars.none.text")}</p>` : nothing}
      ${loadedView({ loaded: kept, onRetry: app.reload, lines: 8, content: (it) => (draft ? content(it, now) : nothing) })}`,
  };
}

const draftOf = ({ name, blackout, description }) => ({ name, blackout: blackout.join("\n"), description });

const partsOf = (text) =>
  text
    .split(/[;\n]/)
    .map((it) => it.trim())
    .filter(Boolean);
