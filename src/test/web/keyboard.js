import { Keyboard, latin } from "../js/lib/keyboard.js";

const page = document.createElement("div");
const press = (key, more = {}) => ({ key, timeStamp: 0, target: page, ...more });

/** What is wanted by keys one after the other. */
function wishes(...events) {
  const keyboard = new Keyboard();
  return events.map((it) => keyboard.read(it));
}

function within(html, inner = "*") {
  const box = document.createElement("div");
  box.innerHTML = html;
  return { target: box.querySelector(inner) };
}

export const cases = {
  "each key has its meaning": () => [
    wishes(...["?", "/", "j", "k", "r", "p", "x", "[", "]", "q", "Enter"].map((it) => press(it))),
    ["help", "search", "next", "previous", "run", "pause", "select", "previous-run", "next-run", undefined, undefined],
  ],
  "after g a letter leads elsewhere": () => [
    ["s", "r", "u", "a", "p", "d", "c"].map((it) => wishes(press("g"), press(it)).at(-1)),
    ["go-workflows", "go-runs", "go-upcoming", "go-calendars", "go-plan", "go-deliveries", "go-doctor"],
  ],
  "g by itself wants nothing": () => [wishes(press("g"), press("g")), [undefined, undefined]],
  "after g a letter that leads nowhere means what it means": () => [wishes(press("g"), press("j")).at(-1), "next"],
  "g is forgotten after the next key": () => [wishes(press("g"), press("q"), press("s")).at(-1), undefined],
  "g is forgotten after a while": () => [wishes(press("g"), press("r", { timeStamp: 5000 })).at(-1), "run"],
  "a second g begins anew": () => [wishes(press("g"), press("g", { timeStamp: 1400 }), press("s", { timeStamp: 2800 })).at(-1), "go-workflows"],
  "what belongs to the browser is left to it": () => [
    wishes(press("r", { ctrlKey: true }), press("p", { metaKey: true }), press("j", { altKey: true })),
    [undefined, undefined, undefined],
  ],
  "who writes writes": () => [
    ["<input>", "<textarea></textarea>", "<select></select>", "<p contenteditable></p>", "<dialog></dialog>"].map(
      (it) => wishes(press("r", within(it)))[0],
    ),
    Array(5).fill(undefined),
  ],
  "a button in a dialog is in the dialog": () => [wishes(press("r", within("<dialog><button></button></dialog>", "button"))), [undefined]],
  "in a box that is ticked nobody writes": () => [
    ["<input type=checkbox>", "<input type=radio>"].map((it) => wishes(press("x", within(it)))[0]),
    ["select", "select"],
  ],
  "a capital letter is another key": () => [wishes(press("R")), [undefined]],
  "a Cyrillic key is read by its Latin side": () => [
    [press("к", { code: "KeyR" }), press("Х", { code: "BracketLeft" }), press("ъ", { code: "BracketRight" })].map(latin),
    ["r", "[", "]"],
  ],
  "the key of the slash bears other signs there": () => [
    [press(".", { code: "Slash" }), press(",", { code: "Slash" }), press(".", { code: "Period" })].map(latin),
    ["/", "?", "."],
  ],
  "a Latin layout is taken at its word": () => [latin(press("q", { code: "KeyA" })), "q"],
  "a key without a place stays what it is": () => [[latin(press("ж")), latin(press("Enter"))], ["ж", "Enter"]],
};
