import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { bulkBar } from "../components/bulk-bar.js";
import { icon } from "../components/icon.js";
import { loadedView, skeleton } from "../components/loaded-view.js";
import { noWorkflows } from "../components/no-workflows.js";
import { isEditable, originOf, ORIGINS } from "../components/origin.js";
import { nextUp, overviewStrip } from "../components/overview-strip.js";
import { pager } from "../components/pager.js";
import { planBanner } from "../components/plan-state.js";
import { unknownAsked } from "../components/unknown-asked.js";
import { momentsOf, workflowRow } from "../components/workflow-row.js";
import { workflowsFilter } from "../components/workflows-filter.js";
import { workflowsTable } from "../components/workflows-table.js";
import * as api from "../lib/api.js";
import { partsOf } from "../lib/asked.js";
import { currentLanguage, currentZone } from "../lib/choices.js";
import { healthWords, holdsText, isAsked } from "../lib/health.js";
import { Glanced } from "../lib/glanced.js";
import { columnsOf, ordered, orderOf, pageOf } from "../lib/listing.js";
import { Growth } from "../lib/growth.js";
import { Loaded } from "../lib/loaded.js";
import { Paged } from "../lib/paged.js";
import { Problem } from "../lib/problem.js";
import { toNew, toWorkflows, withSearch } from "../lib/router.js";
import { Slots } from "../lib/slots.js";
import { t } from "../lib/texts.js";
import { Unchanged } from "../lib/unchanged.js";
import { wordingOf } from "../lib/wording.js";
import { zoneWords } from "../lib/zone-words.js";
import { switching } from "./switching.js";

// To look at the plan is to ask the engine: once for each opening of the page, and once a minute while it stays.
const PLAN_AGE = 60_000;
const NEXT_UP = 5;
// All are known, and one page of them is drawn: a long table makes each key and each dialog slow.
const ROWS = 50;
// As many as a window shows: where more are others than before, the rest comes a moment later.
const FIRST_ROWS = 15;

const KNOWN = {
  health: (it) => it === "attention" || healthWords.includes(it),
  origin: (it) => ORIGINS.includes(it),
  sort: (it) => orderOf(it) !== undefined,
};

