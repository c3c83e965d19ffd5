import { html, nothing } from "lit";
import { said, t } from "../lib/texts.js";
import { duration } from "../lib/times.js";
import { icon } from "./icon.js";

const LOOKS = {
  sending: ["is-waiting", "waiting"],
  travelling: ["is-waiting", "waiting"],
  arrived: ["is-good", "succeeded"],
  refused: ["is-bad", "failed"],
  "not-sent": ["is-bad", "failed"],
  lost: ["is-bad", "failed"],
};

/** Whether a trip is still under way. */
export const isTravelling = (trip) => trip?.state === "sending" || trip?.state === "travelling";

/**
 * A test message on its way through QStash and back.
 *
 * @param {object} props
 * @param {object} props.trip as `api.md` describes it
 */
export function tripNotice({ trip }) {
  const [look, shape] = LOOKS[trip.state] ?? LOOKS.sending;
  return html`
    <div class="notice ${look}" role="status" data-trip=${trip.state} aria-busy=${isTravelling(trip) ? "true" : "false"}>
      ${icon(shape)}
      <div class="notice-text">
        <p class="notice-title">${said(trip.text)}</p>
        ${trip.roundTripMs === undefined ? nothing : html`<p>${t("doctor.trip.took", { time: duration(trip.roundTripMs) })}</p>`}
        ${trip.remedy ? html`<p>${said(trip.remedy)}</p>` : nothing}
      </div>
    </div>`;
}
