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

  #readSome() {
    const some = [...this.#names].slice(0, MOST_NAMES);
    this.#some = undefined;
    this.#names.clear();
    this.#ways.onSome(some);
  }
}
