// Traits that stand packed in a page: beside their widget, or in a block or a script that the widgets of the page share.
import { decompress } from "fzstd";
import { make } from "../core/dom.js";

const BACKWARDS = "~";
const SHARED = "#";

/** Lines of JSON by the name of the pack that holds them. */
const packs = /** @type {Map<string, Promise<string[]>>} */ (new Map());

/**
 * Return what was packed: JSON, compressed, in base64; backwards after a mark; or after another mark, the name of a pack and a line in it.
 *
 * @param {string} text
 * @returns {Promise<Record<string, unknown>>}
 */
export async function unpack(text) {
  if (text.startsWith(BACKWARDS)) return JSON.parse([...text].slice(1).reverse().join(""));
  if (!text.startsWith(SHARED)) return JSON.parse(plain(text));
  const [name, line] = text.slice(1).split(".");
  if (!packs.has(name)) packs.set(name, packed(name).then(linesOf));
  return JSON.parse((await packs.get(name))?.[Number(line)] ?? "");
}

const linesOf = (/** @type {string} */ text) => plain(text).split("\n");

/** @param {string} text in base64 */
function plain(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new TextDecoder().decode(decompress(bytes));
}

/**
 * @param {string} name
 * @returns {Promise<string>} what is packed in the page's pack of that name, or in the script that it names
 */
function packed(name) {
  const block = /** @type {HTMLElement | null} */ (document.querySelector(`[data-course-pack="${CSS.escape(name)}"]`));
  const source = block?.dataset.source;
  if (!source) return Promise.resolve(JSON.parse(block?.textContent ?? ""));
  return new Promise((resolve, reject) => {
    // A script, because pages that were opened from a file may load nothing else.
    const script = make("script", { src: source });
    script.addEventListener("load", () => resolve(coursePacks[source.split("/").pop() ?? ""]));
    script.addEventListener("error", () => reject(new Error(`${source} cannot be loaded`)));
    document.head.append(script);
  });
}
