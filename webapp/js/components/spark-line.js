import { html, nothing, svg } from "lit";
import { heightOf, lineOf } from "../lib/health.js";
import { t } from "../lib/texts.js";

const PLACES = 30;
const STEP = 5;
const WIDTH = 4;
const HEIGHT = 20;

/**
 * The newest due times of a schedule, the newest at the right, after the places of what has not
 * been yet. What was skipped or missed is a hollow bar. Bars that look the same are one shape: a long list of such
 * lines is drawn in no time.
 *
 * @param {object} props
 * @param {{looks: string, tookMs: (number | null)[]}} [props.line] as `GET /api/overview` tells it
 * @param {object[]} [props.newest] in place of it, the newest first, as `GET /api/schedules/{id}/health` tells them
 * @param {{succeeded: number, failed: number, skipped: number, missed: number}} props.counts
 */
export function sparkLine({ newest, line = lineOf(newest), counts }) {
  const bars = line.looks.length;
  if (bars === 0) return nothing;
  const label = t("spark", {
    n: bars,
    succeeded: counts.succeeded,
    failed: counts.failed,
    skipped: counts.skipped,
    missed: counts.missed,
  });
  return html`
    <svg class="spark" viewBox="0 0 ${PLACES * STEP} ${HEIGHT}" role="img" aria-label=${label}>
      ${Object.entries(shapesOf(line)).map(([look, shape]) => svg`<path class="is-${look}" d=${shape}></path>`)}
    </svg>`;
}

const LOOKS = { s: "succeeded", f: "failed", c: "canceled", b: "busy", k: "skipped", m: "missed" };

function shapesOf({ looks, tookMs }) {
  const longest = Math.max(0, ...tookMs);
  const shapes = {};
  // What has not been yet keeps its place, so that a short line is seen to be one.
  for (let place = 0; place < PLACES - looks.length; place++) add(shapes, "none", rectangle(place * STEP, 1.5, WIDTH));
  [...looks].forEach((letter, age) => {
    add(shapes, LOOKS[letter], bar(letter, (PLACES - 1 - age) * STEP, tookMs[age], longest));
  });
  return shapes;
}

const add = (shapes, look, shape) => {
  shapes[look] = (shapes[look] ?? "") + shape;
};

const isHollow = (letter) => letter === "k" || letter === "m";

const bar = (letter, x, tookMs, longest) =>
  isHollow(letter)
    ? `M${x + 0.5} 0.5h${WIDTH - 1}v${HEIGHT - 1}h${1 - WIDTH}z`
    : rectangle(x, heightOf({ tookMs: tookMs ?? undefined }, longest) * HEIGHT, WIDTH);

// To a tenth of what is a fifth of a bar's width.
const rectangle = (x, height, width) => `M${x} ${HEIGHT}v${-rounded(height)}h${width}v${rounded(height)}z`;
const rounded = (length) => Math.round(length * 10) / 10;
