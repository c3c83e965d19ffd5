import { html, nothing } from "lit";
import { healthWords } from "../lib/health.js";
import { toHealth, toRuns, toUpcoming, toWorkflow } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { absolute, shortly } from "../lib/times.js";
import { healthWord } from "./health-badge.js";
import { when } from "./when.js";

/**
 * The figures to look at first, each a way to what it counts.
 *
 * @param {object} props
 * @param {object} [props.overview] as `GET /api/overview` answers it; until it comes, its place is kept
 */
export const overviewStrip = ({ overview }) =>
  overview === undefined ? html`<div class="strip" aria-hidden="true">${AWAITED.map(() => html`<div class="tile"></div>`)}</div>` : tiles(overview);

const AWAITED = Array(5).fill(undefined);

const tiles = (overview) => html`
  <ul class="strip" aria-label=${t("overview.title")}>
    ${tile({
      to: toHealth("attention"),
      n: overview.needAttention,
      word: t("overview.attention"),
      look: overview.needAttention > 0 ? "bad" : "good",
      under: troubles(overview.words),
    })}
    ${tile({ to: toRuns({ state: "running" }), n: overview.running, word: t("overview.running"), look: "plain" })}
    ${tile({
      to: toRuns({ state: "failed", from: new Date(Date.parse(overview.at) - DAY).toISOString() }),
      n: overview.failedInADay,
      word: t("overview.failed"),
      look: overview.failedInADay > 0 ? "bad" : "plain",
      under: t("overview.day", overview.lastDay),
    })}
    ${tile({ to: toUpcoming(), n: overview.dueInAnHour, word: t("overview.due"), look: "plain" })}
    ${tile({
      to: toHealth("paused"),
      n: overview.paused,
      word: t("overview.paused"),
      look: "plain",
      under: t("overview.on-off", { on: switchedOn(overview.words), off: overview.words.off }),
    })}
  </ul>`;

const DAY = 86_400_000;

const tile = ({ to, n, word, look, under }) => html`
  <li>
    <a class="tile is-${look}" href=${to}>
      <span class="tile-number">${n}</span> <span class="tile-word">${word}</span>
      ${under ? html`<span class="tile-under">${under}</span>` : nothing}
    </a>
  </li>`;

const switchedOn = (words) =>
  Object.entries(words)
    .filter(([word]) => word !== "off")
    .reduce((sum, [, n]) => sum + n, 0);

const troubles = (words) =>
  healthWords
    .slice(0, 4)
    .filter((word) => words[word] > 0)
    .map((word) => `${healthWord(word)}: ${words[word]}`)
    .join(" · ");

/**
 * The next due times of all schedules, in a line.
 *
 * @param {object} props
 * @param {object[]} [props.entries] as `GET /api/upcoming` answers them; until they come, their place is kept
 * @param {Date} props.now
 */
export const nextUp = ({ entries, now }) =>
  entries?.length === 0
    ? nothing
    : entries === undefined
      ? html`<section class="next-up" aria-hidden="true"></section>`
      : html`
        <section class="next-up" aria-label=${t("overview.next")}>
          <a class="next-up-title" href=${toUpcoming()}>${t("overview.next")}</a>
          <ol>
            ${entries.map(
              (it) => html`
                <li class=${it.fate === "rings" ? nothing : "is-silent"}>
                  <time datetime=${it.dueTime} title=${absolute(it.dueTime)}>${shortly(it.dueTime)}</time>
                  <a href=${toWorkflow(it.workflowId)}>${it.workflowId}</a>
                  <span class="quiet">${when(it.dueTime, now)}</span>
                </li>`,
            )}
          </ol>
        </section>`;
