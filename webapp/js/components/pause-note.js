import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { icon } from "./icon.js";
import { when } from "./when.js";

/**
 * Says that a schedule is paused, by whom, why and until when.
 *
 * @param {object} props
 * @param {object} props.pause as `api.md` describes it
 * @param {Date} props.now
 */
export const pauseNote = ({ pause, now }) => html`
  <div class="notice is-waiting" role="status">
    ${icon("waiting")}
    <div class="notice-text">
      <p class="notice-title">
        ${t("pause.is")} ${pause.until ? html`${t("pause.ends")} ${when(pause.until, now)}` : t("pause.until-resumed")}
      </p>
      ${pause.reason ? html`<p>${pause.reason}</p>` : nothing}
      <p class="under">${t("pause.by", { who: pause.owner })} ${when(pause.from, now)}</p>
    </div>
  </div>`;
