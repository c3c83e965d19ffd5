/**
 * Moving through a table by keyboard. A row is where the focus is in; its place is the link that names it.
 */

const NAMES = ".main .row-name, .main .step > summary";

/** Moves the focus to the row after or before the one that has it; from nowhere, to the first. */
export function moveRow(step) {
  const names = [...document.querySelectorAll(NAMES)];
  const row = rowOf(document.activeElement);
  const at = names.findIndex((it) => it === document.activeElement || (row && row.contains(it)));
  const next = at < 0 ? names[0] : names[at + step];
  next?.focus();
}

/** Gives the focus to a row that took the place of one that is gone; where there is none, to the heading. */
export function focusRow(at) {
  const names = [...document.querySelectorAll(NAMES)];
  (names[at] ?? names.at(-1) ?? document.querySelector(".main h1"))?.focus();
}

/** Gives the focus to the heading where what had it is gone; tells whether it was. */
export function refocus() {
  const isGone = document.activeElement === null || document.activeElement === document.body;
  if (isGone) document.querySelector(".main h1")?.focus({ preventScroll: true });
  return isGone;
}

const rowOf = (element) => element?.closest("tr");

/** Presses what answers to a key in the row that has the focus, or else in the head of the page. */
export function press(key) {
  const where = rowOf(document.activeElement) ?? document.querySelector(".main .page-head");
  where?.querySelector(`[aria-keyshortcuts="${key}"]:not([disabled])`)?.click();
}

/** Leads to the field that narrows what is shown. */
export const search = () => document.querySelector(".main [data-search]")?.focus();

/** Leaves a field of a filter for the page. */
export function leaveFilter(element) {
  if (element?.closest(".main .filter")) element.blur();
}
