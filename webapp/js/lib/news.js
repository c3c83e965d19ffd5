// Much that happens at once is read once.
const PAUSE = 250;
/** Of more than these, the others wait until all is read. */
const MOST_NAMES = 4;

/** What happened and is still to be read: all that is shown after a rest, and what changes named before that. */
export class News {
  #names = new Set();
  #all;
  #some;
  #isReading = false;
  #restOfSome = 0;
  #ways;

  /**
   * @param {object} ways
   * @param {(work: () => void, ms: number) => unknown} ways.later does work after that time
   * @param {(put: unknown) => void} ways.never what was put off is not done
   * @param {() => void} ways.onAll reads all that is shown
   * @param {(workflows: string[]) => Promise<number>} ways.onSome reads these by themselves, and tells for how many
   *     milliseconds the server is to be left alone then
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
    this.#readSomeLater();
  }

  /** Is told that all is read now. That may take a while: what changes named is still read by itself. */
  allIsRead() {
    if (this.#all !== undefined) this.#ways.never(this.#all);
    this.#all = undefined;
  }

  /** Forgets what it heard of: nobody wants to read it any more. */
  forget() {
    this.allIsRead();
    if (this.#some !== undefined) this.#ways.never(this.#some);
    this.#some = undefined;
    this.#names.clear();
  }

  #readAll() {
    this.#all = undefined;
    this.#ways.onAll();
  }

  #readSomeLater() {
    if (this.#isReading || this.#names.size === 0) return;
    this.#some ??= this.#ways.later(() => this.#readSome(), Math.max(PAUSE, this.#restOfSome));
  }

  async #readSome() {
    const some = [...this.#names].slice(0, MOST_NAMES);
    this.#some = undefined;
    this.#names.clear();
    this.#isReading = true;
    try {
      this.#restOfSome = await this.#ways.onSome(some);
    } finally {
      this.#isReading = false;
    }
    this.#readSomeLater();
  }
}
