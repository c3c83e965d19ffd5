import { html, nothing, svg } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { toRun } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { duration } from "../lib/times.js";
import { attemptOf, barOf, isWait, lengthOf, rangeOf, roundOf, settled, spansOf, visitOf } from "../lib/timeline.js";
import { icon } from "./icon.js";
import { runBadge, stepBadge } from "./state-badge.js";
import { stepDetails } from "./step-details.js";

const DEEPEST = 8;

/**
 * The steps of a run, each with its bar of time; a step opens to show what it worked on.
 *
 * @param {object} props
 * @param {object} props.run
 * @param {object[]} props.steps in the order of their beginning
 * @param {Date} props.now
 * @param {Set<string>} props.opened keys of the steps that are open
 * @param {(key: string, open: boolean) => void} props.onToggle
 * @param {object[]} [props.later] further steps, which began after others that are not shown
 * @param {unknown} [props.between] what stands in the place of those
 */
export function stepList({ run, steps, now, opened, onToggle, later = [], between = nothing }) {
  const all = [...steps, ...later];
  const range = rangeOf(run, all, now);
  const row = (step) =>
    html`<li>
      ${stepRow({
        step: settled(step, run),
        attempts: run.attemptList ?? [],
        range,
        now,
        open: opened.has(step.key),
        from: run.redriveOf?.runId,
        onToggle,
      })}
      ${step.children?.length ? childRuns(step, now) : nothing}
    </li>`;
  return html`
    ${hatching} ${all.some((step) => step.takenOver) ? takenOver(run.redriveOf?.runId) : nothing}
    <div class="steps-head" aria-hidden="true">
      <span>${t("column.step")}</span>
      <span>${t("column.state")}</span>
      <span class="steps-axis"><span>0</span><span>${duration(range.length)}</span></span>
      <span class="is-number">${t("column.duration")}</span>
    </div>
    <ol class="steps" aria-label=${t("run.steps")}>
      ${repeat(steps, keyOf, row)} ${later.length === 0 ? nothing : html`<li class="steps-between">${between}</li>`}
      ${repeat(later, keyOf, row)}
    </ol>`;
}

const keyOf = (step) => step.key;

const lengthOfRun = ({ startedAt, endedAt, durationMs }, now) =>
  durationMs ?? (startedAt && !endedAt ? Math.max(0, now - new Date(startedAt)) : undefined);

/** The runs that a step asked for, below it. */
const childRuns = (step, now) => html`
  <ul class="child-runs" data-depth=${Math.min(step.depth, DEEPEST)} aria-label=${t("run.children")}>
    ${step.children.map((child) => {
      const length = lengthOfRun(child, now);
      return html`<li>
        <a href=${toRun(child.runId)}><bdi>${child.workflowId}</bdi></a>
        ${runBadge(child.state)} <span class="quiet">${length === undefined ? nothing : duration(length)}</span>
      </li>`;
    })}
  </ul>`;

// The run that they were taken over from may be gone.
const takenOver = (from) => html`
  <p class="quiet">
    ${t("run.steps.taken-over")} ${from ? html`<a href=${toRun(from)}><code>${from}</code></a>` : t("run.steps.taken-over.gone")}
  </p>`;

function stepRow({ step, attempts, range, now, open, from, onToggle }) {
  const spans = spansOf(step, attempts, now);
  const round = roundOf(step);
  const attempt = attemptOf(step);
  const visit = visitOf(step);
  return html`
    <details class="step" ?open=${open} @toggle=${(event) => onToggle(step.key, event.target.open)}>
      <summary>
        <span class="step-name" data-depth=${Math.min(step.depth, DEEPEST)}>
          ${icon("chevron")}
          <span class="step-title"><bdi>${step.name}</bdi></span>
          <span class="step-kind">${step.kind}</span>
          ${round === undefined ? nothing : html`<span class="step-note">${t("step.round", { n: round })}</span>`}
          ${attempt > 1 ? html`<span class="step-note">${t("step.try", { n: attempt })}</span>` : nothing}
          ${step.takenOver ? html`<span class="step-note">${t("step.taken-over")}</span>` : nothing}
          ${visit > 1 ? html`<span class="step-note">${t("step.visit", { n: visit })}</span>` : nothing}
        </span>
        <span class="step-state">${stepBadge(step.state)}</span>
        ${bar(
          step,
          spans.map((span) => barOf(span, range)),
        )}
        <span class="step-duration is-number">${spans.length === 0 || step.state === "skipped" ? "–" : duration(lengthOf(step, spans))}</span>
      </summary>
      ${open ? stepDetails({ step, from, now }) : nothing}
    </details>`;
}

// Attempts that failed stand paler before the last one.
const bar = (step, places) => html`
  <svg class="bar is-${step.state} ${isWait(step) ? "is-wait" : ""}" aria-hidden="true">
    ${svg`
      <rect class="bar-track" x="0" y="0" width="100%" height="100%" rx="3"></rect>
      ${places.map(
        ({ x, width }, index) => svg`
          <rect class="bar-time ${index < places.length - 1 ? "is-past" : ""}" x="${x}%" y="0" width="${width}%"
            height="100%" rx="3"></rect>`,
      )}`}
  </svg>`;

// A wait is hatched: time passes, and nothing is done.
const hatching = html`
  <svg class="unseen" width="0" height="0" aria-hidden="true">
    <defs>
      <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch-ground" width="7" height="7"></rect>
        <rect class="hatch-line" width="3" height="7"></rect>
      </pattern>
    </defs>
  </svg>`;
