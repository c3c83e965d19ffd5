/**
 * The places in the browser's history that are ours. They bear numbers in their order: so it is known how far one is
 * from another, and how far each was scrolled when it was left.
 */
export class Visits {
  /** The fragment of the place that was taken last. */
  hash = location.hash;
  #at = history.state?.at ?? 0;
  #scrolled = new Map();

  /** Begins with the place where the browser is. */
  constructor() {
    // The browser would scroll before there is anything to scroll.
    history.scrollRestoration = "manual";
    this.#number(this.#at);
    addEventListener("popstate", () => this.#wander());
  }

  // To places of the same address the browser goes without much ado, and a link to where one is takes away its number.
  #wander() {
    if (location.hash !== this.hash) return;
    if (history.state?.at === undefined) this.#number(this.#at);
    else this.#at = history.state.at;
  }

  #number(at) {
    history.replaceState({ at }, "");
  }

  /** Returns how many places the browser is after the one that was taken last; before it, less than none. */
  steps() {
    if (history.state?.at === undefined) {
      this.#number(this.#at + 1);
      this.#scrolled.delete(this.#at + 1);
    }
    return history.state.at - this.#at;
  }

  /** Whether the browser is at the place that was taken last. */
  get isHere() {
    return location.hash === this.hash && this.steps() === 0;
  }

  /** Puts another address at the place where the browser is. */
  put(hash) {
    history.replaceState({ at: this.#at + this.steps() }, "", hash);
  }

  /**
   * Takes the place where the browser is.
   *
   * @returns {number | undefined} how far it was scrolled when it was left; nothing if it was not left before
   */
  take() {
    const steps = this.steps();
    if (steps !== 0) this.#scrolled.set(this.#at, scrollY);
    this.#at += steps;
    this.hash = location.hash;
    return steps === 0 ? undefined : this.#scrolled.get(this.#at);
  }

  /** Goes so many places on, or back; resolves when the browser is there. */
  go(steps) {
    return new Promise((resolve) => {
      addEventListener("popstate", resolve, { once: true });
      history.go(steps);
    });
  }
}
