import { html, nothing } from "lit";
import { toGuide } from "../lib/router.js";
import { said, t } from "../lib/texts.js";
import { icon } from "./icon.js";
import { longNames } from "./long-names.js";

const STATES = {
  ok: ["succeeded", "succeeded", () => t("doctor.ok")],
  warning: ["warning", "retrying", () => t("doctor.warning")],
  failing: ["failed", "failed", () => t("doctor.failing")],
  unknown: ["pending", "canceled", () => t("doctor.unknown")],
};

/** A status of the doctor: shape, word and colour. */
export function doctorBadge(status) {
  const [shape, look, word] = STATES[status] ?? STATES.unknown;
  return html`<span class="badge is-${look}">${icon(shape)}<span>${word()}</span></span>`;
}

/**
 * One question, its answer, and what to do; open where something is wrong.
 *
 * @param {object} props
 * @param {object} props.entry as `api.md` describes it
 */
export const doctorEntry = ({ entry }) => html`
  <details class="doctor-entry" data-entry=${entry.id} data-status=${entry.status} ?open=${entry.status === "failing"}>
    <summary>
      ${doctorBadge(entry.status)}
      <span class="doctor-question">${said(entry.question)}</span>
      <span class="doctor-answer">${longNames(said(entry.answer))}</span>
    </summary>
    <div class="doctor-more">
      ${entry.remedy ? html`<p><strong>${t("doctor.do")}</strong> ${longNames(said(entry.remedy))}</p>` : nothing}
      ${factList(entry.facts)}
      <p><a href=${toGuide(entry.guide.split("#")[1] ?? "")}>${t("doctor.guide")}</a></p>
    </div>
  </details>`;

const factList = (facts) =>
  Object.keys(facts).length === 0
    ? nothing
    : html`<dl class="differences">
        ${Object.entries(facts).map(([name, value]) => html`<div><dt>${name}</dt><dd>${longNames(String(value))}</dd></div>`)}
      </dl>`;
