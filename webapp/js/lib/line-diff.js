/**
 * What became of the lines of one text in another one, by the fewest lines that come and go (Myers 1986).
 *
 * @typedef {{kind: "same" | "removed" | "added", text: string, before?: number, after?: number}} Line with its numbers
 *     from 1 in both texts
 */

/** Texts that have less in common are told as one that went and one that came: to look further would take too long. */
const MOST_CHANGES = 1000;

const linesOf = (text) => text.replace(/\r\n/g, "\n").replace(/\n$/, "").split("\n");

/** Returns the lines of both texts in order. @returns {Line[]} */
export function lineDiff(before, after) {
  const old = linesOf(before);
  const now = linesOf(after);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const kinds = [
    ...Array(head).fill("same"),
    ...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...Array(tail).fill("same"),
  ];
  return numbered(kinds, old, now);
}

function numbered(kinds, old, now) {
  let before = 0;
  let after = 0;
  return kinds.map((kind) => {
    if (kind === "removed") return { kind, text: old[before], before: ++before };
    if (kind === "added") return { kind, text: now[after], after: ++after };
    return { kind, text: old[before], before: ++before, after: ++after };
  });
}

function middle(old, now) {
  const steps = old.length > 0 && now.length > 0 ? search(old, now) : undefined;
  return steps ?? [...Array(old.length).fill("removed"), ...Array(now.length).fill("added")];
}

// The furthest place in `old` that is reached on each diagonal by so many changes; all of them are kept for the way back.
function search(old, now) {
  const reached = [];
  let furthest = new Map([[1, 0]]);
  for (let changes = 0; changes <= Math.min(MOST_CHANGES, old.length + now.length); changes++) {
    reached.push(new Map(furthest));
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = comesDown(furthest, diagonal, changes) ? furthest.get(diagonal + 1) : furthest.get(diagonal - 1) + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x++;
      furthest.set(diagonal, x);
      if (x >= old.length && x - diagonal >= now.length) return wayBack(reached, old.length, now.length);
    }
  }
  return undefined;
}

const comesDown = (furthest, diagonal, changes) =>
  diagonal === -changes || (diagonal !== changes && furthest.get(diagonal - 1) < furthest.get(diagonal + 1));

function wayBack(reached, x, y) {
  const steps = [];
  for (let changes = reached.length - 1; changes > 0; changes--) {
    const furthest = reached[changes];
    const diagonal = x - y;
    const down = comesDown(furthest, diagonal, changes);
    const from = down ? diagonal + 1 : diagonal - 1;
    const begin = down ? furthest.get(from) : furthest.get(from) + 1;
    for (; x > begin; x--, y--) steps.push("same");
    steps.push(down ? "added" : "removed");
    x = furthest.get(from);
    y = x - from;
  }
  for (; x > 0; x--) steps.push("same");
  return steps.reverse();
}

/**
 * Returns what is to be seen of a difference: what came and went with some lines around it.
 *
 * @param {Line[]} lines
 * @param {number} around how many
 * @returns {Line[][]} pieces, between which only lines that are the same were left out
 */
export function piecesOf(lines, around) {
  const pieces = [];
  let last = -1;
  lines.forEach((line, at) => {
    if (line.kind === "same") return;
    const from = Math.max(last + 1, at - around);
    const until = Math.min(lines.length - 1, at + around);
    const joins = pieces.length > 0 && from === last + 1;
    const added = lines.slice(from, until + 1);
    if (joins) pieces.at(-1).push(...added);
    else pieces.push(added);
    last = Math.max(last, until);
  });
  return pieces;
}
