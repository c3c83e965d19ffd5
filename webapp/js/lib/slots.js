/**
 * Gives each entry of a list a slot, and what comes the slot of what goes: its row is written over, which is much less
 * work than to take one away and make another. Whoever stays keeps the slot.
 */
export class Slots {
  #slots = new Map();
  #made = 0;

  /**
   * Takes the names of the entries that are shown now.
   *
   * @param {string[]} names each once
   * @param {boolean} mayTakeOver whether nobody is at a row, with the focus or a menu, which would then be another's
   * @returns {(name: string) => number} the slot of each
   */
  of(names, mayTakeOver) {
    const shown = new Set(names);
    const left = mayTakeOver ? [...this.#slots].filter(([name]) => !shown.has(name)).map(([, slot]) => slot) : [];
    const slotOf = (name) => this.#slots.get(name) ?? left.shift() ?? this.#made++;
    const slots = new Map(names.map((name) => [name, slotOf(name)]));
    this.#slots = slots;
    return (name) => slots.get(name);
  }
}
