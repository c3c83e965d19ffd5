import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { icon } from "./icon.js";
import { when } from "./when.js";
import { workButton } from "./work-button.js";

const STATES = {
  running: ["running", "running", () => t("backfill.running")],
  done: ["succeeded", "succeeded", () => t("backfill.done")],
  canceled: ["canceled", "canceled", () => t("backfill.canceled")],
};

/**
 * How far the backfills of a schedule are, the newest first.
 *
 * @param {object} props
 * @param {object[]} props.backfills as `GET /api/schedules/{id}/backfills` answers them
 * @param {Date} props.now
 * @param {boolean} props.busy whether an answer is awaited
 * @param {(backfill: object) => void} [props.onCancel] for one that is under way; left out for who may only look
 */
export const backfillsList = ({ backfills, now, busy, onCancel }) => html`
  <ul class="backfills" aria-label=${t("backfills.title")}>
    ${backfills.map((it) => entry({ it, now, busy, onCancel }))}
  </ul>`;

function entry({ it, now, busy, onCancel }) {
  const [shape, look, word] = STATES[it.state] ?? ["pending", "pending", () => it.state];
  const done = it.total - it.left;
  return html`
    <li class="card" data-state=${it.state}>
      <div class="backfill-head">
        <span class="badge is-${look}">${icon(shape)}<span>${word()}</span></span>
        <span>${t("backfill.progress", { done, total: it.total })}</span>
        ${onCancel && it.state === "running"
          ? workButton({ busy, look: "is-small", onPress: () => onCancel(it), content: t("backfill.cancel") })
          : nothing}
      </div>
      <progress max=${it.total} value=${done} aria-label=${t("backfill.progress", { done, total: it.total })}></progress>
      <p class="under">
        <span>${t("backfill.by", { who: it.askedBy })} ${when(it.askedAt, now)}</span>
        <span>${t("backfill.pace", { n: it.perMinute })}</span>
        ${it.canceledBy ? html`<span>${t("backfill.canceled-by", { who: it.canceledBy })}</span>` : nothing}
        ${it.reason ? html`<span><bdi>${it.reason}</bdi></span>` : nothing}
      </p>
    </li>`;
}
