/**
 * Parts what an address asks for: an address may say anything.
 *
 * @param {Record<string, string>} search as the address says it
 * @param {Record<string, (said: string) => boolean>} rules what is known under a name; under others, everything
 * @returns {{asked: Record<string, string>, unknown: string[]}} what is known, and the words that are not
 */
export function partsOf(search, rules) {
  const isKnown = ([name, said]) => !said || !Object.hasOwn(rules, name) || rules[name](said);
  const said = Object.entries(search);
  return { asked: Object.fromEntries(said.filter(isKnown)), unknown: said.filter((it) => !isKnown(it)).map(([, word]) => word) };
}
