/**
 * What was looked at by itself since all was begun to be read: it is newer than what that answers. Each is `{workflow,
 * health}`; of two looks at one, the later counts.
 */
export class Glanced {
  #looks = new Map();
  #found = new Map();

  /** All is begun to be read: what was looked at before that, or still is, is older. */
  clear() {
    this.#looks.clear();
    this.#found.clear();
  }

  /** The health of all is begun to be read. */
  clearHealths() {
    this.#found.forEach((it, id) => this.#found.set(id, { workflow: it.workflow }));
  }

  /**
   * Begins to look at workflows.
   *
   * @param {string[]} ids
   * @returns {(found: {workflow: object, health?: object}[]) => void} takes what was found
   */
  begin(ids) {
    const look = {};
    ids.forEach((id) => this.#looks.set(id, look));
    return (found) => {
      const mine = found.filter(({ workflow }) => this.#looks.get(workflow.id) === look);
      mine.forEach((it) => this.#found.set(it.workflow.id, it));
    };
  }

  /** Returns a workflow as it was seen last. */
  orSeen(workflow) {
    return this.#found.get(workflow.id)?.workflow ?? workflow;
  }

  /** Returns how schedules were seen to do. */
  get healths() {
    return [...this.#found.values()].map((it) => it.health).filter((it) => it);
  }
}
