import { html, nothing } from "lit";
import { monthsFrom, WEEK } from "../lib/months.js";
import { t } from "../lib/texts.js";
import { dateWords } from "../lib/times.js";

/**
 * Months on a wall, with the days on which nothing runs.
 *
 * @param {object} props
 * @param {{from: string, items: {day: string, dark: "whole" | "part", by: string[]}[]}} props.year as
 *     `GET /api/blackouts/days` answers it, from a first of a month on
 * @param {number} props.months how many
 * @param {string} props.today a day such as `2026-12-25`
 */
export function darkYear({ year, months, today }) {
  const dark = new Map(year.items.map((it) => [it.day, it]));
  const coming = year.items.find((it) => it.day >= today);
  const whole = year.items.filter((it) => it.dark === "whole").length;
  return html`
    <p class="under">
      <span>${t("calendars.whole", { n: whole })}</span>
      <span>${t("calendars.part", { n: year.items.length - whole })}</span>
      ${coming ? html`<span>${t("calendars.next", { day: dateWords(coming.day, "day") })}</span>` : nothing}
    </p>
    <div class="months">
      ${monthsFrom(year.from, months).map((month) => monthTable(month, dark, today))}
    </div>
    <p class="under legend">
      <span><i class="dark-sample" data-dark="whole"></i> ${t("calendars.legend.whole")}</span>
      <span><i class="dark-sample" data-dark="part"></i> ${t("calendars.legend.part")}</span>
    </p>`;
}

const monthTable = ({ first, weeks }, dark, today) => html`
  <table class="month">
    <caption>${dateWords(first, "month")}</caption>
    <thead>
      <tr>${WEEK.map((day) => html`<th scope="col">${dateWords(day, "weekday")}</th>`)}</tr>
    </thead>
    <tbody>
      ${weeks.map((week) => html`<tr>${week.map((day) => cell(day, dark.get(day), today))}</tr>`)}
    </tbody>
  </table>`;

function cell(day, dark, today) {
  if (day === undefined) return html`<td></td>`;
  const number = Number(day.slice(8));
  const date = day === today ? "date" : nothing;
  if (!dark) return html`<td aria-current=${date}>${number}</td>`;
  const words = wordsOf(dark);
  return html`<td aria-current=${date} data-dark=${dark.dark} data-day=${day} title="${dateWords(day, "day")}, ${words}">
    ${number}<span class="unseen">${words}</span>
  </td>`;
}

const wordsOf = ({ dark, by }) =>
  dark === "whole" ? t("calendars.dark.whole", { by: by.join("; ") }) : t("calendars.dark.part", { by: by.join("; ") });
