import { Slots } from "../js/lib/slots.js";

/** The slots of lists that come one after the other; `!` at the end of a list: somebody is at one of its rows. */
function slotsOf(...lists) {
  const slots = new Slots();
  return lists.map((list) => {
    const names = [...list.replace("!", "")];
    const slotOf = slots.of(names, !list.endsWith("!"));
    return names.map(slotOf);
  });
}

export const cases = {
  "each has a slot of its own": () => [slotsOf("abc"), [[0, 1, 2]]],
  "who stays keeps it, wherever it stands": () => [slotsOf("abc", "cab").at(-1), [2, 0, 1]],
  "who comes takes that of who goes, in their order": () => [slotsOf("abc", "dbe").at(-1), [0, 1, 2]],
  "who comes where none goes has a new one": () => [slotsOf("ab", "abc").at(-1), [0, 1, 2]],
  "where somebody is at a row, none is taken over": () => [slotsOf("ab", "cb!").at(-1), [2, 1]],
  "a slot that was given up is not given again": () => [slotsOf("abc", "a", "ad").at(-1), [0, 3]],
  "a slot is told later, too": () => {
    const slots = new Slots();
    const slotOf = slots.of(["a", "b"], true);
    slots.of(["b"], true);
    return [[slotOf("a"), slotOf("b")], [0, 1]];
  },
};
