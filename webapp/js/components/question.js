import { html, nothing } from "lit";
import { ref } from "lit/directives/ref.js";

// The browser's own dialog keeps the focus inside and gives it back. It opens only once it is in the document, which
// is a moment after it was made.
const open = (dialog) => {
  if (dialog) queueMicrotask(() => dialog.isConnected && !dialog.open && dialog.showModal());
};

/**
 * Asks before something that cannot be undone.
 *
 * @param {object} props
 * @param {{title: string, text: string, action: string, keep: string} | undefined} props.question none is no dialog
 * @param {(yes: boolean) => void} props.onAnswer
 */
export function questionDialog({ question, onAnswer }) {
  if (!question) return nothing;
  return html`
    <dialog
      class="question"
      aria-labelledby="question-title"
      aria-describedby="question-text"
      ${ref(open)}
      @close=${(event) => onAnswer(event.target.returnValue === "yes")}
    >
      <form method="dialog">
        <h2 id="question-title">${question.title}</h2>
        <p id="question-text">${question.text}</p>
        <div class="actions">
          <button type="submit" class="button" value="no">${question.keep}</button>
          <button type="submit" class="button is-danger" value="yes">${question.action}</button>
        </div>
      </form>
    </dialog>`;
}
