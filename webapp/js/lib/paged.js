/**
 * A list that is read page by page, from its beginning each time, so that what is shown is never a mixture of old
 * and new.
 */
export class Paged {
  #ask;
  #pages = 1;

  /** @param {(after?: string) => Promise<{items: object[], next?: string}>} ask reads the page after a place */
  constructor(ask) {
    this.#ask = ask;
  }

  /** Wants one page more from the next reading on. */
  more() {
    this.#pages++;
  }

  /** Reads as many pages as are wanted and there; whatever else is told is the last one's. */
  async read() {
    const items = [];
    let next;
    let last;
    for (let page = 0; page < this.#pages; page++) {
      last = await this.#ask(next);
      items.push(...last.items);
      next = last.next;
      if (next === undefined) break;
    }
    return { ...last, items, next };
  }
}
