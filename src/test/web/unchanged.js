import { Unchanged } from "../js/lib/unchanged.js";

const first = () => [{ id: "a", n: 1 }, { id: "b", deep: { list: [1, 2] } }];

/** Which of what came later are the very objects that came before. */
function same(before, after, keyOf = (it) => it.id) {
  const unchanged = new Unchanged(keyOf);
  const known = unchanged.of(before);
  return unchanged.of(after).map((it) => known.includes(it));
}

export const cases = {
  "what is as it was is the same object": () => [same(first(), first()), [true, true]],
  "what has changed deep inside is another": () => [same(first(), [{ id: "a", n: 1 }, { id: "b", deep: { list: [1, 3] } }]), [true, false]],
  "what is new is another": () => [same(first(), [{ id: "c" }, ...first()]), [false, true, true]],
  "the order is that of what came last": () => [
    new Unchanged((it) => it.id).of([{ id: "b" }, { id: "a" }]).map((it) => it.id),
    ["b", "a"],
  ],
  "what was away is forgotten": () => {
    const unchanged = new Unchanged((it) => it.id);
    const [before] = unchanged.of(first());
    unchanged.of([]);
    return [unchanged.of(first())[0] === before, false];
  },
  "what comes back to an earlier form is told as it is": () => {
    const unchanged = new Unchanged((it) => it.id);
    unchanged.of([{ id: "a", n: 1 }]);
    unchanged.of([{ id: "a", n: 2 }]);
    return [unchanged.of([{ id: "a", n: 1 }]), [{ id: "a", n: 1 }]];
  },
  "nothing is nothing": () => [new Unchanged((it) => it.id).of([]), []],
};
