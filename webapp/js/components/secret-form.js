import { html } from "lit";
import { live } from "lit/directives/live.js";
import { ref } from "lit/directives/ref.js";
import { t } from "../lib/texts.js";

/**
 * A form that takes a secret. What is typed stays in its fields until it is handed over.
 *
 * @param {object} props
 * @param {string} props.name that it is to have
 * @param {boolean} props.busy whether an answer is awaited
 * @param {(name: string) => void} props.onName
 * @param {(secret: {name: string, value: string, members: boolean}, form: HTMLFormElement) => void} props.onSet
 * @param {(field?: HTMLTextAreaElement) => void} props.onValueField told the field of the value once it is there
 */
export const secretForm = ({ name, busy, onName, onSet, onValueField }) => html`
  <form class="card secret-form" autocomplete="off" @submit=${(event) => submit(event, onSet)}>
    <h2>${t("secrets.form")}</h2>
    <label class="field">
      <span>${t("secrets.name")}</span>
      <input
        name="name"
        required
        maxlength="100"
        pattern="[A-Za-z0-9_][A-Za-z0-9_.\\-]*"
        spellcheck="false"
        autocapitalize="off"
        autocomplete="off"
        aria-describedby="secret-name-how"
        .value=${live(name)}
        @input=${(event) => onName(event.target.value)}
      />
    </label>
    <p id="secret-name-how" class="quiet">${t("secrets.name.how")}</p>
    <label class="field">
      <span>${t("secrets.value")}</span>
      <textarea
        name="value"
        required
        rows="3"
        spellcheck="false"
        autocapitalize="off"
        autocomplete="off"
        aria-describedby="secret-value-how"
        ${ref(onValueField)}
      ></textarea>
    </label>
    <p id="secret-value-how" class="quiet">${t("secrets.value.how")}</p>
    <label class="choice"><input type="checkbox" name="members" /> <span>${t("secrets.members")}</span></label>
    <div class="actions">
      <button type="submit" class="button is-primary" ?disabled=${busy}>${t("secrets.save")}</button>
    </div>
  </form>`;

function submit(event, onSet) {
  event.preventDefault();
  const fields = new FormData(event.target);
  // Lines of a form end as on the wire; those of a key in a file do not.
  const value = fields.get("value").replaceAll("\r\n", "\n");
  onSet({ name: fields.get("name"), value, members: fields.has("members") }, event.target);
}
