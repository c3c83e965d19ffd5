import { html, nothing } from "lit";
import { toRun } from "../lib/router.js";
import { t } from "../lib/texts.js";
import { absolute } from "../lib/times.js";

/**
 * The ways to the runs of the same workflow that were made right before and after this one.
 *
 * @param {object} props
 * @param {{previous?: object, next?: object}} props.beside as `GET /api/runs/{id}/neighbours` answers it
 */
export const runNeighbours = ({ beside }) => html`
  <nav class="beside" aria-label=${t("run.beside")}>
    ${beside.previous ? way(beside.previous, "[", html`← ${t("run.beside.previous")}`) : nothing}
    ${beside.next ? way(beside.next, "]", html`${t("run.beside.next")} →`) : nothing}
  </nav>`;

const way = (run, key, words) => html`
  <a href=${toRun(run.id)} aria-keyshortcuts=${key} title=${absolute(run.dueTime ?? run.createdAt)}
    >${words} <kbd aria-hidden="true">${key}</kbd></a
  >`;