/** All workflows: how they do, what they say, when they are due, how they went. */
export function workflowsPage(app, { search }) {
  const list = new Loaded();
  const overview = new Loaded();
  const next = new Loaded();
  const plan = new Loaded();
  let { asked, unknown } = partsOf(search, KNOWN);
  const previews = new Map();
  // So many as are drawn come first, and by themselves.
  const pages = new Paged((after) => api.workflows({ limit: after === undefined ? ROWS : undefined, after }));
  const work = switching(app, load);
  const picked = new Set();
  const workflows = new Unchanged((it) => it.id);
  const healths = new Unchanged((it) => it.scheduleId);
  const slots = new Slots();
  const growth = new Growth(FIRST_ROWS, (it) => it.id, app.redraw, app.onceSeen);
  let several;
  let busy = false;
  let isSampleAwaited = false;
  // Whether it takes more than one answer to read all.
  let isLong = false;
  const glanced = new Glanced();

  async function load() {
    let beside;
    const beginBeside = () => {
      beside ??= Promise.all([overview.take(readOverview()), next.take(api.comingUp({ limit: NEXT_UP }))]);
      // If the list fails, nobody awaits these; a missing sign-in is then the list's to tell.
      beside.catch(() => {});
    };
    await list.take(readAll(beginBeside));
    beginBeside();
    app.redraw();
    await Promise.all([beside, describeDrawn()]);
    app.redraw();
    await lookAtPlan();
  }

  // What is sorted and narrowed is all of them. The first page is shown while the others come.
  async function readAll(onFirst) {
    let isMore = false;
    glanced.clear();
    const { items, ...rest } = await pages.readAll((part) => {
      isMore = true;
      isLong = true;
      list.grow(withGlanced(part));
      app.redraw();
      onFirst();
    });
    isLong = isMore;
    return withGlanced({ ...rest, items: workflows.of(items) });
  }

  // Of a long list what changed is seen before all of it is read anew.
  async function glance(names) {
    if (!isLong || !overview.value) return;
    const take = glanced.begin(names);
    take((await Promise.all(names.map(lookAt))).filter((it) => it));
    list.value = withGlanced(list.value);
    overview.value = { ...overview.value, bySchedule: withHealths(overview.value.bySchedule) };
  }

  const withGlanced = (part) => ({ ...part, items: part.items.map((it) => glanced.orSeen(it)) });

  const withHealths = (bySchedule) => new Map([...bySchedule, ...glanced.healths.map((it) => [it.scheduleId, it])]);

  async function readOverview() {
    glanced.clearHealths();
    const { items, ...rest } = await api.overview();
    return { ...rest, bySchedule: withHealths(new Map(healths.of(items).map((it) => [it.scheduleId, it]))) };
  }

  async function lookAtPlan() {
    const isFresh = plan.at && overview.at && overview.at - plan.at < PLAN_AGE;
    if (!isFresh) await plan.take(api.plan());
  }

  const healthOf = (workflow) => overview.value?.bySchedule.get(workflow.schedule?.id);

  // One that was never switched on has no health; that of another may not have come.
  const wordOf = (workflow) => healthOf(workflow)?.health ?? (workflow.schedule ? "unknown" : undefined);

  const isShown = (workflow) =>
    holdsText(workflow, asked.q ?? "") &&
    isAsked(wordOf(workflow), asked.health) &&
    (!asked.origin || originOf(workflow) === asked.origin);

  // What is narrowed or sorted anew is looked at from its beginning.
  function narrow(change) {
    unknown = [];
    asked = { ...asked, page: "", ...change };
    app.address(withSearch(toWorkflows, asked));
    app.redraw();
    describeMore();
  }

  const found = () => ordered((list.value?.items ?? []).filter(isShown), asked.sort, healthOf);

  const drawn = (found) => pageOf(found, asked.page, ROWS);

  // A schedule that was never switched on has no words yet: they are asked for, once for each expression.
  async function describeDrawn() {
    const wanted = drawn(found()).rows.filter((it) => !it.schedule && it.definitionCron && !previews.has(keyOf(it)));
    let isOver = false;
    for (const workflow of wanted) {
      if (previews.has(keyOf(workflow))) continue;
      const answer = await api.preview(workflow.definitionCron, workflow.definitionTimezone).catch((problem) => {
        isOver = problem.isSignInNeeded;
      });
      if (isOver) break;
      previews.set(keyOf(workflow), answer);
    }
    return wanted.length > 0;
  }

  // Mostly nothing is to be asked, and then nothing is drawn once more.
  async function describeMore() {
    if (await describeDrawn()) app.redraw();
  }

  function pick(workflows, isPicked) {
    workflows.forEach(({ id }) => (isPicked ? picked.add(id) : picked.delete(id)));
    app.redraw();
  }

  async function takeSample() {
    isSampleAwaited = true;
    app.redraw();
    const names = await app.attempt(async () => {
      const { items } = await api.samples();
      for (const { id, source } of items) await api.saveWorkflow(id, source);
      await load();
      return items.map((it) => it.id).join(", ");
    });
    isSampleAwaited = false;
    if (names) app.tell(t("empty.sample.taken", { names }));
    app.redraw();
  }

  function begin() {
    busy = true;
    app.redraw();
  }

  // Only what is shown is meant; what could not be done stays selected.
  async function doToSeveral(what, workflows) {
    await app.attempt(async () => {
      several ??= (await fetched(import("./several.js"))).several(app, begin);
      const done = await several[what](workflows);
      done.forEach(({ id }) => picked.delete(id));
      if (done.length > 0) await load();
    });
    busy = false;
    app.redraw();
  }

  function turn(page) {
    narrow({ page: page === 1 ? "" : String(page) });
    document.querySelector(".workflows")?.scrollIntoView({ block: "nearest" });
  }

  const strip = (now) => html`
    ${overview.state === "loading"
      ? overviewStrip({})
      : loadedView({ loaded: overview, onRetry: app.reload, content: (value) => overviewStrip({ overview: value }) })}
    ${next.state === "failed" ? nothing : nextUp({ entries: next.value?.items, now })}`;

  // A row of which nothing is new stays as it was drawn.
  function row(workflow, columns, now) {
    const preview = previews.get(keyOf(workflow));
    const health = healthOf(workflow);
    const busy = work.busyWith(workflow.id);
    const mayChange = app.mayChange();
    const isPicked = mayChange ? picked.has(workflow.id) : undefined;
    const shown = [workflow, preview, health, overview.state === "loading", [...busy].join(), mayChange, app.isAdmin(), isPicked, columns.join()];
    return guard([...shown, currentLanguage(), currentZone(), momentsOf(workflow, now)], () =>
      workflowRow({
        workflow,
        columns,
        wording: wordingOf(workflow, preview),
        health,
        isAwaited: overview.state === "loading",
        now,
        busy,
        mayChange,
        mayWrite: app.isAdmin(),
        picked: isPicked,
        onPick: (isPicked) => pick([workflow], isPicked),
        on: {
          toggle: () => work.toggle(workflow, workflow.schedule?.active ?? false),
          run: () => work.run(workflow),
          pause: () => work.pause(workflow),
          resume: () => work.resume(workflow),
        },
      }),
    );
  }

  // What is narrowed by it cannot be told yet.
  const isHealthAwaited = () => Boolean(asked.health) && overview.state === "loading";

  const table = ({ items, next }, now) => {
    const shown = found();
    const { rows, page, pages } = drawn(shown);
    const areMoreToCome = next !== undefined && list.problem === undefined;
    const columns = columnsOf(asked.columns);
    const made = growth.of(rows);
    return html`
    ${planBanner(plan.value)} ${strip(now)}
    ${unknownAsked(unknown)}
    ${workflowsFilter({ asked, hasCode: items.some((it) => !isEditable(it)), onNarrow: narrow })}
    <p class="summary" role=${areMoreToCome ? nothing : "status"}>${summary(items, shown, areMoreToCome)}</p>
    ${app.mayChange() ? bulkBar({ shown: rows, found: shown, picked, busy, onPick: pick, onDo: doToSeveral }) : nothing}
    ${several ? several.view() : nothing}
    ${isHealthAwaited() ? skeleton(4) : workflowsTable({
      workflows: made,
      columns,
      sort: asked.sort,
      onSort: (sort) => narrow({ sort }),
      slotOf: slots.of(made.map((it) => it.id), !isAtARow()),
      row: (workflow) => row(workflow, columns, now),
    })}
    ${pager({ page, pages, size: ROWS, n: shown.length, onTurn: turn })}`;
  };

  return {
    title: () => t("workflows.title"),
    concerns: () => true,
    load,
    glance,
    view: (now) => html`
      <div class="page-head">
        <h1 tabindex="-1">${t("workflows.title")}</h1>
        ${app.isAdmin() ? html`<a class="button is-primary" href=${toNew}>${icon("plus")} ${t("workflows.new")}</a>` : nothing}
      </div>
      ${loadedView({
        loaded: list,
        onRetry: app.reload,
        lines: 4,
        content: (value) => (value.items.length === 0
          ? noWorkflows({ mayWrite: app.isAdmin(), busy: isSampleAwaited, onSample: takeSample })
          : table(value, now)),
      })}`,
  };
}

/** One workflow and how it does; nothing where that cannot be told: what is wrong shows when all is read. */
async function lookAt(id) {
  try {
    const { source, ...workflow } = await api.workflow(id);
    return { workflow, health: workflow.schedule && (await api.health(workflow.schedule.id)) };
  } catch (problem) {
    if (problem.isSignInNeeded || problem.status === undefined) throw problem;
    return undefined;
  }
}

// A script that does not come is as a server that does not answer.
const fetched = (script) =>
  script.catch(() => {
    throw new Problem(0);
  });

// A dialog gives the focus back to where it was asked for.
const isAtARow = () => document.querySelector("tbody :focus, .menu:popover-open, dialog[open]") !== null;

const keyOf = (workflow) => `${workflow.definitionCron}|${workflow.definitionTimezone ?? ""}`;

const summary = (items, shown, areMoreToCome) =>
  [
    t("workflows.count", { n: items.length }),
    areMoreToCome ? t("workflows.coming") : "",
    t("workflows.active", { n: items.filter((it) => it.schedule?.active).length }),
    shown.length < items.length ? t("workflows.shown", { n: shown.length }) : "",
    zoneWords(),
  ]
    .filter((it) => it)
    .join(" · ");
