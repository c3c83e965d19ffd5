/**
 * A list that is read page by page, from its beginning each time, so that what is shown is never a mixture of old
 * and new. One that keeps its pages reads only what is missing when more is wanted: for what is dear to find.
 */
export class Paged {
  #ask;
  #keeps;
  #pages = 1;
  #known = [];
  #grows = false;

  /**
   * @param {(after?: string) => Promise<{items: object[], next?: string}>} ask reads the page after a place
   * @param {{keeps?: boolean}} how
   */
  constructor(ask, { keeps = false } = {}) {
    this.#ask = ask;
    this.#keeps = keeps;
  }

  /** Wants one page more from the next reading on. */
  more() {
    this.#pages++;
    this.#grows = true;
  }

  /** Reads as many pages as are wanted and there; whatever else is told is the last one's. */
  async read() {
    const pages = this.#keeps && this.#grows ? [...this.#known] : [];
    while (pages.length < this.#pages) {
      const before = pages.at(-1);
      if (before !== undefined && before.next === undefined) break;
      pages.push(await this.#ask(before?.next));
    }
    this.#known = pages;
    this.#grows = false;
    return { ...pages.at(-1), items: pages.flatMap((it) => it.items) };
  }

  /**
   * Reads all pages there are, without the limit of what is wanted.
   *
   * @param {(part: {items: object[], next?: string}) => void} onPart told what is there after each page but the last
   */
  async readAll(onPart) {
    let page = await this.#ask();
    let items = page.items;
    while (page.next !== undefined) {
      onPart({ ...page, items });
      page = await this.#ask(page.next);
      items = [...items, ...page.items];
    }
    return { ...page, items };
  }
}
