import { html, nothing } from "lit";
import { toPlan } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { icon } from "./icon.js";

/** How each state of a plan looks and what it says. */
export const PLAN_STATES = {
  "in-sync": () => ["is-good", "succeeded", t("plan.state.in-sync")],
  differs: () => ["is-warning", "warning", t("plan.state.differs")],
  "needs-confirmation": () => ["is-warning", "warning", t("plan.state.needs-confirmation")],
  held: () => ["is-bad", "failed", t("plan.state.held")],
  unknown: () => ["is-warning", "warning", t("plan.state.unknown")],
};

/**
 * Says on other pages whether the engine holds what is wanted. Where there is room it takes the same place whatever it
 * says, and before it is known: what stands beneath stays where it is.
 *
 * @param {object} [plan] as `GET /api/plan` answers it
 */
export const planBanner = (plan) => html`<div class="plan-slot">${plan ? bannerOf(plan) : nothing}</div>`;

function bannerOf(plan) {
  if (plan.state === "in-sync") return html`<p class="under plan-fine">${icon("succeeded")} ${t("plan.state.in-sync")}</p>`;
  const [look, shape, words] = (PLAN_STATES[plan.state] ?? PLAN_STATES.unknown)();
  return html`
    <div class="notice ${look}" role="status">
      ${icon(shape)}
      <div class="notice-text">
        <p class="notice-title">${words}</p>
        ${plan.items.length > 0 ? html`<p>${t("plan.banner", { n: plan.items.length })}</p>` : nothing}
      </div>
      <a class="button is-small" href=${toPlan}>${t("plan.banner.look")}</a>
    </div>`;
}
