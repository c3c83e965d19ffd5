import { html, nothing } from "lit";
import { attemptList } from "../components/attempts.js";
import { jsonView } from "../components/code-view.js";
import { deliveriesTable } from "../components/deliveries-table.js";
import { facts } from "../components/facts.js";
import { icon } from "../components/icon.js";
import { loadedView } from "../components/loaded-view.js";
import { runNeighbours } from "../components/run-neighbours.js";
import { runError } from "../components/run-error.js";
import { runLog } from "../components/run-log.js";
import { runBadge } from "../components/state-badge.js";
import { stepList } from "../components/steps.js";
import { triggerWord } from "../components/trigger-word.js";
import { when } from "../components/when.js";
import * as api from "../lib/api.js";
import { curlOf } from "../lib/curl.js";
import { Loaded } from "../lib/loaded.js";
import { toRun, toWorkflow, toWorkflows } from "../lib/router.js";
import { refocus } from "../lib/rows.js";
import { t } from "../lib/texts.js";
import { absolute, duration } from "../lib/times.js";
import { isRedrivable, redrive } from "./redriving.js";

const ENDED = new Set(["succeeded", "failed", "canceled"]);

/** One run: how it stands, why it failed, and each of its steps. */
export function runPage(app, { id }) {
  const run = new Loaded();
  const steps = new Loaded();
  const beside = new Loaded();
  const opened = new Set();
  let pages = 1;
  let canceling = false;
  let follows;
  // Whether something was done after which its button may be gone, and the focus with it.
  let mindsFocus = false;

  async function load() {
    await Promise.all([run.take(api.run(id)), steps.take(readSteps()), beside.take(api.neighbours(id))]);
  }

  async function readSteps() {
    const items = [];
    let after;
    for (let page = 0; page < pages; page++) {
      const answer = await api.steps(id, after);
      items.push(...answer.items);
      after = answer.next;
      if (after === undefined) break;
    }
    return after === undefined ? { items, later: [] } : withNewest(items);
  }

  // Of a long run the newest steps are told too, whatever stands between.
  async function withNewest(items) {
    const known = new Set(items.map((step) => step.key));
    const newest = (await api.newestSteps(id)).items;
    const later = newest.filter((step) => !known.has(step.key));
    return later.length < newest.length ? { items: [...items, ...later], later: [] } : { items, later };
  }

  async function cancel() {
    const yes = await app.ask({
      title: t("cancel.title"),
      text: t("cancel.text", { workflow: run.value.workflowId }),
      action: t("cancel.action"),
      keep: t("cancel.keep"),
      fields: [{ name: "reason", label: t("cancel.reason"), type: "text" }],
    });
    if (!yes) return;
    canceling = true;
    app.redraw();
    await app.attempt(async () => {
      await api.cancel(id, yes.reason ? { reason: yes.reason } : undefined);
      mindsFocus = true;
      await load();
    });
    canceling = false;
    app.redraw();
  }

  async function doAgain() {
    if (!(await redrive(app, run.value))) return;
    mindsFocus = true;
    app.reload();
  }

  function mindFocus() {
    if (refocus()) mindsFocus = false;
  }

  // A browser may keep the clipboard from a page: then the reader copies it from where it is shown.
  async function copyCurl() {
    const command = curlOf(run.value);
    try {
      await navigator.clipboard.writeText(command);
      app.tell(t("curl.copied"));
    } catch {
      await app.ask({
        title: t("curl.title"),
        text: t("curl.text"),
        action: t("curl.done"),
        keep: t("curl.close"),
        harmless: true,
        fields: [{ name: "command", label: t("curl.command"), type: "lines", value: command }],
      });
    }
  }

  const toggle = (key, open) => {
    if (open) opened.add(key);
    else opened.delete(key);
    app.redraw();
  };

  const moreSteps = () => {
    pages++;
    app.reload();
  };

  const stepsCard = (value, now) =>
    value.items.length === 0
      ? html`<p class="quiet">${ENDED.has(run.value?.state) ? t("run.steps.none") : t("run.steps.awaited")}</p>`
      : stepList({ run: run.value, steps: value.items, later: value.later, between: between(), now, opened, onToggle: toggle });

  const between = () => html`
    <span class="quiet">${t("run.steps.between")}</span>
    <button type="button" class="button" @click=${moreSteps}>${t("run.steps.more")}</button>`;

  function log({ items, later }) {
    const isOpen = !ENDED.has(run.value.state);
    follows ??= isOpen;
    return runLog({ steps: [...items, ...later], hasGap: later.length > 0, isOpen, follows, onFollow: follow });
  }

  function follow(wish) {
    follows = wish;
    app.redraw();
  }

  const isChild = (other) =>
    [...(steps.value?.items ?? []), ...(steps.value?.later ?? [])].some((step) =>
      step.children?.some((child) => child.runId === other),
    );

  const content = (it, now) => html`
    ${it.error ? runError(it.error) : nothing} ${pauseNote(it, now)} ${canceledNote(it)}
    ${it.redriveOf ? otherRun(t("run.redrive-of", { name: it.redriveOf.by }), it.redriveOf) : nothing}
    ${it.redrivenAs ? otherRun(t("run.redriven-as", { name: it.redrivenAs.by }), it.redrivenAs) : nothing}
    <section class="card" aria-label=${t("run.facts")}>${runFacts(it, now)}</section>
    <section class="card" aria-labelledby="steps">
      <h2 id="steps">${t("run.steps")}</h2>
      ${loadedView({ loaded: steps, onRetry: app.reload, content: (value) => stepsCard(value, now) })}
    </section>
    ${steps.value ? log(steps.value) : nothing}
    <div class="columns">
      ${payload("input", t("run.input"), it.input, t("run.input.none"))}
      ${payload("output", t("run.output"), it.output, ENDED.has(it.state) ? t("run.output.none") : t("run.output.awaited"))}
    </div>
    ${attemptList({ attempts: it.attemptList ?? [] })}
    ${it.deliveries?.length
      ? html`<section aria-labelledby="deliveries">
          <h2 id="deliveries">${t("deliveries.title")}</h2>
          <div class="card is-flush">${deliveriesTable({ deliveries: it.deliveries, now })}</div>
        </section>`
      : nothing}`;

  return {
    title: () => t("run.title", { workflow: run.value?.workflowId ?? id }),
    concerns: (change) => change.run === undefined || change.run === id || isChild(change.run),
    load,
    view: (now) => {
      if (mindsFocus) queueMicrotask(mindFocus);
      return page(now);
    },
  };

  function page(now) {
    return html`
      <nav class="crumbs" aria-label=${t("crumbs")}>
        <a href=${toWorkflows}>${t("workflows.title")}</a>
        ${run.value ? html`<a href=${toWorkflow(run.value.workflowId)}>${run.value.workflowId}</a>` : nothing}
      </nav>
      <div class="page-head">
        <div>
          <h1 tabindex="-1">${run.value ? t("run.title", { workflow: run.value.workflowId }) : t("run.page")}</h1>
          <p class="under" aria-live="polite">
            ${run.value ? runBadge(run.value.state) : nothing}<code>${id}</code>
          </p>
          ${beside.value ? runNeighbours({ beside: beside.value }) : nothing}
        </div>
        ${run.value && !ENDED.has(run.value.state) && app.mayChange()
          ? html`<button
              type="button"
              class="button is-danger-quiet"
              aria-busy=${canceling ? "true" : "false"}
              aria-disabled=${canceling ? "true" : "false"}
              @click=${() => canceling || cancel()}
            >
              ${icon("stop")} ${t("cancel.action")}
            </button>`
          : nothing}
        ${run.value
          ? html`<button type="button" class="button" @click=${copyCurl}>${t("curl.action")}</button>`
          : nothing}
        ${run.value && isRedrivable(run.value) && app.mayChange()
          ? html`<button type="button" class="button" aria-keyshortcuts="r" @click=${doAgain}>${icon("retrying")} ${t("redrive.action")}</button>`
          : nothing}
      </div>
      ${loadedView({ loaded: run, onRetry: app.reload, lines: 6, content: (it) => content(it, now) })}`;
  }
}

