import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { ref } from "lit/directives/ref.js";
import { shortName } from "./short-name.js";

// The browser's own dialog keeps the focus inside and gives it back. It opens only once it is in the document, which
// is a moment after it was made.
const open = (dialog) => {
  if (dialog) queueMicrotask(() => dialog.isConnected && !dialog.open && dialog.showModal());
};

// Enter in a line says yes where that does no harm; the browser itself would take the first button, which says no.
function answerByEnter(event) {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches("input")) return;
  event.preventDefault();
  event.currentTarget.requestSubmit(event.currentTarget.querySelector('[value="yes"]'));
}

const answerOf = (dialog, { fields }) =>
  fields ? Object.fromEntries(new FormData(dialog.querySelector("form"))) : true;

/**
 * Asks before something that cannot be undone.
 *
 * @param {object} props
 * @param {{title: string, text: string, list?: () => string[], action: string, keep: string, harmless?: boolean, problem?: string, wrong?: string,
 *     fields?: {name: string, label: string, type: string, min?: string, value?: string, with?: string, options?:
 *     {value: string, label: string, text: string}[]}[]} | undefined} props.question none is no dialog; a field of
 *     type `choice` has options, one of type `lines` many lines, and one that goes `with` an option shows with it only; the
 *     problem is with the line that is named `wrong`
 * @param {(answer: boolean | Record<string, string>) => void} props.onAnswer false, or true, or what the fields say
 */
export function questionDialog({ question, onAnswer }) {
  if (!question) return nothing;
  return html`
    <dialog
      class="question"
      aria-labelledby="question-title"
      aria-describedby="question-text"
      ${ref(open)}
      @close=${(event) => onAnswer(event.target.returnValue === "yes" && answerOf(event.target, question))}
    >
      <form method="dialog" @keydown=${question.harmless ? answerByEnter : nothing}>
        <h2 id="question-title">${shortName(question.title)}</h2>
        <p id="question-text">${question.text}</p>
        ${question.list ? names(question.list()) : nothing}
        ${question.problem ? html`<p class="question-problem" role="alert">${question.problem}</p>` : nothing}
        ${(question.fields ?? []).map((field) => (field.type === "choice" ? choice(field) : entry(field, field.name === question.wrong)))}
        <div class="actions">
          <button type="submit" class="button" value="no" formnovalidate>${question.keep}</button>
          <button type="submit" class="button ${question.harmless ? "is-primary" : "is-danger"}" value="yes">${question.action}</button>
        </div>
      </form>
    </dialog>`;
}

const names = (list) => html`
  <ul class="question-list" tabindex="0" aria-describedby="question-title">
    ${guard([list], () => list.map((name) => html`<li>${shortName(name)}</li>`))}
  </ul>`;

// The browser's dialog gives the focus to what asks for it.
const entry = ({ name, label, type, min, value, with: option }, isWrong) => html`
  <label class="field" data-with=${option ?? nothing}>
    <span>${label}</span>
    ${type === "lines"
      ? html`<textarea name=${name} rows="6" spellcheck="false" autocomplete="off" .value=${value ?? ""}></textarea>`
      : html`<input name=${name} type=${type} min=${min ?? nothing} maxlength="500" autocomplete="off" ?autofocus=${isWrong} aria-invalid=${isWrong ? "true" : nothing} .value=${value ?? ""} />`}
  </label>`;

const choice = ({ name, label, value, options }) => html`
  <fieldset class="options">
    <legend>${label}</legend>
    ${options.map(
      (option) => html`
        <label>
          <input type="radio" name=${name} value=${option.value} .checked=${option.value === value} />
          <span><b>${option.label}</b><br />${option.text}</span>
        </label>`,
    )}
  </fieldset>`;
