import { Pressing } from "../js/lib/pressing.js";

const send = (type, more = {}) => dispatchEvent(new PointerEvent(type, { isPrimary: true, button: 0, ...more }));

/** A pressing whose later is told by hand. */
function watched() {
  const works = [];
  const seen = { released: 0, later: () => works.splice(0).forEach((it) => it()) };
  const pressing = new Pressing(() => seen.released++, (work) => works.push(work));
  return { pressing, seen };
}

export const cases = {
  "nobody presses at first": () => [watched().pressing.isOn, false],
  "a press lasts until its click was dealt with": () => {
    const { pressing, seen } = watched();
    send("pointerdown");
    const down = pressing.isOn;
    send("pointerup");
    const up = [pressing.isOn, seen.released];
    seen.later();
    return [[down, ...up, pressing.isOn, seen.released], [true, true, 0, false, 1]];
  },
  "a press that is broken off is over": () => {
    const { pressing, seen } = watched();
    send("pointerdown");
    send("pointercancel");
    seen.later();
    return [[pressing.isOn, seen.released], [false, 1]];
  },
  "who leaves the window presses no more": () => {
    const { pressing, seen } = watched();
    send("pointerdown");
    dispatchEvent(new Event("blur"));
    seen.later();
    return [[pressing.isOn, seen.released], [false, 1]];
  },
  "another button and another finger are no press": () => {
    const { pressing } = watched();
    send("pointerdown", { button: 2 });
    send("pointerdown", { isPrimary: false });
    return [pressing.isOn, false];
  },
  "a release without a press tells nobody": () => {
    const { seen } = watched();
    send("pointerup");
    seen.later();
    return [seen.released, 0];
  },
};
