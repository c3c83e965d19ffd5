/**
 * Something that was asked of the server, and how far that got. A value that was once there stays when a later
 * asking fails: old news with a word about its age is better than none.
 */
export class Loaded {
  /** What was answered last; `undefined` until then. */
  value;
  /** Why the last asking failed; `undefined` if it did not. */
  problem;
  /** When the value came. */
  at;
  #askings = 0;
  #isPart = false;

  /**
   * Takes the answer or its problem, unless something newer was asked meanwhile. A missing sign-in is not kept here:
   * it is thrown on.
   */
  async take(promise) {
    const asking = ++this.#askings;
    try {
      const value = await promise;
      if (asking !== this.#askings) return;
      Object.assign(this, { value, problem: undefined, at: new Date() });
      this.#isPart = false;
    } catch (problem) {
      if (problem.isSignInNeeded || problem.status === undefined) throw problem;
      if (asking === this.#askings) this.problem = problem;
    }
  }

  /** Shows a part of an answer that is still coming, while nothing whole is there. */
  grow(part) {
    if (this.value !== undefined && !this.#isPart) return;
    Object.assign(this, { value: part, problem: undefined, at: new Date() });
    this.#isPart = true;
  }

  /** `loading`, `failed`, `stale` or `ready`. */
  get state() {
    if (this.value === undefined) return this.problem ? "failed" : "loading";
    return this.problem ? "stale" : "ready";
  }
}
