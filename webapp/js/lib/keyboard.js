/**
 * What keys mean where nobody is typing. Letters are those of the keyboard's Latin side: who types Russian presses the
 * same keys.
 */

const SEQUENCE_MS = 1500;

const ALONE = {
  "?": "help",
  "/": "search",
  j: "next",
  k: "previous",
  r: "run",
  p: "pause",
  x: "select",
  "[": "previous-run",
  "]": "next-run",
};

const AFTER_G = { s: "go-workflows", r: "go-runs", u: "go-upcoming", a: "go-calendars", p: "go-plan", d: "go-deliveries", c: "go-doctor" };

const BRACKETS = { BracketLeft: "[", BracketRight: "]" };

// The key of the slash bears other signs where letters are Cyrillic.
const SLASH = { ".": "/", ",": "?" };

/** Returns the sign of a key on the Latin side of the keyboard. */
export function latin({ key, code = "" }) {
  if (code === "Slash" && key in SLASH) return SLASH[key];
  const isForeign = key.length === 1 && key.charCodeAt(0) > 127;
  if (isForeign && code in BRACKETS) return BRACKETS[code];
  return isForeign && /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key;
}

const WRITTEN_IN = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog";

/** Whether a key belongs to what is written in, or to the browser. */
const isTyped = ({ target, ctrlKey, metaKey, altKey }) =>
  ctrlKey || metaKey || altKey || target.closest?.(WRITTEN_IN) != null;

/** Reads keys, of which some mean something only after `g`. */
export class Keyboard {
  #g = -Infinity;

  /**
   * @param {KeyboardEvent} event
   * @returns {string | undefined} what is wanted; nothing if the key is somebody else's
   */
  read(event) {
    if (isTyped(event)) return undefined;
    const sign = latin(event);
    const isAfterG = event.timeStamp - this.#g < SEQUENCE_MS;
    this.#g = sign === "g" ? event.timeStamp : -Infinity;
    return isAfterG && AFTER_G[sign] ? AFTER_G[sign] : ALONE[sign];
  }
}
