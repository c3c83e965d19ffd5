/** The text of a definition, as far as the dashboard changes it by itself. */

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * Returns a definition with another version of its document; as it is if that version does not stand in it.
 *
 * @param {string} text YAML or JSON
 * @param {string} version that stands in it
 * @param {string} next that is to stand there
 */
export const withVersion = (text, version, next) =>
  text.replace(new RegExp(`(^|[\\s,{])((["']?)version\\3\\s*:\\s*)(["']?)${escaped(version)}\\4`), `$1$2$4${next}$4`);

/**
 * Returns the next patch version of one, or the first after it that is not taken; that one itself if it has no numbers.
 *
 * @param {string} version
 * @param {string[]} taken
 */
export function nextVersion(version, taken) {
  const [, head, patch] = /^(\d+\.\d+\.)(\d{1,9})/.exec(version) ?? [];
  if (head === undefined) return version;
  let next = Number(patch) + 1;
  while (taken.includes(`${head}${next}`)) next++;
  return `${head}${next}`;
}
