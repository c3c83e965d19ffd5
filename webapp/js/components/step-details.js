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
    ${step.log?.length ? logOf(step.log) : nothing}
    <div class="in-and-out">${valueOf(t("run.input"), step.input)} ${valueOf(t("run.output"), step.output)}</div>
  </div>`;

const valueOf = (name, value) =>
  value === undefined
    ? nothing
    : html`<section><h4>${name}</h4>${jsonView(value, name)}</section>`;

const logOf = (log) => html`
  <section>
    <h4>${t("step.log")}</h4>
    <div class="log" tabindex="0" role="region" aria-label=${t("step.log")}>${logLines(log)}</div>
  </section>`;
