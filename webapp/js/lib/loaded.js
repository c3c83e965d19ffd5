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

  /** Takes the answer or its problem. A missing sign-in is not kept here: it is thrown on. */
  async take(promise) {
    try {
      this.value = await promise;
      this.problem = undefined;
      this.at = new Date();
    } catch (problem) {
      if (problem.isSignInNeeded || problem.status === undefined) throw problem;
      this.problem = problem;
    }
  }

  /** `loading`, `failed`, `stale` or `ready`. */
  get state() {
    if (this.value === undefined) return this.problem ? "failed" : "loading";
    return this.problem ? "stale" : "ready";
  }
}
