import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { absolute } from "../lib/times.js";
import { runError } from "./run-error.js";

/**
 * The attempts of a run: when each began, why, and how it failed.
 *
 * @param {{attempts: object[]}} props the first one first, as the API tells them
 */
export function attemptList({ attempts }) {
  if (attempts.length < 2) return nothing;
  return html`
    <section aria-labelledby="attempts">
      <h2 id="attempts">${t("attempts.title")}</h2>
      ${attempts.map(
        (attempt) => html`
          <div class="attempt">
            <p class="under">
              <span>${t("attempts.number", { n: attempt.number })}</span><span>${absolute(attempt.startedAt)}</span>
              <span>${why(attempt)}</span>
            </p>
            ${attempt.error ? runError(attempt.error) : nothing}
          </div>`,
      )}
    </section>`;
}

function why({ number, redrive }) {
  if (!redrive) return number === 1 ? t("attempts.first") : t("attempts.retry");
  const { by, reason, after, canceledBy, cancelReason } = redrive;
  const wished = reason ? t("attempts.redrive.reason", { name: by, reason }) : t("attempts.redrive", { name: by });
  if (after !== "canceled") return wished;
  const canceled = canceledBy ? t("run.canceled-by", { name: canceledBy }) : t("run.canceled");
  return html`${canceled} ${cancelReason ? html`<bdi>${cancelReason}</bdi> ` : nothing}${wished}`;
}
