// Files that somebody chose or dropped, folders among them; what is no table, or too large, is named and left aside.
/** @import { HandedIn, Problem } from "../../logic/classroom/people.js" */

/** @typedef {{ files: HandedIn[], problems: Problem[] }} Handed */
/** @typedef {{ path: string[], file: File }} Found */

const TABLES = /\.(csv|tsv|txt)$/i;
const SYSTEMS = /^(\..*|__macosx|thumbs\.db|desktop\.ini)$/i;
/** As in Python: the answers of a whole course are a tenth of it. */
const LARGEST = 1e6;
const MOST = 5000;
const DEEPEST = 5;

/** @param {Found[]} found @returns {Promise<Handed>} */
async function readAll(found) {
  /** @type {Handed} */
  const handed = { files: [], problems: [] };
  for (const { path, file } of found) {
    const problem = problemOf(path, file, handed.files.length);
    if (problem) handed.problems.push({ file: path.join("/"), message: problem });
    else handed.files.push({ path, bytes: new Uint8Array(await file.arrayBuffer()) });
  }
  return handed;
}

/** @param {string[]} path @param {File} file @param {number} before */
function problemOf(path, file, before) {
  if (/\.zip$/i.test(file.name)) return "is a zip; unpack it and choose the files in it";
  if (!TABLES.test(file.name)) return "is not a .csv file, so it was left aside";
  if (file.size > LARGEST) return "is larger than 1 MB, so it is not a list of ratings";
  if (before >= MOST) return `was not read: there are more than ${MOST} files`;
  return path.length > DEEPEST + 1 ? `lies more than ${DEEPEST} folders deep, so it was not read` : "";
}

/**
 * @param {FileSystemEntry} entry
 * @param {string[]} above
 * @returns {Promise<Found[]>}
 */
async function under(entry, above) {
  const path = [...above, entry.name];
  if (SYSTEMS.test(entry.name) || path.length > DEEPEST + 2) return [];
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
    return [{ path, file }];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {FileSystemEntry[]} */
  const all = [];
  // A reader gives a hundred entries at a time, and none when it has given all.
  for (let some = await entriesOf(reader); some.length; some = await entriesOf(reader)) all.push(...some);
  return (await Promise.all(all.map((each) => under(each, path)))).flat();
}

/** @param {FileSystemDirectoryReader} reader @returns {Promise<FileSystemEntry[]>} */
const entriesOf = (reader) => new Promise((resolve, reject) => reader.readEntries(resolve, reject));

export const handedIn = {
  /** @param {HTMLInputElement} input */
  fromInput: (input) => readAll([...(input.files ?? [])].map((file) => ({ path: [file.name], file }))),

  /**
   * A folder that is dropped alone stands for the class: its own name is no part of a path.
   *
   * @param {DataTransfer} transfer
   */
  async fromDrop(transfer) {
    // What was dropped can only be asked for before the first await.
    const dropped = [...transfer.items].map((item) => item.webkitGetAsEntry() ?? item.getAsFile()).filter((each) => each !== null);
    const found = (
      await Promise.all(dropped.map((each) => (each instanceof File ? [{ path: [each.name], file: each }] : under(each, []))))
    ).flat();
    const alone = dropped.length === 1 && !(dropped[0] instanceof File) && dropped[0].isDirectory;
    return readAll(alone ? found.map(({ path, file }) => ({ path: path.slice(1), file })) : found);
  },
};
