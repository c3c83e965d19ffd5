/**
 * The focus while something is done: what was asked for may take away the very button that asked.
 */

const REACHABLE = "a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex]";

/**
 * Does work at whose end the page was told to draw itself. If that takes away what has the focus, gives it to what came
 * in its place or stands beside it, and where there is nothing near, to the heading.
 *
 * @param {() => Promise<void>} work
 */
export async function keepingFocus(work) {
  const way = wayTo(document.activeElement);
  try {
    await work();
  } finally {
    // The page draws itself in the moment after it was told.
    queueMicrotask(() => isLost() && way.length > 0 && nearest(way)?.focus());
  }
}

/**
 * Does work that may move what has the focus, or take it away. To the browser what is moved goes and comes, and its
 * focus is lost meanwhile: it is given back. What is gone gives it to what came in its place or stands beside it, unless
 * whoever took it away gives it elsewhere.
 *
 * @param {() => void} work
 * @param {(work: () => void) => void} later does work after what is going on now
 */
export function movingFocus(work, later) {
  const held = document.activeElement;
  const way = wayTo(held);
  work();
  if (!isLost()) return;
  if (held?.isConnected) held.focus({ preventScroll: true });
  else if (way.length > 0) later(() => isLost() && nearest(way)?.focus({ preventScroll: true }));
}

const isLost = () => document.activeElement === null || document.activeElement === document.body;

// From an element upwards: what it stands in, and at which place.
function wayTo(element) {
  const way = [];
  for (let at = element; at?.closest(".main > *"); at = at.parentElement) {
    way.push({ within: at.parentElement, place: [...at.parentElement.children].indexOf(at) });
  }
  return way;
}

function nearest(way) {
  for (const { within, place } of way) {
    const near = within.isConnected && within.closest(".main > *") ? [within.children[place], within.children[place - 1], within] : [];
    const found = near.map(reachable).find(Boolean);
    if (found) return found;
  }
  return document.querySelector(".main h1");
}

const reachable = (element) => (element?.matches(REACHABLE) ? element : element?.querySelector(REACHABLE));
