// Much that happens at once is read once.
const PAUSE = 250;
/** Where more than these changed, all is read as soon. */
const MOST_NAMES = 4;

/** What happened and is still to be read: all that is shown after a rest, and what changes named at once. */
export class News {
  #names = new Set();
  #all;
  #some;
  #ways;

  /**
   * @param {object} ways
   * @param {(work: () => void, ms: number) => unknown} ways.later does work after that time
   * @param {(put: unknown) => void} ways.never what was put off is not done
   * @param {() => void} ways.onAll reads all that is shown
   * @param {(workflows: string[]) => void} ways.onSome reads these by themselves
   */
  constructor(ways) {
    this.#ways = ways;
  }

  /**
   * Hears of a change.
   *
   * @param {{workflow?: string}} change
   * @param {number} rest milliseconds that the server is to have before all is read again
   */
  hear({ workflow }, rest) {
    this.#all ??= this.#ways.later(() => this.#readAll(), Math.max(PAUSE, rest));
    if (workflow === undefined) return;
    this.#names.add(workflow);
    this.#some ??= this.#ways.later(() => this.#readSome(), PAUSE);
  }

  /** Forgets what it heard of: all is read now, or nobody wants it any more. */
  forget() {
    for (const put of [this.#all, this.#some]) if (put !== undefined) this.#ways.never(put);
    this.#all = undefined;
    this.#some = undefined;
    this.#names.clear();
  }

  #readAll() {
    this.#all = undefined;
    this.#ways.onAll();
  }

  #readSome() {
    const some = [...this.#names].slice(0, MOST_NAMES);
    this.#some = undefined;
    this.#names.clear();
    this.#ways.onSome(some);
  }
}
