import { html, nothing, svg } from "lit";
import { lookOf } from "../lib/health.js";
import { t } from "../lib/texts.js";
import { duration } from "../lib/times.js";
import { facts } from "./facts.js";

const STEP = 12;
const WIDTH = 9;
const HEIGHT = 90;

/**
 * What the newest due times of a schedule measured: how long their runs took, and how late they were made.
 *
 * @param {object} props
 * @param {object} props.health as `GET /api/schedules/{id}/health` answers it
 */
export const figures = ({ health }) =>
  health.newest.length === 0 ? html`<div class="card"><p class="quiet">${t("occurrences.none")}</p></div>` : measured(health);

const measured = (health) => html`
  <section class="card" aria-label=${t("figures.title")}>
    ${facts([
      [t("figures.success"), success(health.counts)],
      [t("figures.run-time"), spread(health.runTime)],
      [t("column.lateness"), spread(health.lateness)],
      [t("figures.interval"), health.intervalMs === undefined ? undefined : duration(health.intervalMs)],
      [t("occurrence.skipped"), health.counts.skipped],
      [t("occurrence.missed"), health.counts.missed],
    ])}
  </section>
  ${chart({ title: t("column.duration"), newest: health.newest, of: (it) => it.tookMs })}
  ${chart({ title: t("column.lateness"), newest: health.newest, of: (it) => it.latenessMs })}`;

function success({ succeeded, failed }) {
  const ended = succeeded + failed;
  return ended === 0 ? undefined : t("figures.success.of", { share: Math.floor((succeeded * 100) / ended), succeeded, ended });
}

const spread = (it) =>
  it ? t("figures.spread", { p50: duration(it.p50Ms), p95: duration(it.p95Ms) }) : undefined;

function chart({ title, newest, of }) {
  const told = newest.filter((it) => of(it) !== undefined);
  if (told.length === 0) return nothing;
  const most = Math.max(1, ...told.map(of));
  const label = t("figures.chart", { what: title, n: told.length, most: duration(most) });
  return html`
    <section class="card" aria-label=${title}>
      <h2>${title}</h2>
      <svg class="spark chart" viewBox="0 0 ${30 * STEP} ${HEIGHT}" role="img" aria-label=${label}>
        ${newest.slice(0, 30).map((it, place) => bar(it, of(it), most, 29 - place))}
      </svg>
      <p class="under">${label}</p>
    </section>`;
}

function bar(past, value, most, place) {
  if (value === undefined) return nothing;
  const height = Math.max(1.5, (value / most) * HEIGHT);
  return svg`<rect class="is-${lookOf(past)}" x=${place * STEP} y=${HEIGHT - height} width=${WIDTH} height=${height}
    rx="1"></rect>`;
}
