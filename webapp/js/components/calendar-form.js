import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { t } from "../lib/texts.js";

/**
 * The fields of a calendar. What is wrong with one stands beneath it.
 *
 * @param {object} props
 * @param {{name: string, blackout: string, description: string}} props.draft as it is written so far
 * @param {{name?: string, blackout?: string, description?: string}} props.wrong why a field cannot be so
 * @param {boolean} props.isNew whether it still gets a name
 * @param {boolean} props.busy whether an answer is awaited
 * @param {(change: object) => void} props.onWrite told the field that was written in
 * @param {() => void} props.onSave
 * @param {() => void} props.onDelete
 */
export const calendarForm = ({ draft, wrong, isNew, busy, onWrite, onSave, onDelete }) => html`
  <form
    class="card secret-form"
    autocomplete="off"
    @submit=${(event) => {
      event.preventDefault();
      onSave();
    }}
  >
    <h2>${isNew ? t("calendars.form.new") : t("calendars.form")}</h2>
    ${isNew
      ? field("name", t("calendars.name"), t("calendars.name.how"), wrong.name, (marks) => html`
          <input
            name="name"
            required
            maxlength="63"
            spellcheck="false"
            autocapitalize="off"
            aria-invalid=${marks.invalid}
            aria-describedby=${marks.described}
            .value=${live(draft.name)}
            @input=${(event) => onWrite({ name: event.target.value })}
          />`)
      : nothing}
    ${field("blackout", t("calendars.blackout"), t("calendars.blackout.how"), wrong.blackout, (marks) => html`
      <textarea
        name="blackout"
        class="is-code"
        rows="8"
        spellcheck="false"
        autocapitalize="off"
        aria-invalid=${marks.invalid}
        aria-describedby=${marks.described}
        .value=${live(draft.blackout)}
        @input=${(event) => onWrite({ blackout: event.target.value })}
      ></textarea>`)}
    ${field("description", t("calendars.description"), "", wrong.description, (marks) => html`
      <input
        name="description"
        maxlength="500"
        aria-invalid=${marks.invalid}
        aria-describedby=${marks.described}
        .value=${live(draft.description)}
        @input=${(event) => onWrite({ description: event.target.value })}
      />`)}
    <div class="actions">
      <button type="submit" class="button is-primary" ?disabled=${busy}>${isNew ? t("calendars.make") : t("calendars.save")}</button>
      ${isNew
        ? nothing
        : html`<button type="button" class="button is-danger-quiet" ?disabled=${busy} @click=${onDelete}>${t("calendars.delete")}</button>`}
    </div>
  </form>`;

function field(name, label, how, wrong, control) {
  const described = [how ? `calendar-${name}-how` : "", wrong ? `calendar-${name}-wrong` : ""].filter(Boolean).join(" ");
  return html`
    <label class="field">
      <span>${label}</span>
      ${control({ invalid: wrong ? "true" : "false", described: described || nothing })}
    </label>
    ${how ? html`<p id="calendar-${name}-how" class="quiet">${how}</p>` : nothing}
    ${wrong ? html`<p id="calendar-${name}-wrong" class="field-wrong" role="alert">${wrong}</p>` : nothing}`;
}
