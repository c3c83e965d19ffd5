import { Messages } from "../js/lib/messages.js";

/** The texts that are left after what was done, and how often something was to be drawn. */
function after(...acts) {
  let drawn = 0;
  const messages = new Messages(2, () => drawn++);
  acts.forEach((act) => act(messages));
  return [messages.all.map((it) => it.text), drawn];
}

const tell = (text) => (it) => it.tell(text);
const refuse = (text, more = {}) => (it) => it.refuse({ text, isSilence: false, ...more });
const silence = (it) => it.refuse({ text: "silence", isSilence: true });
const tick = (it) => it.tick();
const answered = (it) => it.answered();

export const cases = {
  "good news goes by itself": () => [after(tell("a"), tick, tell("b"), tick), [["b"], 2]],
  "a refusal stays until it is closed": () => [
    [after(refuse("a"), tick, tick, tick, answered), after(refuse("a"), refuse("b"), (it) => it.close(it.all[0].id))],
    [
      [["a"], 1],
      [["b"], 3],
    ],
  ],
  "what is told again is told once, and last": () => [after(refuse("a"), refuse("b"), refuse("a")), [["b", "a"], 3]],
  "the same words about something else are told, too": () => [after(refuse("a"), refuse("a", { said: "more" }))[0], ["a", "a"]],
  "that nobody answered is over when somebody does": () => [after(refuse("a"), silence, answered), [["a"], 3]],
  "where all is well nothing is drawn anew": () => [after(answered, answered, (it) => it.close(7)), [[], 0]],
};
