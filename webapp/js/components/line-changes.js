import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { piecesOf } from "../lib/line-diff.js";
import { t } from "../lib/texts.js";

const AROUND = 3;
const MOST_SHOWN = 2000;

/**
 * What came and what went between two texts, with the numbers of the lines in both.
 *
 * @param {object} props
 * @param {import("../lib/line-diff.js").Line[]} props.lines the same array for the same difference: it is drawn once
 * @param {string} props.label
 */
export const lineChanges = ({ lines, label }) =>
  guard([lines, label], () => {
    const added = lines.filter((it) => it.kind === "added").length;
    const removed = lines.filter((it) => it.kind === "removed").length;
    if (added + removed === 0) return html`<p class="quiet">${t("versions.same")}</p>`;
    const pieces = piecesOf(lines.slice(0, placeOfLast(lines)), AROUND);
    return html`
      <p class="under">
        <span>${t("versions.added", { n: added })}</span> <span>${t("versions.removed", { n: removed })}</span>
      </p>
      <div class="code diff" tabindex="0" role="group" aria-label=${label}>
        ${pieces.map((piece, at) => html`${at === 0 ? nothing : html`<div class="diff-gap" aria-hidden="true">⋯</div>`}${piece.map(line)}`)}
      </div>
      ${added + removed > MOST_SHOWN ? html`<p class="quiet">${t("versions.cut", { n: MOST_SHOWN })}</p>` : nothing}`;
  });

/** Behind the last change that is still shown: a browser draws more of them slowly. */
function placeOfLast(lines) {
  let shown = 0;
  const at = lines.findIndex((it) => it.kind !== "same" && ++shown > MOST_SHOWN);
  return at < 0 ? lines.length : at;
}

const SIGNS = { added: "+", removed: "−", same: " " };

function line({ kind, text, before, after }) {
  const inner = html`<span class="diff-number">${before ?? ""}</span
    ><span class="diff-number">${after ?? ""}</span><span class="diff-sign">${SIGNS[kind]}</span
    ><span class="diff-text">${text}</span>`;
  if (kind === "added") return html`<ins class="diff-line is-added">${inner}</ins>`;
  if (kind === "removed") return html`<del class="diff-line is-removed">${inner}</del>`;
  return html`<div class="diff-line">${inner}</div>`;
}
