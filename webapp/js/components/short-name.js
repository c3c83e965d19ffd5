import { html } from "lit";

/** What is no longer than this fits on three lines, however narrow the window. */
const SHORT = 60;

/**
 * A name that others gave, or a sentence with one in it: a long one takes three lines, and is told in full when
 * somebody points at it.
 *
 * @param {string} text
 */
export const shortName = (text) =>
  text.length > SHORT ? html`<span class="short-name" title=${text}>${text}</span>` : text;
