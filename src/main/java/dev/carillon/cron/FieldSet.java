package dev.carillon.cron;

/**
 * The values that one field allows.
 *
 * @param field which field
 * @param bits bit {@code n} is set if the value {@code n} is allowed; none for a field of commas
 * @param star whether a {@code *}, {@code ?} or {@code *}{@code /1} stood in it; all bits are set
 * @param stepped whether a step above 1 in it allowed two values or more
 */
record FieldSet(CronField field, long bits, boolean star, boolean stepped) {

  /** Returns the set that allows every value, as {@code *} does. */
  static FieldSet all(CronField field) {
    return new FieldSet(field, field.all(), true, false);
  }

  boolean isFull() {
    return bits == field.all();
  }

  boolean isEmpty() {
    return bits == 0;
  }

  FieldSet and(FieldSet other) {
    return new FieldSet(field, bits | other.bits, star || other.star, stepped || other.stepped);
  }
}
