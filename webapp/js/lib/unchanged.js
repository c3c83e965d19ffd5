/**
 * Hands out the objects that it handed out before where nothing about them is new, so that what was drawn of them can
 * stay as it is.
 */
export class Unchanged {
  #known = new Map();
  #keyOf;

  /** @param {(item: object) => string | undefined} keyOf names an item among those that come together */
  constructor(keyOf) {
    this.#keyOf = keyOf;
  }

  /**
   * Takes what came last, and forgets what is not in it.
   *
   * @param {object[]} items as JSON told them
   */
  of(items) {
    const known = new Map(items.map((item) => [this.#keyOf(item), this.#seen(item)]));
    this.#known = known;
    return items.map((item) => known.get(this.#keyOf(item)).item);
  }

  #seen(item) {
    const text = JSON.stringify(item);
    const before = this.#known.get(this.#keyOf(item));
    return before?.text === text ? before : { item, text };
  }
}
