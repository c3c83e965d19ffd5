import { attemptOf, barOf, isWait, lengthOf, rangeOf, roundOf, settled, spansOf, visitOf } from "../js/lib/timeline.js";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const NOW = new Date(NOON + 60_000);
const at = (seconds) => new Date(NOON + seconds * 1000).toISOString();
const RANGE = { from: NOON, length: 100_000 };
const bar = (from, to) => barOf({ from: NOON + from * 1000, to: NOON + to * 1000 }, RANGE);
const since = (spans) => spans.map(({ from, to }) => [(from - NOON) / 1000, (to - NOON) / 1000]);

export const cases = {
  "a run that has not ended ends now": () => [rangeOf({ createdAt: at(0), startedAt: at(10) }, [], NOW), { from: NOON + 10_000, length: 50_000 }],
  "a run that was not begun begins when it was made": () => [rangeOf({ createdAt: at(0) }, [], NOW), { from: NOON, length: 60_000 }],
  "a range holds what ended after its run": () => [
    rangeOf({ startedAt: at(0), endedAt: at(5) }, [{ startedAt: at(1), endedAt: at(9) }], NOW),
    { from: NOON, length: 9_000 },
  ],
  "what another run did has no part in the range": () => [
    rangeOf({ startedAt: at(0), endedAt: at(5) }, [{ takenOver: true, startedAt: at(-900), endedAt: at(-800) }], NOW),
    { from: NOON, length: 5_000 },
  ],
  "a range is never empty": () => [rangeOf({ startedAt: at(0), endedAt: at(0) }, [], NOW).length, 1],

  "a step that was cut off has stopped with its run": () => [
    settled({ state: "running", startedAt: at(1) }, { endedAt: at(5) }),
    { state: "stopped", startedAt: at(1), endedAt: at(5) },
  ],
  "a step of a run that goes on stays as it is": () => [settled({ state: "waiting" }, {}), { state: "waiting" }],
  "a step that has ended stays as it is": () => [settled({ state: "completed" }, { endedAt: at(5) }), { state: "completed" }],
  "a step that was broken off has stopped": () => [settled({ state: "canceled", endedAt: at(2) }, {}), { state: "stopped", endedAt: at(2) }],

  "a step without attempts is one span": () => [since(spansOf({ attempt: 1, startedAt: at(1), endedAt: at(4) }, [], NOW)), [[1, 4]]],
  "a step that goes on lasts until now": () => [since(spansOf({ attempt: 1, startedAt: at(1) }, [], NOW)), [[1, 60]]],
  "a step that begins after now has no length": () => [since(spansOf({ attempt: 1, startedAt: at(70) }, [], NOW)), [[70, 70]]],
  "nobody worked between two attempts": () => [
    since(spansOf({ attempt: 2, startedAt: at(1), endedAt: at(30) }, [
      { number: 1, startedAt: at(0), endedAt: at(10) },
      { number: 2, startedAt: at(20), endedAt: at(40) },
    ], NOW)),
    [[1, 10], [20, 30]],
  ],
  "an attempt that ended before a step is none of its own": () => [
    since(spansOf({ attempt: 2, startedAt: at(21), endedAt: at(30) }, [
      { number: 1, startedAt: at(0), endedAt: at(10) },
      { number: 2, startedAt: at(20), endedAt: at(40) },
    ], NOW)),
    [[21, 30]],
  ],
  "an attempt after a step is none of its own": () => [
    since(spansOf({ attempt: 1, startedAt: at(1), endedAt: at(5) }, [
      { number: 1, startedAt: at(0), endedAt: at(10) },
      { number: 2, startedAt: at(20), endedAt: at(40) },
    ], NOW)),
    [[1, 5]],
  ],
  "what another run did has no span": () => [spansOf({ takenOver: true, attempt: 0, startedAt: at(1), endedAt: at(4) }, [], NOW), []],

  "a step took what the server says": () => [lengthOf({ durationMs: 7 }, [{ from: 0, to: 9 }]), 7],
  "a step of several attempts took what they took": () => [lengthOf({ durationMs: 900 }, [{ from: 0, to: 9 }, { from: 800, to: 850 }]), 59],
  "a step that goes on has taken its time so far": () => [lengthOf({}, [{ from: 5, to: 9 }]), 4],

  "a bar stands where its time is": () => [bar(25, 75), { x: 25, width: 50 }],
  "a short time can be seen": () => [bar(50, 50).width > 0, true],
  "a short time at the end stays within": () => {
    const { x, width } = bar(100, 100);
    return [[x + width <= 100, x > 98], [true, true]];
  },
  "what lies outside is drawn at the edge": () => [[bar(-50, -40).x, bar(-50, 250)], [0, { x: 0, width: 100 }]],

  "a wait is a wait whatever its kind": () => [
    [{ kind: "wait", state: "completed" }, { kind: "set", state: "waiting" }, { kind: "set", state: "running" }].map(isWait),
    [true, true, false],
  ],
  "a round counts from one, and the inner loop's is told": () => [
    ["/do/0/a/for[0]/do/0/b", "/do/0/a/for[3]/do/0/b/for[10]/c", "/do/0/a"].map((key) => roundOf({ key })),
    [1, 11, undefined],
  ],
  "the attempt of a try is told": () => [
    ["/do/0/order/try[2]/0/send", "/do/0/try[1]/0/try[3]/0/x", "/do/0/a"].map((key) => attemptOf({ key })),
    [2, 3, undefined],
  ],
  "a first visit is the first": () => [["/do/0/a", "/do/0/a#4", "/do/0/a#b"].map((key) => visitOf({ key })), [1, 4, 1]],
};
