import { html, nothing, svg } from "lit";
import { heightOf, lookOf } from "../lib/health.js";
import { t } from "../lib/texts.js";

const PLACES = 30;
const STEP = 5;
const WIDTH = 4;
const HEIGHT = 20;

/**
 * The newest due times of a schedule, the newest at the right, after the places of what has not
 * been yet. What was skipped or missed is a hollow bar.
 *
 * @param {object} props
 * @param {object[]} props.newest the newest first, as `api.md` describes them
 * @param {{succeeded: number, failed: number, skipped: number, missed: number}} props.counts
 */
export function sparkLine({ newest, counts }) {
  const judged = newest.filter((it) => it.verdict !== "expected").slice(0, PLACES);
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
    <svg class="spark" viewBox="0 0 ${PLACES * STEP} ${HEIGHT}" role="img" aria-label=${label}>
      ${Array.from({ length: PLACES - judged.length }, (_, place) => emptyPlace(place))}
      ${judged.map((it, place) => bar(it, PLACES - 1 - place, longest))}
    </svg>`;
}

// What has not been yet keeps its place, so that a short line is seen to be one.
const emptyPlace = (place) =>
  svg`<rect class="is-none" x=${place * STEP} y=${HEIGHT - 1.5} width=${WIDTH} height="1.5"></rect>`;

function bar(past, place, longest) {
  const look = lookOf(past);
  const isHollow = look === "skipped" || look === "missed";
  const height = isHollow ? HEIGHT - 1 : heightOf(past, longest) * HEIGHT;
  const inset = isHollow ? 0.5 : 0;
  return svg`<rect class="is-${look}" x=${place * STEP + inset} y=${HEIGHT - height - inset} width=${WIDTH - 2 * inset}
    height=${height} rx="0.8"></rect>`;
}
