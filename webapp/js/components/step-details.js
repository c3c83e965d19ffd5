import { html, nothing } from "lit";
import { toRun } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { absolute } from "../lib/times.js";
import { jsonView } from "./code-view.js";
import { facts } from "./facts.js";
import { runError } from "./run-error.js";
import { logLines } from "./run-log.js";
import { when } from "./when.js";

/**
 * What a step worked on and what came of it.
 *
 * @param {object} props
 * @param {object} props.step
 * @param {string} [props.from] the run that it was taken over from
 * @param {Date} props.now
 */
export const stepDetails = ({ step, from, now }) => html`
  <div class="step-details">
    ${step.error ? runError(step.error) : nothing}
    ${facts([
      [t("step.began"), absolute(step.startedAt)],
      [t("step.taken-over-from"), step.takenOver && from ? html`<a href=${toRun(from)}><code>${from}</code></a>` : undefined],
      [t("step.wakes"), step.wakeAt && !step.endedAt ? when(step.wakeAt, now) : undefined],
      [t("step.then"), step.transition],
      [t("step.attempt"), step.attempt > 1 ? step.attempt : undefined],
      [t("step.pointer"), html`<code>${step.key}</code>`],
    ])}
    ${step.log?.length ? logOf(step) : nothing}
    <div class="in-and-out">${valueOf(step, t("run.input"), step.input)} ${valueOf(step, t("run.output"), step.output)}</div>
  </div>`;

// Steps that are open have the same parts: each is told with the name of its step.
const partOf = (step, name) => `${name}: ${step.name}`;

const valueOf = (step, name, value) =>
  value === undefined
    ? nothing
    : html`<section><h3>${name}</h3>${jsonView(value, partOf(step, name), name)}</section>`;

const logOf = (step) => html`
  <section>
    <h3>${t("step.log")}</h3>
    <div class="log" tabindex="0" role="group" aria-label=${partOf(step, t("step.log"))}>${logLines(step.log)}</div>
  </section>`;
