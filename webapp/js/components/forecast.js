import { html, nothing } from "lit";
import { t } from "../lib/texts.js";
import { when } from "./when.js";

const NEARLY = 0.8;

/**
 * What the schedules will use of the QStash plan, drawn.
 *
 * @param {object} props
 * @param {object} props.forecast as `api.md` describes it
 * @param {Date} props.now
 */
export const forecastCard = ({ forecast, now }) => html`
  <section class="card" aria-labelledby="forecast">
    <h2 id="forecast">${t("forecast.title", { plan: forecast.plan })}</h2>
    <div class="meters">
      ${meter(t("forecast.schedules"), forecast.schedules.count, forecast.schedules.limit)}
      ${meter(t("forecast.messages"), forecast.messages.count, forecast.messages.limit)}
    </div>
    ${forecast.messages.worstCase > forecast.messages.count
      ? html`<p class="quiet">${t("forecast.worst", { n: forecast.messages.worstCase })}</p>`
      : nothing}
    ${forecast.messages.runsOutAt
      ? html`<p class="is-over">${t("forecast.out")} ${when(forecast.messages.runsOutAt, now)}</p>`
      : nothing}
    ${forecast.warnings.map((it) => html`<p class="is-over">${warned(it, forecast)}</p>`)}
  </section>`;

const WARNINGS = {
  "schedules-over-limit": (it) => t("forecast.over.schedules", it.schedules),
  "messages-over-limit": (it) => t("forecast.over.messages", it.messages),
  "messages-over-limit-if-failing": (it) =>
    t("forecast.over.failing", { count: it.messages.worstCase, limit: it.messages.limit }),
};

const warned = (it, forecast) => WARNINGS[it.code]?.(forecast) ?? it.detail;

function meter(name, count, limit) {
  const share = limit === undefined ? 0 : Math.min(1, count / limit);
  const look = limit !== undefined && count > limit ? "is-full" : share >= NEARLY ? "is-nearly" : "is-fine";
  return html`
    <div class="meter ${look}">
      <span class="meter-name">${name}</span>
      <span class="meter-value">${limit === undefined ? t("forecast.unlimited", { count }) : t("forecast.of", { count, limit })}</span>
      <svg class="meter-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="meter-track" width="100" height="6" rx="3"></rect>
        <rect class="meter-fill" width=${100 * share} height="6" rx="3"></rect>
      </svg>
    </div>`;
}
