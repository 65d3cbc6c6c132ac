// Traits that stand packed in a page.

/**
 * Return what was packed: JSON, gzipped, in base64; or backwards after a mark.
 *
 * @param {string} text
 * @returns {Promise<Record<string, unknown>>}
 */
export async function unpack(text) {
  if (text.startsWith("~")) return JSON.parse([...text].slice(1).reverse().join(""));
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}
