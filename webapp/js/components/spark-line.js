import { html, nothing, svg } from "lit";
import { heightOf, lookOf } from "../lib/health.js";
import { t } from "../lib/texts.js";

const STEP = 5;
const WIDTH = 4;
const HEIGHT = 20;

/**
 * The newest due times of a schedule, the newest at the right. What was skipped or missed is a hollow bar.
 *
 * @param {object} props
 * @param {object[]} props.newest the newest first, as `api.md` describes them
 * @param {{succeeded: number, failed: number, skipped: number, missed: number}} props.counts
 */
export function sparkLine({ newest, counts }) {
  const judged = newest.filter((it) => it.verdict !== "expected").slice(0, 30);
  if (judged.length === 0) return nothing;
  const longest = Math.max(0, ...judged.map((it) => it.tookMs ?? 0));
  const label = t("spark", {
    n: judged.length,
    succeeded: counts.succeeded,
    failed: counts.failed,
    skipped: counts.skipped,
    missed: counts.missed,
  });
  return html`
    <svg class="spark" viewBox="0 0 ${30 * STEP} ${HEIGHT}" role="img" aria-label=${label}>
      ${judged.map((it, place) => bar(it, 29 - place, longest))}
    </svg>`;
}

function bar(past, place, longest) {
  const look = lookOf(past);
  const isHollow = look === "skipped" || look === "missed";
  const height = isHollow ? HEIGHT - 1 : heightOf(past, longest) * HEIGHT;
  const inset = isHollow ? 0.5 : 0;
  return svg`<rect class="is-${look}" x=${place * STEP + inset} y=${HEIGHT - height - inset} width=${WIDTH - 2 * inset}
    height=${height} rx="0.8"></rect>`;
}
