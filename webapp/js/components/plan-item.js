import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { shortly } from "../lib/times.js";
import { differencesList } from "./differences.js";
import { icon } from "./icon.js";
import { workButton } from "./work-button.js";

const ACTIONS = {
  create: ["plus", "pending", () => t("plan.action.create")],
  update: ["edit", "running", () => t("plan.action.update")],
  pause: ["waiting", "waiting", () => t("plan.action.pause")],
  resume: ["play", "running", () => t("plan.action.resume")],
  remove: ["canceled", "canceled", () => t("plan.action.remove")],
  adopt: ["plus", "waiting", () => t("plan.action.adopt")],
  conflict: ["failed", "failed", () => t("plan.action.conflict")],
  "edited-there": ["edit", "retrying", () => t("plan.action.edited-there")],
  "deleted-there": ["canceled", "retrying", () => t("plan.action.deleted-there")],
  "paused-there": ["waiting", "retrying", () => t("plan.action.paused-there")],
};

const DECISIONS = {
  "take-over": () => t("plan.take-over"),
  "put-back": () => t("plan.put-back"),
  adopt: () => t("plan.adopt"),
  "make-ours": () => t("plan.make-ours"),
  remove: () => t("plan.remove"),
};

const REASONS = {
  "not-held": () => t("plan.reason.not-held"),
  "other-account": () => t("plan.reason.other-account"),
  "changed-here": () => t("plan.reason.changed-here"),
  "pause-lost": () => t("plan.reason.pause-lost"),
  "pause-ended": () => t("plan.reason.pause-ended"),
  deactivated: () => t("plan.reason.deactivated"),
  moved: () => t("plan.reason.moved"),
  renamed: () => t("plan.reason.renamed"),
  console: () => t("plan.reason.console"),
  "other-installation": () => t("plan.reason.other-installation"),
  "no-installation": () => t("plan.reason.no-installation"),
  "other-destination": () => t("plan.reason.other-destination"),
  "newer-revision": () => t("plan.reason.newer-revision"),
  "not-recorded": () => t("plan.reason.not-recorded"),
  "made-by-hand": () => t("plan.reason.made-by-hand"),
};

/**
 * One thing in which an engine differs from what is wanted, what that means, and what can be done about it.
 *
 * @param {object} props
 * @param {object} props.item of the plan, as `api.md` describes it
 * @param {boolean} props.busy whether an answer is awaited
 * @param {(decision: string) => void} [props.onDecide] left out for who may only look
 */
export function planItem({ item, busy, onDecide }) {
  const [shape, look, word] = ACTIONS[item.action] ?? ["warning", "pending", () => item.action];
  return html`
    <article class="card plan-item" data-action=${item.action}>
      <header class="plan-head">
        <span class="badge is-${look}">${icon(shape)}<span>${word()}</span></span>
        <h3>${item.name}</h3>
        <span class="quiet">${item.automatic ? t("plan.by-itself") : t("plan.your-decision")}</span>
      </header>
      <p>${REASONS[item.reason]?.() ?? item.detail}</p>
      ${item.differences.length === 0 ? nothing : differencesList(item.differences)} ${effect(item.effect)}
      ${!onDecide || item.offers.length === 0
        ? nothing
        : html`<div class="actions">
            ${item.offers.map(
              (offer) =>
                workButton({
                  busy,
                  look: offer === "remove" ? "is-small is-danger-quiet" : "is-small",
                  onPress: () => onDecide(offer),
                  content: DECISIONS[offer]?.() ?? offer,
                }),
            )}
          </div>`}
    </article>`;
}

function effect(it) {
  if (!it || (it.before === it.after && it.vanishing.length === 0 && it.appearing.length === 0)) return nothing;
  return html`
    <p class="effect">
      ${t("plan.effect", { before: it.before, after: it.after })}
      ${it.vanishing.length === 0 ? nothing : html`<span class="under">${t("plan.vanishing")} ${times(it.vanishing)}</span>`}
      ${it.appearing.length === 0 ? nothing : html`<span class="under">${t("plan.appearing")} ${times(it.appearing)}</span>`}
    </p>`;
}

const times = (all) => all.map((it) => shortly(it)).join(" · ");
