import { svg, html } from "lit";

/** The bell in its tower. */
export const mark = () => html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
  ${svg`
    <path class="tower" d="M16 .7 26.7 11.9H5.3L16 .7Z"></path>
    <path class="tower" d="M7.3 13.4h17.4v16.7c0 .7-.5 1.2-1.2 1.2h-15c-.7 0-1.2-.5-1.2-1.2V13.4Z"></path>
    <path class="bell" d="M16 15.4c-2.7 0-4.2 2-4.2 4.6v3.3l-1.5 2.4h11.4l-1.5-2.4V20c0-2.6-1.5-4.6-4.2-4.6Z"></path>
    <circle class="bell" cx="16" cy="27.4" r="1.5"></circle>`}
</svg>`;
