/**
 * Text from outside among words of ours. Letters that run from right to left, and the signs that turn a text round, reach
 * beyond themselves: without a fence they would set our own words in another order.
 */

const LRI = "\u2066";
const RLI = "\u2067";
const FSI = "\u2068";
const PDI = "\u2069";

const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const TURNING =
  /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
// A fence ends with its paragraph.
const PARAGRAPHS = /([\n\r\u001c-\u001e\u0085\u2029])/;

/** Returns a text within a fence, and nothing of it changed; without one if it could turn nothing. */
export const isolated = (text) =>
  TURNING.test(text)
    ? text
        .split(PARAGRAPHS)
        .map((part) => (part === "" || PARAGRAPHS.test(part) ? part : `${FSI}${balanced(part)}${PDI}`))
        .join("")
    : text;

/** Returns a text without the signs that turn it round: for places that know no fences, such as the title of a window. */
export const unturned = (text) => text.replace(CONTROLS, "");

// Whatever opens inside is closed there, and what closes nothing inside gets something to close. An embedding or an
// override that is left open ends with the fence by itself.
function balanced(text) {
  let open = 0;
  let stray = 0;
  for (const sign of text) {
    if (sign === LRI || sign === RLI || sign === FSI) open++;
    else if (sign === PDI && open > 0) open--;
    else if (sign === PDI) stray++;
  }
  return FSI.repeat(stray) + text + PDI.repeat(open);
}
