import { heightOf, healthWords, holdsText, isAsked, lineOf, lookOf, needsAttention, severityOf } from "../js/lib/health.js";

const ran = (state, tookMs) => ({ verdict: "ran", state, tookMs });

export const cases = {
  "each due time has its letter": () => [
    lineOf([
      ran("succeeded", 812),
      ran(undefined),
      ran("failed", 3),
      ran("canceled", 0),
      ran("running"),
      ran("retrying"),
      { verdict: "skipped" },
      { verdict: "missed" },
    ]),
    { looks: "ssfcbbkm", tookMs: [812, null, 3, 0, null, null, null, null] },
  ],
  "what is expected is not judged": () => [lineOf([{ verdict: "expected" }, ran("succeeded", 1)]), { looks: "s", tookMs: [1] }],
  "no due time is no line": () => [lineOf([]), { looks: "", tookMs: [] }],
  "a run that is not kept was made all the same": () => [lookOf({ verdict: "ran" }), "succeeded"],

  "whoever asks for nothing asks for all": () => [["fine", "off", undefined].map((it) => isAsked(it, "")), [true, true, true]],
  "attention is for what somebody should look at": () => [
    healthWords.filter((it) => isAsked(it, "attention")),
    ["missing", "stuck", "failing", "late"],
  ],
  "one that was never switched on is off": () => [[isAsked(undefined, "off"), isAsked(undefined, "attention")], [true, false]],
  "a word is asked for to the letter": () => [["fine", "failing", "unknown", undefined].map((it) => isAsked(it, "fine")), [true, false, false, false]],
  "what is not known is not off": () => [isAsked("unknown", "off"), false],
  "what needs nobody is left alone": () => [["paused", "new", "fine", "off", undefined].filter(needsAttention), []],
  "the worst word comes first": () => [
    ["off", "fine", "missing", "late"].sort((one, other) => severityOf(one) - severityOf(other)),
    ["missing", "late", "fine", "off"],
  ],
  "a word that is not known comes behind all": () => [severityOf("bored") > severityOf("off"), true],

  "a text is found in the title and in the id": () => [
    ["INVOICE", "  sync ", "inv-1", "", "ж"].map((it) => holdsText({ id: "inv-1", title: "Invoice Sync Ж" }, it)),
    [true, true, true, true, true],
  ],
  "a text is not found across both": () => [holdsText({ id: "b", title: "a" }, "ab"), false],
  "one without a title is found by its id": () => [holdsText({ id: "cleanup" }, "clean"), true],

  "the longest run is the highest": () => [heightOf({ tookMs: 5000 }, 5000), 1],
  "the shortest can be seen": () => [heightOf({ tookMs: 0 }, 5000) >= 0.3, true],
  "what has no length stands full": () => [[heightOf({}, 5000), heightOf({ tookMs: 0 }, 0)], [1, 1]],
  "a longer run is higher": () => {
    const heights = [1, 10, 100, 1000].map((tookMs) => heightOf({ tookMs }, 1000));
    return [heights.every((it, at) => at === 0 || it > heights[at - 1]), true];
  },
};
