/**
 * Months as they hang on a wall: pure arithmetic over days such as `2026-12-25`, which belong to no zone.
 *
 * @typedef {{first: string, weeks: (string | undefined)[][]}} Month its weeks begin on a Monday; what belongs to
 *     another month is left out of them
 */

const DAY_MS = 86_400_000;

const textOf = (date) => date.toISOString().slice(0, 10);

/** Returns the day after a day. */
export const dayAfter = (day) => textOf(new Date(Date.parse(`${day}T00:00Z`) + DAY_MS));

/** Returns the first day of a day's month. */
export const firstOfMonth = (day) => `${day.slice(0, 8)}01`;

/** Returns how many days so many months have from a first of a month on. */
export function daysOf(first, months) {
  const [year, month] = first.split("-").map(Number);
  return (Date.UTC(year, month - 1 + months, 1) - Date.UTC(year, month - 1, 1)) / DAY_MS;
}

/** Returns so many months from a first of a month on. @returns {Month[]} */
export function monthsFrom(first, count) {
  const [year, month] = first.split("-").map(Number);
  return Array.from({ length: count }, (_, at) => monthOf(year, month - 1 + at));
}

function monthOf(year, month) {
  const begin = new Date(Date.UTC(year, month, 1));
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const before = (begin.getUTCDay() + 6) % 7;
  const weeks = Array.from({ length: Math.ceil((before + length) / 7) }, () => Array(7).fill(undefined));
  for (let day = 0; day < length; day++) {
    weeks[Math.floor((before + day) / 7)][(before + day) % 7] = textOf(new Date(Date.UTC(year, month, day + 1)));
  }
  return { first: textOf(begin), weeks };
}

/** A week from Monday on, for its names. */
export const WEEK = Array.from({ length: 7 }, (_, day) => textOf(new Date(Date.UTC(2024, 0, 1 + day))));
