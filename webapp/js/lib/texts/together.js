/**
 * Puts texts of several topics together.
 *
 * @param {...Record<string, string | Record<string, string>>} topics
 * @throws {Error} if a key stands in two of them
 */
export function together(...topics) {
  const all = {};
  for (const topic of topics) {
    for (const [key, text] of Object.entries(topic)) {
      if (key in all) throw new Error(`two texts ${key}`);
      all[key] = text;
    }
  }
  return all;
}
