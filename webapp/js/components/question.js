import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";

// The browser's own dialog keeps the focus inside and gives it back. It opens only once it is in the document, which
// is a moment after it was made.
const open = (dialog) => {
  if (dialog) queueMicrotask(() => dialog.isConnected && !dialog.open && dialog.showModal());
};

const answerOf = (dialog, { fields }) =>
  fields ? Object.fromEntries(new FormData(dialog.querySelector("form"))) : true;

/**
 * Asks before something that cannot be undone.
 *
 * @param {object} props
 * @param {{title: string, text: string, action: string, keep: string, harmless?: boolean, fields?: {name: string,
 *     label: string, type: string, min?: string}[]} | undefined} props.question none is no dialog
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
      <form method="dialog">
        <h2 id="question-title">${question.title}</h2>
        <p id="question-text">${question.text}</p>
        ${(question.fields ?? []).map(
          ({ name, label, type, min }) => html`
            <label class="field">
              <span>${label}</span>
              <input name=${name} type=${type} min=${min ?? nothing} maxlength="500" autocomplete="off" />
            </label>`,
        )}
        <div class="actions">
          <button type="submit" class="button" value="no" formnovalidate>${question.keep}</button>
          <button type="submit" class="button ${question.harmless ? "is-primary" : "is-danger"}" value="yes">${question.action}</button>
        </div>
      </form>
    </dialog>`;
}
