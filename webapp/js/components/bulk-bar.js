import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "../lib/texts.js";

/**
 * What can be done to several workflows at once.
 *
 * @param {object} props
 * @param {object[]} props.shown the workflows of the page that is shown
 * @param {object[]} props.found those of all pages: to no other one is anything done
 * @param {Set<string>} props.picked the ids of those that are selected
 * @param {boolean} props.busy whether an answer is awaited
 * @param {(workflows: object[], picked: boolean) => void} props.onPick
 * @param {(what: "pause" | "resume" | "run", workflows: object[]) => void} props.onDo
 */
export function bulkBar({ shown, found, picked, busy, onPick, onDo }) {
  const meant = found.filter((it) => picked.has(it.id));
  const here = shown.filter((it) => picked.has(it.id)).length;
  const all = here > 0 && here === shown.length;
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
          .indeterminate=${live(here > 0 && !all)}
          @change=${(event) => onPick(shown, event.target.checked)}
        />
        ${t("bulk.all")}
      </label>
      <span class="quiet" role="status">${t("bulk.count", { n: meant.length })}</span>
      ${all && meant.length < found.length
        ? html`<button type="button" class="button is-small" @click=${() => onPick(found, true)}>
            ${t("bulk.all.pages", { n: found.length })}
          </button>`
        : nothing}
      ${meant.length > here
        ? html`<button type="button" class="button is-small" @click=${() => onPick(found, false)}>${t("bulk.none")}</button>`
        : nothing}
      <span class="actions">
        ${button("pause", t("bulk.pause"))} ${button("resume", t("bulk.resume"))} ${button("run", t("bulk.run"))}
      </span>
    </div>`;
}