function canceledNote(run) {
  if (run.state !== "canceled" || !(run.cancelReason || run.canceledBy)) return nothing;
  return html`<div class="notice">
    ${icon("stop")}
    <p class="notice-text">
      ${run.canceledBy ? t("run.canceled-by", { name: run.canceledBy }) : t("run.canceled")} ${run.cancelReason ? html`<bdi>${run.cancelReason}</bdi>` : nothing}
    </p>
  </div>`;
}

function otherRun(text, other) {
  return html`<div class="notice">
    ${icon("retrying")}
    <p class="notice-text">
      ${text} ${other.reason ? html`<bdi>${other.reason}</bdi>` : nothing} <a href=${toRun(other.runId)}><code>${other.runId}</code></a>
    </p>
  </div>`;
}

function pauseNote(run, now) {
  if (run.queued && run.state === "pending") {
    return html`<div class="notice is-waiting">${icon("waiting")}<p class="notice-text">${t("run.queued")}</p></div>`;
  }
  if (!run.wakeAt || ENDED.has(run.state)) return nothing;
  const word = run.state === "retrying" ? t("run.retries-at") : t("run.wakes-at");
  return html`<div class="notice is-waiting">
    ${icon(run.state === "retrying" ? "retrying" : "waiting")}
    <p class="notice-text">${word} ${when(run.wakeAt, now)}</p>
  </div>`;
}

function runFacts(run, now) {
  const begun = run.startedAt ?? run.createdAt;
  const length = run.durationMs ?? (run.startedAt && !run.endedAt ? Math.max(0, now - new Date(run.startedAt)) : undefined);
  return facts([
    [t("column.trigger"), triggerWord(run.trigger)],
    [t("column.due"), run.dueTime ? absolute(run.dueTime) : undefined],
    [t("column.lateness"), run.latenessMs === undefined ? undefined : duration(run.latenessMs)],
    [t("column.started"), html`${absolute(begun)} <span class="under">${when(begun, now)}</span>`],
    [t("column.duration"), length === undefined ? undefined : duration(length)],
    [t("column.attempts"), run.maxAttempts ? t("run.attempts.of", { n: run.attempts, max: run.maxAttempts }) : run.attempts],
    [t("run.version"), run.version],
    [t("run.parent"), run.parentId ? html`<a href=${toRun(run.parentId)}><code>${run.parentId}</code></a>` : undefined],
    [t("run.message"), run.messageId ? html`<code>${run.messageId}</code>` : undefined],
  ]);
}

const payload = (name, title, value, none) => html`
  <details class="card payload" open>
    <summary><h2 id=${name}>${title}</h2></summary>
    ${value === undefined ? html`<p class="quiet">${none}</p>` : jsonView(value, title)}
  </details>`;
