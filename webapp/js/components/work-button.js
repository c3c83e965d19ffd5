import { html, nothing } from "lit";

/**
 * A button that has the server do something. While an answer is awaited it keeps the focus, says that it cannot be
 * pressed, and does nothing.
 *
 * @param {object} props
 * @param {unknown} props.content
 * @param {boolean} props.busy whether it cannot be pressed now
 * @param {() => void} props.onPress
 * @param {string} [props.look] further classes
 * @param {string} [props.key] that presses it
 */
export const workButton = ({ content, busy, onPress, look = "", key }) => html`
  <button
    type="button"
    class="button ${look}"
    aria-keyshortcuts=${key ?? nothing}
    aria-disabled=${busy ? "true" : "false"}
    @click=${() => busy || onPress()}
  >
    ${content}
  </button>`;
