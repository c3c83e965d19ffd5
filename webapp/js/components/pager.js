import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { icon } from "./icon.js";

/**
 * Turns the pages of a list that is known as a whole; nothing where there is but one. At an end the button stays, so
 * that who turns by keyboard keeps the place.
 *
 * @param {object} props
 * @param {number} props.page which one is shown, from 1
 * @param {number} props.pages how many there are
 * @param {number} props.size how many rows a page has
 * @param {number} props.n how many rows there are
 * @param {(page: number) => void} props.onTurn
 */
export function pager({ page, pages, size, n, onTurn }) {
  if (pages <= 1) return nothing;
  const button = (to, word, shape) => html`
    <button
      type="button"
      class="button is-small"
      aria-disabled=${to < 1 || to > pages ? "true" : nothing}
      aria-label=${word}
      title=${word}
      @click=${() => to < 1 || to > pages || onTurn(to)}
    >
      ${icon(shape)}
    </button>`;
  const from = (page - 1) * size + 1;
  return html`
    <nav class="pager" aria-label=${t("pager.label")}>
      ${button(page - 1, t("pager.previous"), "back")}
      <span role="status">${t("pager.rows", { from, to: Math.min(page * size, n), n })}</span>
      ${button(page + 1, t("pager.next"), "chevron")}
    </nav>`;
}
