import { html, nothing } from "lit";
import { t } from "../lib/texts.js";

/** Says that words of the address narrow nothing, because nobody knows them; nothing if there are none. */
export const unknownAsked = (words) =>
  words.length === 0
    ? nothing
    : html`<p class="under is-warning" role="status">${t("address.unknown", { n: words.length, said: words.join(", ") })}</p>`;
