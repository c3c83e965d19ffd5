import { html, nothing } from "lit";

/**
 * Names and their values, in two columns.
 *
 * @param {[string, unknown][]} pairs a pair without a value is left out
 */
export const facts = (pairs) => html`
  <dl class="facts">
    ${pairs.map(([name, value]) =>
      value === undefined || value === nothing || value === ""
        ? nothing
        : html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
    )}
  </dl>`;
