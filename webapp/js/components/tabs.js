import { html } from "lit";

/**
 * Views of one page, each with an address of its own.
 *
 * @param {object} props
 * @param {string} props.label what they are views of
 * @param {{to: string, word: string}[]} props.tabs
 * @param {string} props.current the address of the one that is shown
 */
export const tabs = ({ label, tabs, current }) => html`
  <nav class="tabs" aria-label=${label}>
    <ul>
      ${tabs.map(
        ({ to, word }) => html`<li><a href=${to} aria-current=${to === current ? "page" : "false"}>${word}</a></li>`,
      )}
    </ul>
  </nav>`;
