import { html, nothing } from "lit";
import { activitySwitch, obstacleTo } from "../components/activity-switch.js";
import { cronWords } from "../components/cron-words.js";
import { healthNote } from "../components/health-note.js";
import { icon } from "../components/icon.js";
import { lagNote } from "../components/lag-note.js";
import { loadedView } from "../components/loaded-view.js";
import { isEditable, originNotice, originWord } from "../components/origin.js";
import { occurrencesTable } from "../components/occurrences-table.js";
import { pauseNote } from "../components/pause-note.js";
import { runsTable } from "../components/runs-table.js";
import { shortName } from "../components/short-name.js";
import { upcomingList } from "../components/upcoming-list.js";
import { warningsList } from "../components/warnings-list.js";
import { when } from "../components/when.js";
import { workButton } from "../components/work-button.js";
import * as api from "../lib/api.js";
import { Loaded } from "../lib/loaded.js";
import { Paged } from "../lib/paged.js";
import { toEdit, toTab, toWorkflows } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { nameOf, wordingOf } from "../lib/wording.js";
import { switching } from "./switching.js";
import { workflowTabs } from "./workflow-tabs.js";

const RUNS_AT_ONCE = 25;
const OCCURRENCES_AT_ONCE = 15;

/** One workflow: its schedule, its runs and its definition. */
export function workflowPage(app, { id, search }) {
  const workflow = new Loaded();
  const runs = new Loaded();
  const occurrences = new Loaded();
  const pages = new Paged((after) => api.occurrences(id.toLowerCase(), { limit: OCCURRENCES_AT_ONCE, after }));
  const preview = new Loaded();
  const health = new Loaded();
  const views = workflowTabs(app, id, search);
  let wanted = RUNS_AT_ONCE;
  const work = switching(app, load);

  async function load() {
    await Promise.all([workflow.take(api.workflow(id)).then(loadPreview), views.isFirst && runs.take(readRuns()), views.load()]);
  }

  // A schedule brings its due times along; while it was never switched on, its definition is asked about.
  async function loadPreview() {
    const { schedule, definitionCron, definitionTimezone, ...definition } = workflow.value ?? {};
    const changes = { repeatedHour: definition.definitionRepeatedHour, skippedHour: definition.definitionSkippedHour };
    if (schedule) await Promise.all([health.take(api.health(schedule.id)), occurrences.take(pages.read())]);
    if (schedule?.upcoming) await preview.take(Promise.resolve(previewOf(schedule)));
    else if (definitionCron) await preview.take(api.preview(definitionCron, definitionTimezone, changes));
  }

  async function readRuns() {
    const items = [];
    let after;
    do {
      const answer = await api.runsOf(id, { limit: RUNS_AT_ONCE, after });
      items.push(...answer.items);
      after = answer.next;
    } while (after !== undefined && items.length < wanted);
    return { items, next: after };
  }

  const older = () => {
    wanted += RUNS_AT_ONCE;
    app.reload();
  };

  // Where the workflow itself is old, one word about it is enough for all of the page.
  const partView = (loaded, content, lines) =>
    loadedView({ loaded, onRetry: app.reload, lines, isAgeTold: workflow.state === "stale", content });

  const content = (it, now) => {
    const wording = wordingOf(it, preview.value);
    return html`
      ${it.schedule?.active && it.schedule.pause
        ? pauseNote({ pause: it.schedule.pause, now })
        : nothing}
      ${it.summary ? html`<p class="lead">${it.summary}</p>` : nothing}
      ${originNotice(it)} ${lagNote(it.schedule)} ${warningsList({ warnings: it.warnings })}
      ${it.schedule
        ? partView(health, (value) => healthNote({ health: value, now }), 2)
        : nothing}
      ${views.bar()} ${views.isFirst ? first(it, wording, now) : views.view(partView, now, it, wording)}`;
  };

  const first = (it, wording, now) => html`
    <div class="columns">
      <section class="card" aria-labelledby="schedule">
        <h2 id="schedule">${t("schedule.title")}</h2>
        <p class="schedule-words">${cronWords(wording)}</p>
        ${wording.cron && !it.schedule ? html`<p class="quiet">${t("schedule.never-on")}</p>` : nothing}
        <p><a href=${toTab(id, "definition")}>${t("schedule.all")}</a></p>
      </section>
      <section class="card" aria-labelledby="upcoming">
        <h2 id="upcoming">${wording.active ? t("upcoming.title") : t("upcoming.title.off")}</h2>
        ${wording.cron
          ? partView(preview, (value) => upcomingList({ preview: value, now }))
          : html`<p class="quiet">${t("schedule.none.how")}</p>`}
      </section>
    </div>
    ${it.schedule
      ? html`<section aria-labelledby="occurrences">
          <h2 id="occurrences">${t("occurrences.title")}</h2>
          ${partView(occurrences, (value) => dueTimes(it, value))}
        </section>`
      : nothing}
    <section aria-labelledby="runs">
      <h2 id="runs">${t("runs.title")}</h2>
      ${partView(runs, (value) => runList(value, now, older, it.schedule?.timezone))}
    </section>`;

  const more = () => {
    pages.more();
    app.reload();
  };

  const dueTimes = (it, { items, next }) =>
    items.length === 0
      ? html`<div class="card"><p class="quiet">${t("occurrences.none")}</p></div>`
      : html`
          <div class="card is-flush">
            ${occurrencesTable({
              occurrences: items,
              timezone: it.schedule.timezone,
              busy: work.busyWith(id).has("occurrence"),
              onRun: app.mayChange() ? (occurrence) => work.runDueTime(it, occurrence) : undefined,
            })}
          </div>
          ${next === undefined
            ? nothing
            : html`<p class="more"><button type="button" class="button" @click=${more}>${t("action.more")}</button></p>`}`;

  const actions = (it) => {
    const busy = work.busyWith(id);
    const wording = wordingOf(it);
    return html`
      <div class="actions">
        ${activitySwitch({
          active: wording.active,
          busy: busy.has("switch"),
          obstacle: obstacleTo(it, wording),
          name: nameOf(it),
          onSwitch: app.mayChange() ? () => work.toggle(it, wording.active) : undefined,
        })}
        ${app.isAdmin() && isEditable(it) ? html`<a class="button" href=${toEdit(id)}>${icon("edit")} ${t("action.edit")}</a>` : nothing}
        ${app.mayChange() ? html`${pauseOrResume(it, busy.has("pause"))} ${runNow(it, busy.has("run"))}` : nothing}
      </div>`;
  };

  // One button for both, in one place: the focus stays on it.
  const pauseOrResume = (it, busy) =>
    it.schedule?.active
      ? workButton({
          busy,
          key: "p",
          onPress: () => (it.schedule.pause ? work.resume(it) : work.pause(it)),
          content: it.schedule.pause ? t("pause.resume") : t("pause.action"),
        })
      : nothing;

  const runNow = (it, busy) =>
    workButton({ busy, look: "is-primary", key: "r", onPress: () => work.run(it), content: html`${icon("play")} ${t("run.now")}` });

  const name = () => nameOf({ id, ...workflow.value });

  return {
    title: name,
    // Some tell of a workflow by its schedule, whose id has no capitals.
    concerns: (change) => change.workflow === undefined || change.workflow.toLowerCase() === id.toLowerCase(),
    load,
    view: (now) => html`
      <nav class="crumbs" aria-label=${t("crumbs")}><a href=${toWorkflows}>${t("workflows.title")}</a></nav>
      <div class="page-head">
        <div>
          <h1 tabindex="-1">${shortName(name())}</h1>
          ${workflow.value ? identity(workflow.value, now) : nothing}
        </div>
        ${workflow.value ? actions(workflow.value) : nothing}
      </div>
      ${loadedView({ loaded: workflow, onRetry: app.reload, lines: 6, content: (it) => content(it, now) })}`,
  };
}

const previewOf = ({ timezone, upcoming, begins, moved, warnings, description, pause }) => ({
  timezone,
  upcoming,
  begins,
  moved,
  warnings,
  description,
  neverFires: upcoming.length === 0,
  paused: pause !== undefined && pause.until === undefined,
});

const identity = (workflow, now) => html`
  <p class="under">
    <code>${workflow.id}</code>
    <span>${t("version", { version: workflow.version })}</span>
    ${originWord(workflow)}
    <span>${t("saved")} ${when(workflow.savedAt, now)}</span>
  </p>`;

function runList({ items, next }, now, older, timezone) {
  if (items.length === 0) return html`<div class="card"><p class="quiet">${t("runs.none")}</p></div>`;
  return html`
    <div class="card is-flush">${runsTable({ runs: items, now, timezone })}</div>
    ${next === undefined
      ? nothing
      : html`<p class="more"><button type="button" class="button" @click=${older}>${t("runs.older")}</button></p>`}`;
}
