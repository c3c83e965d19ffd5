/**
 * Lets a list in which many rows come at once change in two steps: what the reader sees first is there first. Until the
 * others come, which is a moment later, rows that were there stay in their places.
 */
export class Growth {
  #drawn = [];
  #isWaiting = false;
  #isOver = false;
  #first;
  #nameOf;
  #redraw;
  #later;

  /**
   * @param {number} first how many rows may come at once
   * @param {(row: unknown) => string} nameOf says which row it is, whatever is new about it
   * @param {() => void} redraw draws the list again, with the others
   * @param {(work: () => void) => void} later does work once what is drawn is seen
   */
  constructor(first, nameOf, redraw, later) {
    this.#first = first;
    this.#nameOf = nameOf;
    this.#redraw = redraw;
    this.#later = later;
  }

  /**
   * Returns what is drawn now of a list: all of it, if no more rows come than may at once.
   *
   * @template T
   * @param {T[]} rows
   * @returns {T[]}
   */
  of(rows) {
    this.#drawn = this.#isOver || this.#newOnes(rows) <= this.#first ? rows : this.#begun(rows);
    this.#isOver = false;
    return this.#drawn;
  }

  #newOnes(rows) {
    const names = this.#names(this.#drawn);
    return rows.filter((it) => !names.has(this.#nameOf(it))).length;
  }

  #begun(rows) {
    this.#wait();
    const first = rows.slice(0, this.#first);
    const names = this.#names(first);
    const left = this.#drawn.slice(this.#first, rows.length).filter((it) => !names.has(this.#nameOf(it)));
    return [...first, ...left];
  }

  #wait() {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#later(() => {
      this.#isWaiting = false;
      this.#isOver = true;
      this.#redraw();
    });
  }

  #names(rows) {
    return new Set(rows.map(this.#nameOf));
  }
}
