/**
 * Moving through a table or another list by keyboard. A row is where the focus is in; its place is the link that names
 * it, or else what stands for it there, or else the row itself.
 */

const ROWS = ".main .table tbody > tr, .main .step, .main .agenda > li, .main .plan-items > li";
// The first that a row has.
const PLACES = [".row-name, summary", "th a[href], th input", "td > a[href]:not(.button), a[href]:not(.button, td *)"];

/** Moves the focus to the row after or before the one that has it; from nowhere, to the first. */
export function moveRow(step) {
  const rows = allRows();
  const at = rows.indexOf(rowOf(document.activeElement));
  focus(at < 0 ? rows[0] : rows[at + step]);
}

/** Gives the focus to a row that took the place of one that is gone; where there is none, to the heading. */
export function focusRow(at) {
  const rows = allRows();
  focus(rows[at] ?? rows.at(-1) ?? document.querySelector(".main h1"));
}

/** Gives the focus to the heading where what had it is gone; tells whether it was. */
export function refocus() {
  const isGone = document.activeElement === null || document.activeElement === document.body;
  if (isGone) document.querySelector(".main h1")?.focus({ preventScroll: true });
  return isGone;
}

const allRows = () => [...document.querySelectorAll(ROWS)];

const rowOf = (element) => element?.closest(ROWS);

function focus(row) {
  if (!row) return;
  const place = PLACES.map((it) => row.querySelector(it)).find((it) => it);
  if (!place) row.tabIndex = -1;
  (place ?? row).focus();
}

/** Presses what answers to a key in the row that has the focus, or else in the head of the page. */
export function press(key) {
  const answers = `[aria-keyshortcuts="${key}"]`;
  const inRow = rowOf(document.activeElement)?.querySelector(answers);
  (inRow ?? document.querySelector(`.main .page-head ${answers}`))?.click();
}

/** Leads to the field that narrows what is shown. */
export const search = () => document.querySelector(".main [data-search]")?.focus();

/** Leaves a field of a filter for the page; tells whether it was one. */
export function leaveFilter(element) {
  const isField = Boolean(element?.closest(".main .filter"));
  if (isField) element.blur();
  return isField;
}
