/** Lets a list that grows by many rows grow in two steps: what the reader sees first is there first. */
export class Growth {
  #length = 0;
  #first;
  #redraw;
  #later;

  /**
   * @param {number} first how many rows are made at once
   * @param {() => void} redraw draws the list again, with the others
   * @param {(work: () => void) => void} later does work once what is drawn is seen
   */
  constructor(first, redraw, later) {
    this.#first = first;
    this.#redraw = redraw;
    this.#later = later;
  }

  /**
   * Returns what of a list is drawn now: all of it, if no more rows are to be made than may be at once.
   *
   * @param {object[]} rows
   */
  of(rows) {
    const most = this.#length + this.#first;
    this.#length = Math.min(rows.length, most);
    if (rows.length <= most) return rows;
    this.#later(() => {
      this.#length = rows.length;
      this.#redraw();
    });
    return rows.slice(0, most);
  }
}
