// Giving the reader a file, without a server.

/**
 * @param {string} name
 * @param {string} type such as "text/csv"
 * @param {string} text
 */
export function saveAs(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
