import { html, nothing } from "lit";
import { toGuide } from "../lib/router.js";
import { longNames } from "./long-names.js";

const ANCHOR = /<a id="([^"]+)"><\/a>/g;

/**
 * A document that was written in Markdown, as markup of ours: what is HTML in it stays out, but for the anchors.
 *
 * @param {object} props
 * @param {object[]} props.tokens as marked's lexer gives them
 */
export function prose({ tokens }) {
  let anchors = [];
  return tokens.map((token) => {
    if (token.raw.replace(ANCHOR, "").trim() === "" && token.type !== "space") {
      anchors.push(...[...token.raw.matchAll(ANCHOR)].map((it) => it[1]));
      return nothing;
    }
    const marks = anchors;
    if (token.type !== "space") anchors = [];
    return token.type === "space" || (token.type === "heading" && token.depth === 1) ? nothing : [places(marks), block(token)];
  });
}

const places = (anchors) => anchors.map((id) => html`<span class="anchor" id=${`guide-${id}`} tabindex="-1"></span>`);

function block(token) {
  switch (token.type) {
    case "heading":
      return token.depth === 2 ? html`<h2>${inline(token.tokens)}</h2>` : html`<h3>${inline(token.tokens)}</h3>`;
    case "paragraph":
      return html`<p>${anchorsIn(token)}${inline(token.tokens)}</p>`;
    case "text":
      return token.tokens ? inline(token.tokens) : token.text;
    case "code":
      return html`<pre class="code" tabindex="0"><code>${token.text}</code></pre>`;
    case "list":
      return token.ordered
        ? html`<ol>${token.items.map((it) => html`<li>${it.tokens.map(block)}</li>`)}</ol>`
        : html`<ul>${token.items.map((it) => html`<li>${it.tokens.map(block)}</li>`)}</ul>`;
    case "blockquote":
      return html`<blockquote>${token.tokens.map(block)}</blockquote>`;
    case "table":
      return table(token);
    case "hr":
      return html`<hr />`;
    default:
      return nothing;
  }
}

const anchorsIn = (token) => places([...token.raw.matchAll(ANCHOR)].map((it) => it[1]));

const table = ({ header, rows }) => html`
  <div class="scrolling" tabindex="0">
    <table class="plain">
      <thead><tr>${header.map((cell) => html`<th scope="col">${inline(cell.tokens)}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${inline(cell.tokens)}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;

function inline(tokens) {
  return tokens.map((token) => {
    switch (token.type) {
      case "strong":
        return html`<strong>${inline(token.tokens)}</strong>`;
      case "em":
        return html`<em>${inline(token.tokens)}</em>`;
      case "codespan":
        return html`<code>${longNames(plain(token.text))}</code>`;
      case "link":
        return link(token);
      case "br":
        return html`<br />`;
      case "html":
        return nothing;
      default:
        return longNames(plain(token.text ?? token.raw));
    }
  });
}

// The text of a token has the few entities that Markdown itself makes.
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
const plain = (text) => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (it) => ENTITIES[it]);

function link({ href, tokens }) {
  if (href.startsWith("#")) return html`<a href=${toGuide(href.slice(1))}>${inline(tokens)}</a>`;
  return /^https?:/.test(href) ? html`<a href=${href} rel="noreferrer">${inline(tokens)}</a>` : inline(tokens);
}
