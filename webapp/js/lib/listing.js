/** How the list of workflows is shown: which columns, in which order. Pure answers about what the address asks for. */

import { severityOf } from "./health.js";
import { nameOf } from "./wording.js";

/** The columns that may be left out, in their order. The name and what can be done are always there. */
export const COLUMNS = ["health", "schedule", "next", "last", "duration", "active"];

/** What says that no column is shown but those that always are: an address says nothing by an empty text. */
const NONE = "none";

/**
 * Returns the columns that an address asks for.
 *
 * @param {string} [asked] their names with commas between, `none`, or nothing for all; what is no column is passed over
 */
export function columnsOf(asked) {
  if (!asked) return COLUMNS;
  const wanted = new Set(asked.split(","));
  const known = COLUMNS.filter((it) => wanted.has(it));
  return known.length === 0 && asked !== NONE ? COLUMNS : known;
}

/** Returns how an address asks for these columns: with nothing for all of them. */
export function askedColumns(columns) {
  if (columns.length === COLUMNS.length) return "";
  return columns.length === 0 ? NONE : columns.join(",");
}

/** By what the list may be sorted; each begins with what somebody looks for by it. */
export const ORDERS = ["name", "health", "next", "last", "duration"];

/**
 * Returns what an address asks the list to be sorted by, or nothing.
 *
 * @param {string} [asked] one of the orders, with a hyphen before it for the other way round
 */
export function orderOf(asked = "") {
  const isTurned = asked.startsWith("-");
  const by = isTurned ? asked.slice(1) : asked;
  return ORDERS.includes(by) ? { by, isTurned } : undefined;
}

/** Returns what a press on the head of a column asks for: its order, the other way round, and then none. */
export function nextOrder(asked, by) {
  if (asked === by) return `-${by}`;
  return asked === `-${by}` ? "" : by;
}

// Each tells by what a row is sorted, the smallest first; a row that has nothing of the kind is last either way.
const MEASURES = {
  name: (workflow) => nameOf(workflow).toLowerCase(),
  health: (workflow, health) => severityOf(health?.health),
  next: ({ schedule }) => (schedule?.active ? at(schedule.next) : undefined),
  last: ({ lastRun }) => negative(at(lastRun?.endedAt ?? lastRun?.startedAt ?? lastRun?.createdAt)),
  duration: (workflow, health) => negative(health?.runTime?.p95Ms),
};

const at = (moment) => (moment === undefined ? undefined : Date.parse(moment));
const negative = (number) => (number === undefined ? undefined : -number);

/**
 * Sorts workflows; those that are alike keep their places.
 *
 * @param {object[]} workflows as `api.md` describes them
 * @param {string} [asked] see {@link orderOf}; as they are if it asks for nothing
 * @param {(workflow: object) => object | undefined} healthOf
 * @returns {object[]}
 */
export function ordered(workflows, asked, healthOf) {
  const order = orderOf(asked);
  if (!order) return workflows;
  const rows = workflows.map((workflow) => ({ workflow, by: MEASURES[order.by](workflow, healthOf(workflow)) }));
  const way = order.isTurned ? -1 : 1;
  rows.sort((one, other) => {
    if (one.by === undefined || other.by === undefined) return (one.by === undefined) - (other.by === undefined);
    return way * compared(one.by, other.by);
  });
  return rows.map(({ workflow }) => workflow);
}

const names = new Intl.Collator();
const compared = (one, other) => (typeof one === "string" ? names.compare(one, other) : one - other);

/**
 * Returns one page of a list.
 *
 * @param {object[]} all
 * @param {string} [asked] its number from 1 on, as the address says it; what is no number is the first, and what lies
 *     behind the last one is the last
 * @param {number} size how many rows a page has
 * @returns {{rows: object[], page: number, pages: number}}
 */
export function pageOf(all, asked, size) {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(pages, /^[1-9]\d*$/.test(asked ?? "") ? Number(asked) : 1);
  return { rows: all.slice((page - 1) * size, page * size), page, pages };
}
