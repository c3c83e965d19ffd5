import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";

/**
 * A field of text that narrows a list.
 *
 * @param {object} props
 * @param {string} props.label
 * @param {string} [props.value]
 * @param {string} [props.type] of the field; a search unless said
 * @param {boolean} [props.isSearch] whether the key `/` leads here
 * @param {(value: string) => void} props.onInput
 */
export const textField = ({ label, value = "", type = "search", isSearch = false, onInput }) => html`
  <label class="filter-field">
    <span>${label}${isSearch ? html` <kbd aria-hidden="true">/</kbd>` : nothing}</span>
    <input
      type=${type}
      aria-keyshortcuts=${isSearch ? "/" : nothing}
      autocomplete="off"
      spellcheck="false"
      maxlength="200"
      ?data-search=${isSearch}
      .value=${live(value)}
      @input=${(event) => onInput(event.target.value)}
    />
  </label>`;

/**
 * A choice that narrows a list.
 *
 * @param {object} props
 * @param {string} props.label
 * @param {string} [props.value]
 * @param {[string, string][]} props.options their values and words
 * @param {(value: string) => void} props.onChange
 */
export const choiceField = ({ label, value = "", options, onChange }) => html`
  <label class="filter-field">
    <span>${label}</span>
    <select @change=${(event) => onChange(event.target.value)}>
      ${options.map(([option, word]) => html`<option value=${option} .selected=${option === value}>${word}</option>`)}
    </select>
  </label>`;
