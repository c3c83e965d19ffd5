/**
 * What was written and is not saved yet. It is kept in this tab under the name of who wrote it, so that neither a
 * session that ends nor a reload loses it. Where storage is forbidden or full, it lasts as long as the page.
 */

const PREFIX = "carillon.draft.";
const memory = new Map();

const ownerKey = (owner) => `${PREFIX}${JSON.stringify(owner)}.`;
const keyOf = (owner, place) => `${ownerKey(owner)}${JSON.stringify(place)}`;

/**
 * Returns what somebody wrote at a place; nothing if nothing is kept.
 *
 * @param {string} owner who is signed in
 * @param {unknown} place what it is about, in plain values
 * @returns {object | undefined}
 */
export function findDraft(owner, place) {
  const key = keyOf(owner, place);
  try {
    return JSON.parse(memory.get(key) ?? sessionStorage.getItem(key)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what somebody wrote at a place, in the stead of what was kept there. */
export function keepDraft(owner, place, draft) {
  const key = keyOf(owner, place);
  const text = JSON.stringify(draft);
  dropDraft(owner, place);
  try {
    sessionStorage.setItem(key, text);
  } catch {
    memory.set(key, text);
  }
}

/** Forgets what is kept at a place; does nothing if nothing is. */
export function dropDraft(owner, place) {
  forget(keyOf(owner, place));
}

/** Forgets all that somebody wrote. */
export function dropDrafts(owner) {
  for (const key of [...memory.keys(), ...storedKeys()]) if (key.startsWith(ownerKey(owner))) forget(key);
}

function storedKeys() {
  try {
    return Object.keys(sessionStorage);
  } catch {
    return [];
  }
}

function forget(key) {
  memory.delete(key);
  try {
    sessionStorage.removeItem(key);
  } catch {
    // It was kept with the page only.
  }
}
