import { dayAfter, daysOf, firstOfMonth, monthsFrom, WEEK } from "../js/lib/months.js";

const days = ({ weeks }) => weeks.flat().filter(Boolean);

export const cases = {
  "a day has one after it": () => [
    ["2026-11-22", "2026-12-31", "2028-02-28", "2026-03-28", "2026-10-25"].map(dayAfter),
    ["2026-11-23", "2027-01-01", "2028-02-29", "2026-03-29", "2026-10-26"],
  ],
  "a month begins on its first": () => [firstOfMonth("2026-12-25"), "2026-12-01"],
  "a year has its days": () => [[daysOf("2026-11-01", 12), daysOf("2027-11-01", 12), daysOf("2028-02-01", 1)], [365, 366, 29]],
  "months go on into the next year": () => [
    monthsFrom("2026-11-01", 3).map((it) => it.first),
    ["2026-11-01", "2026-12-01", "2027-01-01"],
  ],
  "a week begins on Monday": () => {
    const [november] = monthsFrom("2026-11-01", 1);
    return [[november.weeks[0], november.weeks[1][0]], [[...Array(6).fill(undefined), "2026-11-01"], "2026-11-02"]];
  },
  "each day of a month stands in it once": () => {
    const year = monthsFrom("2027-01-01", 24);
    const all = year.flatMap(days);
    return [[all.length, new Set(all).size, all[0], all.at(-1)], [731, 731, "2027-01-01", "2028-12-31"]];
  },
  "a month of four whole weeks has no fifth": () => [monthsFrom("2027-02-01", 1)[0].weeks.length, 4],
  "a month may touch six weeks": () => [monthsFrom("2026-08-01", 1)[0].weeks.length, 6],
  "the names of a week are seven days from a Monday on": () => [[WEEK.length, new Date(`${WEEK[0]}T00:00Z`).getUTCDay()], [7, 1]],
};
