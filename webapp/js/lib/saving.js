/**
 * Hands a text to the reader as a file.
 *
 * @param {string} name of the file
 * @param {string} text
 */
export function saveAs(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
