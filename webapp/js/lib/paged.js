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

  /** Reads as many pages as are wanted and there. */
  async read() {
    const items = [];
    let next;
    for (let page = 0; page < this.#pages; page++) {
      const answer = await this.#ask(next);
      items.push(...answer.items);
      next = answer.next;
      if (next === undefined) break;
    }
    return { items, next };
  }
}
