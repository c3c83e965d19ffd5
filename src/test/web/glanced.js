import { Glanced } from "../js/lib/glanced.js";

const seen = (id, state) => ({ workflow: { id, state }, health: { scheduleId: id, state } });
const shown = (glanced) => `${glanced.orSeen({ id: "a", state: "old" }).state}, ${glanced.healths.map((it) => it.state)}`;

function after(work) {
  const glanced = new Glanced();
  work(glanced);
  return shown(glanced);
}

export const cases = {
  "what was not looked at is as it is": () => [after((it) => it.begin(["b"])([seen("b", "new")])), "old, new"],
  "what was looked at is as it was seen": () => [after((it) => it.begin(["a"])([seen("a", "new")])), "new, new"],
  "what was not found is as it is": () => [after((it) => it.begin(["a"])([])), "old, "],
  "one without a schedule has no health": () => [after((it) => it.begin(["a"])([{ workflow: { id: "a", state: "new" } }])), "new, "],
  "a look that is overtaken by a later one does not count": () => [
    after((it) => {
      const first = it.begin(["a", "b"]);
      it.begin(["a"])([seen("a", "newest")]);
      first([seen("a", "new"), seen("b", "other")]);
    }),
    "newest, newest,other",
  ],
  "nor does one that was begun before all": () => [
    after((it) => {
      const look = it.begin(["a"]);
      it.clear();
      look([seen("a", "older")]);
    }),
    "old, ",
  ],
  "all that was begun to be read later is newer": () => [
    after((it) => {
      it.begin(["a"])([seen("a", "new")]);
      it.clear();
    }),
    "old, ",
  ],
  "and so is the health of all": () => [
    after((it) => {
      it.begin(["a"])([seen("a", "new")]);
      it.clearHealths();
    }),
    "new, ",
  ],
};
