import { html } from "lit";
import { absolute, relative } from "../lib/times.js";

/**
 * An instant, told from now; in full on hover.
 *
 * @param {string} instant ISO 8601
 * @param {Date} now the moment that times are told from, one for the whole page
 */
export const when = (instant, now) =>
  html`<time datetime=${instant} title=${absolute(instant)}>${relative(instant, now)}</time>`;
