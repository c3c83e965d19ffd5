import { partsOf } from "../js/lib/asked.js";

const RULES = { state: (it) => it === "failed", from: (it) => !Number.isNaN(Date.parse(it)) };

export const cases = {
  "what is known is asked for": () => [
    partsOf({ state: "failed", from: "2026-11-22" }, RULES),
    { asked: { state: "failed", from: "2026-11-22" }, unknown: [] },
  ],
  "words that are not known are told, and ask for nothing": () => [
    partsOf({ state: "bogus", from: "never", text: "bogus" }, RULES),
    { asked: { text: "bogus" }, unknown: ["bogus", "never"] },
  ],
  "what is empty asks for nothing": () => [partsOf({ state: "" }, RULES), { asked: { state: "" }, unknown: [] }],
  "a rule is none that every object has": () => [
    partsOf({ constructor: "x" }, RULES),
    { asked: { constructor: "x" }, unknown: [] },
  ],
};
