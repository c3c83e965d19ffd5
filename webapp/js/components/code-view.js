import { html } from "lit";
import { jsonPieces, yamlPieces } from "../lib/tokens.js";

/** More than this is shown cut: a browser draws it slowly, and nobody reads it. */
const LONGEST = 40_000;

const coloured = (pieces) =>
  pieces.map(([kind, text]) => (kind === "plain" ? text : html`<span class="is-${kind}">${text}</span>`));

const cut = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}\n…` : text);

/** A JSON value, printed over lines. */
export function jsonView(value, label) {
  const text = cut(JSON.stringify(value, null, 2));
  return html`<pre class="code" tabindex="0" role="region" aria-label=${label}><code>${coloured(jsonPieces(text))}</code></pre>`;
}

/** A text in YAML with the numbers of its lines. */
export function yamlView(text, label) {
  const lines = cut(text).replace(/\n$/, "").split("\n");
  return html`<pre class="code is-numbered" tabindex="0" role="region" aria-label=${label}><code>${lines.map(
    (line) => html`<span class="code-line">${coloured(yamlPieces(line))}${"\n"}</span>`,
  )}</code></pre>`;
}
