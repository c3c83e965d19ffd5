import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { shortName } from "./short-name.js";

/**
 * What a list is narrowed to by its address, and the way to all of it.
 *
 * @param {object} props
 * @param {string} [props.name] of the one that is shown; without it nothing is said
 * @param {string} props.all where all are shown
 */
export const onlyNote = ({ name, all }) =>
  name ? html`<p class="quiet only-note">${shortName(t("only.one", { name }))} <a href=${all}>${t("only.all")}</a></p>` : nothing;
