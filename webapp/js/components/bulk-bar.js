import { html } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "../lib/texts.js";

/**
 * What can be done to several workflows at once.
 *
 * @param {object} props
 * @param {object[]} props.shown the workflows that are shown: of no other one is anything done
 * @param {Set<string>} props.picked the ids of those that are selected
 * @param {boolean} props.busy whether an answer is awaited
 * @param {(workflows: object[], picked: boolean) => void} props.onPick
 * @param {(what: "pause" | "resume" | "run", workflows: object[]) => void} props.onDo
 */
export function bulkBar({ shown, picked, busy, onPick, onDo }) {
  const meant = shown.filter((it) => picked.has(it.id));
  const all = meant.length > 0 && meant.length === shown.length;
  const button = (what, word) => html`
    <button type="button" class="button is-small" ?disabled=${busy || meant.length === 0} @click=${() => onDo(what, meant)}>
      ${word}
    </button>`;
  return html`
    <div class="bulk" role="group" aria-label=${t("bulk.label")} aria-busy=${busy ? "true" : "false"}>
      <label class="pick">
        <input
          type="checkbox"
          name="all"
          .checked=${live(all)}
          .indeterminate=${live(meant.length > 0 && !all)}
          @change=${(event) => onPick(shown, event.target.checked)}
        />
        ${t("bulk.all")}
      </label>
      <span class="quiet" role="status">${t("bulk.count", { n: meant.length })}</span>
      <span class="actions">
        ${button("pause", t("bulk.pause"))} ${button("resume", t("bulk.resume"))} ${button("run", t("bulk.run"))}
      </span>
    </div>`;
}
