import { html, nothing } from "lit";
import { forecastCard } from "../components/forecast.js";
import { icon } from "../components/icon.js";
import { loadedView } from "../components/loaded-view.js";
import { planItem } from "../components/plan-item.js";
import { PLAN_STATES } from "../components/plan-state.js";
import { workButton } from "../components/work-button.js";
import { when } from "../components/when.js";
import * as api from "../lib/api.js";
import { keepingFocus } from "../lib/focus.js";
import { Loaded } from "../lib/loaded.js";
import { t } from "../lib/texts.js";

// To look at the plan is to ask the engine: at the reader's wish, and because of news once a minute.
const PLAN_AGE = 60_000;

/** What the engines hold, what they should hold, and what would change. */
export function planPage(app) {
  const plan = new Loaded();
  let busy = false;

  async function load({ isNews = false } = {}) {
    const isFresh = plan.problem === undefined && plan.at && new Date() - plan.at < PLAN_AGE;
    if (!(isNews && isFresh)) await plan.take(api.plan());
  }

  const during = (work) =>
    keepingFocus(async () => {
      busy = true;
      app.redraw();
      await app.attempt(async () => {
        const told = await work();
        await load();
        if (told) app.tell(told);
      });
      busy = false;
      app.redraw();
    });

  async function apply(it) {
    const removals = it.removals.needConfirmation;
    if (removals && !(await app.ask(removalsQuestion(it.removals.count)))) return;
    await during(async () => summary((await api.applyPlan(removals ? { confirmRemovals: true } : undefined)).results));
  }

  async function decide(item, decision) {
    const question = QUESTIONS[decision]?.(item);
    if (question && !(await app.ask(question))) return;
    await during(async () => {
      const { result } = await api.decide(item.id, decision);
      return outcomeOf(result);
    });
  }

  async function original(it) {
    const sure = await app.ask({
      title: t("plan.original.title"),
      text: t("plan.original.text", { url: it.copied.of }),
      action: t("plan.original.action"),
      keep: t("plan.keep"),
    });
    if (sure) await during(async () => (await api.original()) && t("plan.original.told"));
  }

  const items = (it) =>
    it.items.length === 0
      ? nothing
      : html`<section aria-labelledby="differences">
          <h2 id="differences">${t("plan.items")}</h2>
          <ul class="plan-items">
            ${it.items.map((item) => html`<li>${planItem({ item, busy, onDecide: app.mayChange() ? (what) => decide(item, what) : undefined })}</li>`)}
          </ul>
        </section>`;

  const content = (it, now) => html`
    ${stateNotice(it, busy, app.isAdmin() ? () => original(it) : undefined)}
    ${it.warnings.map(
      (warning) => html`<div class="notice is-warning">${icon("warning")}<p class="notice-text">${warned(warning)}</p></div>`,
    )}
    ${it.forecast ? forecastCard({ forecast: it.forecast, now }) : nothing} ${items(it)}
    <p class="quiet">
      ${t("plan.checked")} ${when(it.checkedAt, now)}${it.lastSync
        ? html` · ${t("plan.synced")} ${when(it.lastSync.at, now)}${it.lastSync.detail ? html`: ${it.lastSync.detail}` : nothing}`
        : nothing}
    </p>`;

  const canApply = (it) =>
    it && it.state !== "held" && (it.items.some((item) => item.automatic) || it.removals.needConfirmation);

  return {
    title: () => t("plan.title"),
    concerns: () => true,
    load,
    view: (now) => html`
      <div class="page-head">
        <h1 tabindex="-1">${t("plan.title")}</h1>
        <div class="actions">
          ${workButton({ busy, onPress: app.reload, content: t("plan.again") })}
          ${app.mayChange() && canApply(plan.value)
            ? workButton({ busy, look: "is-primary", onPress: () => apply(plan.value), content: t("plan.apply") })
            : nothing}
        </div>
      </div>
      <p class="lead">${t("plan.lead")}</p>
      ${loadedView({ loaded: plan, onRetry: app.reload, lines: 6, content: (it) => content(it, now) })}`,
  };
}

const removalsQuestion = (n) => ({
  title: t("plan.removals.title", { n }),
  text: t("plan.removals.text"),
  action: t("plan.removals.action"),
  keep: t("plan.keep"),
});

const QUESTIONS = {
  "put-back": (item) => ({
    title: t("plan.put-back.title", { name: item.name }),
    text: t("plan.put-back.text"),
    action: t("plan.put-back"),
    keep: t("plan.keep"),
  }),
  remove: (item) => ({
    title: t("plan.remove.title", { name: item.name }),
    text: t("plan.remove.text"),
    action: t("plan.remove"),
    keep: t("plan.keep"),
  }),
  "make-ours": (item) => ({
    title: t("plan.make-ours.title", { name: item.name }),
    text: t("plan.make-ours.text"),
    action: t("plan.make-ours"),
    keep: t("plan.keep"),
  }),
};

const OUTCOMES = {
  done: () => t("plan.outcome.done"),
  pending: () => t("plan.outcome.pending"),
  refused: () => t("plan.outcome.refused"),
  stale: () => t("plan.outcome.stale"),
  "needs-confirmation": () => t("plan.outcome.needs-confirmation"),
  held: () => t("plan.outcome.held"),
};

const WARNINGS = {
  "left-at-qstash": (it) => t("plan.warning.left-at-qstash", { names: it.schedules.join(", ") }),
  "list-not-trusted": () => t("plan.warning.list-not-trusted"),
  "not-looked-at": (it) => t("plan.warning.not-looked-at", { n: it.count }),
};

const warned = (it) => WARNINGS[it.code]?.(it) ?? it.detail;

const outcomeOf = ({ outcome, detail }) =>
  [OUTCOMES[outcome]?.() ?? outcome, outcome === "done" ? undefined : detail].filter(Boolean).join(": ");

function summary(results) {
  const open = results.filter((it) => it.outcome !== "done");
  return open.length === 0 ? t("plan.applied", { n: results.length }) : outcomeOf(open[0]);
}

function stateNotice(it, busy, onOriginal) {
  const [look, shape, word] = (PLAN_STATES[it.state] ?? PLAN_STATES.unknown)();
  return html`
    <div class="notice ${look}" role="status" data-state=${it.state}>
      ${icon(shape)}
      <div class="notice-text">
        <p class="notice-title">${word}</p>
        ${it.detail ? html`<p>${it.detail}</p>` : nothing}
        ${it.copied ? html`<p>${t("plan.copied", { url: it.copied.of })}</p>` : nothing}
      </div>
      ${it.copied && onOriginal
        ? workButton({ busy, onPress: onOriginal, content: t("plan.original.action") })
        : nothing}
    </div>`;
}
