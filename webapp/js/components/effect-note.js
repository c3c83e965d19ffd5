import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { absolute, shortly } from "../lib/times.js";

/**
 * Which due times of the next seven days a change lets vanish, and which appear; nothing if it changes none.
 *
 * @param {object} props
 * @param {object} [props.effect] as `GET /api/schedules/{id}/comparison` answers it
 * @param {string} [props.timezone] of the schedule
 */
export function effectNote({ effect, timezone }) {
  if (!effect || (effect.vanishing.length === 0 && effect.appearing.length === 0)) return nothing;
  return html`
    <div class="effect" role="status">
      <p>${t("plan.effect", { before: effect.before, after: effect.after })}</p>
      ${times(t("plan.vanishing"), effect.vanishing, timezone)} ${times(t("plan.appearing"), effect.appearing, timezone)}
    </div>`;
}

const times = (word, some, timezone) =>
  some.length === 0
    ? nothing
    : html`<p class="under">
        <b>${word}</b>
        ${some.map(
          (it, at) =>
            html`${at === 0 ? nothing : ", "}<time datetime=${it} title=${absolute(it, timezone)}>${shortly(it, timezone)}</time>`,
        )}
      </p>`;
