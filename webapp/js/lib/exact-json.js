const keepsDigits = typeof JSON.rawJSON === "function";

const asWritten = (_, value, { source }) =>
  typeof value === "number" && String(value) !== source ? JSON.rawJSON(source) : value;

/**
 * Reads JSON without losing a digit: a number that this browser would round, or write otherwise, stays as it was
 * written, and `JSON.stringify` writes it so again. It is not to be reckoned with. A browser that has no such numbers
 * reads its own.
 *
 * @param {string} text
 * @throws {SyntaxError} if it is no JSON
 */
export const exactly = (text) => (keepsDigits ? JSON.parse(text, asWritten) : JSON.parse(text));
