import { askedColumns, COLUMNS, columnsOf, nextOrder, ordered, orderOf, pageOf } from "../js/lib/listing.js";

const ids = (workflows) => workflows.map((it) => it.id).join("");
const none = () => undefined;
const on = (id, next) => ({ id, schedule: { active: true, next } });

const pageAt = (asked, length = 120) => {
  const { rows, page, pages } = pageOf(Array.from({ length }, (_, n) => n), asked, 50);
  return [page, pages, rows[0], rows.length];
};

export const cases = {
  "a page has its rows": () => [["1", "2", "3"].map((it) => pageAt(it)), [[1, 3, 0, 50], [2, 3, 50, 50], [3, 3, 100, 20]]],
  "what is no number is the first page": () => [
    [undefined, "", "0", "-1", "1.5", "x", "02", " 2"].map((it) => pageAt(it)[0]),
    Array(8).fill(1),
  ],
  "behind the last page is the last": () => [pageAt("99999999999999999999"), [3, 3, 100, 20]],
  "a list without rows has one page": () => [pageAt("3", 0), [1, 1, undefined, 0]],
  "a full page is followed by none": () => [pageAt("2", 50), [1, 1, 0, 50]],

  "nothing asked for is all columns": () => [[undefined, ""].map(columnsOf), [COLUMNS, COLUMNS]],
  "columns keep their order whatever is asked": () => [columnsOf("next,health"), ["health", "next"]],
  "what is no column is passed over": () => [columnsOf("health,nonsense,health"), ["health"]],
  "who asks for no known column gets all": () => [columnsOf("nonsense"), COLUMNS],
  "no column at all can be asked for": () => [columnsOf("none"), []],
  "columns that are asked for come back": () => [
    [COLUMNS, [], ["next"], ["health", "last"]].map((it) => columnsOf(askedColumns(it))),
    [COLUMNS, [], ["next"], ["health", "last"]],
  ],

  "a head sorts, turns and lets go": () => [
    [nextOrder(undefined, "name"), nextOrder("name", "name"), nextOrder("-name", "name"), nextOrder("-health", "name")],
    ["name", "-name", "", "name"],
  ],
  "what is no order is none": () => [["", "id", "-", "--name", "toString"].map(orderOf), Array(5).fill(undefined)],
  "an order may be turned": () => [[orderOf("name"), orderOf("-next")], [{ by: "name", isTurned: false }, { by: "next", isTurned: true }]],

  "what is not sorted stays as it is": () => [ids(ordered([{ id: "b" }, { id: "a" }], "nonsense", none)), "ba"],
  "names are sorted as people do": () => [
    ids(ordered([{ id: "d", title: "Zebra" }, { id: "c", title: "élan" }, { id: "b" }, { id: "a", title: "Echo" }], "name", none)),
    "bacd",
  ],
  "a title of spaces is no name": () => [ids(ordered([{ id: "z", title: "  " }, { id: "b", title: "a2" }], "name", none)), "bz"],
  "who has no measure is last either way": () => [
    ["next", "-next"].map((it) => ids(ordered([{ id: "x" }, on("b", "2026-11-22T12:02:00Z"), on("a", "2026-11-22T12:01:00Z")], it, none))),
    ["abx", "bax"],
  ],
  "a schedule that is off has no next time": () => [
    ids(ordered([{ id: "x", schedule: { active: false, next: "2026-01-01T00:00:00Z" } }, on("a", "2026-11-22T12:00:00Z")], "next", none)),
    "ax",
  ],
  "the worst health comes first": () => [
    ids(ordered([{ id: "a" }, { id: "b" }, { id: "c" }], "health", ({ id }) => ({ b: { health: "failing" }, c: { health: "missing" } })[id])),
    "cba",
  ],
  "those that are alike keep their places": () => [
    ["health", "-health"].map((it) => ids(ordered([{ id: "b" }, { id: "c" }, { id: "a" }], it, () => ({ health: "fine" })))),
    ["bca", "bca"],
  ],
  "the newest run comes first": () => [
    ids(ordered(
      [{ id: "a", lastRun: { createdAt: "2026-11-22T10:00:00Z", endedAt: "2026-11-22T10:30:00Z" } }, { id: "b", lastRun: { startedAt: "2026-11-22T11:00:00Z" } }],
      "last",
      none,
    )),
    "ba",
  ],
  "the slowest comes first": () => [
    ids(ordered([{ id: "a" }, { id: "b" }, { id: "c" }], "duration", ({ id }) => ({ a: { runTime: { p95Ms: 2 } }, c: { runTime: { p95Ms: 30 } } })[id])),
    "cab",
  ],
  "what is sorted is left as it was": () => {
    const all = [{ id: "b" }, { id: "a" }];
    ordered(all, "name", none);
    return [ids(all), "ba"];
  },
};
