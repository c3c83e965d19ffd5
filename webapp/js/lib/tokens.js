/**
 * Cuts text into pieces that may be coloured. Joined again, the pieces of a text are that text: colouring changes
 * nothing of it.
 */

const JSON_PIECE = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Returns the pieces of pretty-printed JSON: `key`, `string`, `number`, `literal` and `plain`. */
export const jsonPieces = (text) =>
  pieces(text, JSON_PIECE, ([whole, string, colon, literal]) => {
    if (string && colon) return [["key", string], ["plain", colon]];
    if (string) return [["string", string]];
    return [[literal ? "literal" : "number", whole]];
  });

const YAML_PIECE = /((?:^|(?<=\s))#.*)|(^\s*(?:- )*)([\w$."'/-]+)(:)(?=\s|$)|(\$\{[^}]*\})|("(?:\\.|[^"\\])*"|'[^']*')/g;

/** Returns the pieces of one line of YAML: `comment`, `key`, `expression`, `string` and `plain`. */
export const yamlPieces = (line) =>
  pieces(line, YAML_PIECE, ([whole, comment, before, key, colon, expression]) => {
    if (comment) return [["comment", comment]];
    if (key) return [["plain", before], ["key", key], ["plain", colon]];
    return [[expression ? "expression" : "string", whole]];
  });

function pieces(text, pattern, kinds) {
  const found = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) found.push(["plain", text.slice(end, match.index)]);
    found.push(...kinds(match));
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push(["plain", text.slice(end)]);
  return found;
}
