// What a class handed in, bounded: sizes, depth, numbers and how far a zip unpacks. It mirrors models/appraisal/handed_in.py.
/** @import { HandedIn, Problem } from "./people.js" */
/** @import { Entry } from "./zip.js" */
import { entriesOf, unpacked } from "./zip.js";

const MAX = { files: 5000, bytes: 1e6, zip: 5e7, total: 5e8, entries: 20_000, depth: 5, ratio: 200 };
/** Below this no ratio matters. */
const SMALL = 100_000;
const ZIPS_WITHIN = 2;
const [ENCRYPTED, KIND, LINK] = [1, 0o170000, 0o120000];
const WANTED = /\.(csv|tsv|txt|zip)$/i;
const ZIP = /\.zip$/i;
const SPREADSHEETS = /\.(xlsx|xls|ods|numbers)$/i;
const ENTRY_SIGNATURE = [0x50, 0x4b, 1, 2];
const LOCAL_SIGNATURE = [0x50, 0x4b, 3, 4];
const ODD = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const DEEP = `lies more than ${MAX.depth} folders deep: not read`;

/** Whether a file is the operating system's own, such as ".DS_Store". @param {string} name */
export const isSystems = (name) => name.startsWith(".") || ["__macosx", "thumbs.db", "desktop.ini"].includes(name.toLowerCase());

/** @param {readonly string[]} path */
const limitOf = (path) => (ZIP.test(path[path.length - 1]) ? MAX.zip : MAX.bytes);

/** @param {Uint8Array} bytes @param {number[]} signature @param {number} [at] */
const begins = (bytes, signature, at = 0) => signature.every((byte, place) => bytes[at + place] === byte);

/** @param {Uint8Array} bytes */
function countEntries(bytes) {
  let count = 0;
  for (let at = bytes.indexOf(0x50); at >= 0; at = bytes.indexOf(0x50, at + 1)) if (begins(bytes, ENTRY_SIGNATURE, at)) count++;
  return count;
}

/** As Python's PurePosixPath has them. @param {string} name */
const partsOf = (name) => [...(/^\/\/(?!\/)|^\//.exec(name) ?? []), ...name.split("/").filter((part) => part && part !== ".")];

export class Hand {
  /** @type {HandedIn[]} */
  files = [];
  /** @type {Problem[]} */
  problems = [];
  #count = 0;
  #total = 0;

  /** @param {readonly string[]} path @param {string} message */
  #tell(path, message) {
    this.problems.push({ file: path.join("/").replace(ODD, "\ufffd"), message });
  }

  /** Whether a folder is read, and of an empty one that it is. @param {readonly string[]} path @param {number} entries */
  folder(path, entries) {
    if (path.length > MAX.depth) this.#tell(path, DEEP);
    else if (path.length && !entries) this.#tell(path, "is an empty folder");
    return path.length <= MAX.depth;
  }

  /**
   * Take a file that somebody chose or dropped.
   *
   * @param {readonly string[]} path
   * @param {number} size
   * @param {() => Promise<Uint8Array<ArrayBuffer>>} read
   */
  async file(path, size, read) {
    if (this.#isWanted(path) && this.#isBounded(path, size)) await this.#take(path, await read(), 0);
  }

  /** @param {readonly string[]} path */
  #isWanted(path) {
    const name = path[path.length - 1];
    const isWanted = WANTED.test(name);
    if (isWanted && this.#count++ < MAX.files) return true;
    if (isWanted) this.#tell(path, `not read: the folder holds more than ${MAX.files} files`);
    else if (SPREADSHEETS.test(name)) this.#tell(path, "is a spreadsheet, not a .csv file, so it was skipped: save it as CSV");
    else this.#tell(path, "is not a .csv file, so it was skipped");
    return false;
  }

  /** @param {readonly string[]} path @param {number} size */
  #isBounded(path, size) {
    const limit = limitOf(path);
    if (size > limit) {
      this.#tell(path, `is larger than ${limit / 1e6} MB: not a list of ratings`);
      return false;
    }
    this.#total += size;
    if (this.#total > MAX.total) this.#tell(path, `not read: the files before it hold more than ${MAX.total / 1e6} MB`);
    return this.#total <= MAX.total;
  }

  /** @param {readonly string[]} path @param {Uint8Array<ArrayBuffer>} bytes @param {number} zips around it */
  async #take(path, bytes, zips) {
    const isZip = ZIP.test(path[path.length - 1]);
    if (isZip && zips >= ZIPS_WITHIN) this.#tell(path, "is a zip within a zip within a zip: not read");
    else if (isZip) await this.#zip(path, bytes, zips + 1);
    else if (begins(bytes, LOCAL_SIGNATURE)) this.#tell(path, "is a zip or a spreadsheet with another name, not text, so it was skipped");
    else this.files.push({ path, bytes });
  }

  /** @param {readonly string[]} path @param {Uint8Array<ArrayBuffer>} bytes @param {number} zips */
  async #zip(path, bytes, zips) {
    if (countEntries(bytes) > MAX.entries) {
      this.#tell(path, `holds more than ${MAX.entries.toLocaleString("en")} files: not read`);
      return;
    }
    /** @type {Entry[]} */
    let entries;
    try {
      entries = entriesOf(bytes).filter(({ name }) => !name.endsWith("/"));
    } catch {
      this.#tell(path, "is not readable as a zip");
      return;
    }
    if (!entries.length) this.#tell(path, "is an empty zip");
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : Number(one.name > other.name)))) {
      await this.#entry(bytes, entry, path, zips);
    }
  }

  /** @param {Uint8Array<ArrayBuffer>} bytes @param {Entry} entry @param {readonly string[]} above @param {number} zips */
  async #entry(bytes, entry, above, zips) {
    const inner = partsOf(entry.name.replaceAll("\\", "/"));
    const path = [...above, ...inner];
    if (inner.some((part) => part !== ".." && isSystems(part))) return;
    if (!inner.length || inner[0].startsWith("/") || inner.includes("..") || inner[0].includes(":")) {
      this.#tell(path, "its path leads out of the zip: not read");
    } else if ((entry.mode & KIND) === LINK) this.#tell(path, "is a link to another place: not followed");
    else if (inner.length > MAX.depth) this.#tell(path, DEEP);
    else if (entry.size > Math.max(SMALL, MAX.ratio * entry.packed)) {
      this.#tell(path, `unpacks to more than ${MAX.ratio} times its size: not read`);
    } else if (this.#isWanted(path)) await this.#unpack(bytes, entry, path, zips);
  }

  /** @param {Uint8Array<ArrayBuffer>} bytes @param {Entry} entry @param {readonly string[]} path @param {number} zips */
  async #unpack(bytes, entry, path, zips) {
    if (entry.flags & ENCRYPTED) {
      this.#tell(path, "is locked with a password: not read");
      return;
    }
    try {
      const content = await unpacked(bytes, entry, limitOf(path));
      if (this.#isBounded(path, content.length)) await this.#take(path, content, zips);
    } catch {
      this.#tell(path, "is damaged within its zip: not read");
    }
  }
}
