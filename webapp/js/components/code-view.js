import { html, nothing } from "lit";
import { saveAs } from "../lib/saving.js";
import { t } from "../lib/texts.js";
import { jsonPieces, yamlPieces } from "../lib/tokens.js";

/** More than this is shown cut: a browser draws it slowly, and nobody reads it. */
const LONGEST = 40_000;

const coloured = (pieces) =>
  pieces.map(([kind, text]) => (kind === "plain" ? text : html`<span class="is-${kind}">${text}</span>`));

// A character of two halves is not cut in two.
const cut = (text) => (text.length > LONGEST ? text.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, "") : text);

/** What is left out, and the way to the whole; nothing where all is shown. */
const rest = (text, shown, name) =>
  text === shown
    ? nothing
    : html`<p class="code-rest">
        <span>${t("code.rest", { n: text.length - shown.length })}</span>
        <button type="button" class="button is-small" @click=${() => saveAs(name, text)}>${t("code.save")}</button>
      </p>`;

/**
 * A JSON value, printed over lines.
 *
 * @param {any} value
 * @param {string} label tells it from others of the page
 * @param {string} [name] of the file that the whole of a long one is saved as
 */
export function jsonView(value, label, name = label) {
  const text = JSON.stringify(value, null, 2);
  const shown = cut(text);
  return html`<pre class="code" tabindex="0" role="group" aria-label=${label}><code>${coloured(jsonPieces(shown))}</code></pre>
    ${rest(text, shown, `${name}.json`)}`;
}

/** A text in YAML with the numbers of its lines. */
export function yamlView(text, label) {
  const shown = cut(text);
  const lines = shown.replace(/\n$/, "").split("\n");
  return html`<pre class="code is-numbered" tabindex="0" role="group" aria-label=${label}><code>${lines.map(
    (line) => html`<span class="code-line">${coloured(yamlPieces(line))}${"\n"}</span>`,
  )}</code></pre>
    ${rest(text, shown, `${label}.yaml`)}`;
}
