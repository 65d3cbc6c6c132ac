// Files, zips and folders that somebody chose or dropped, read in order of their names as Python does.
import { Hand, isSystems } from "../../logic/classroom/handed_in.js";

/** @typedef {Pick<Hand, "files" | "problems">} Handed */

/** @param {{ name: string }} one @param {{ name: string }} other */
const byName = (one, other) => (one.name < other.name ? -1 : Number(one.name > other.name));

/** @param {Hand} hand @param {File} file @param {string[]} path */
const take = (hand, file, path) => hand.file(path, file.size, async () => new Uint8Array(await file.arrayBuffer()));

/**
 * @param {Hand} hand
 * @param {FileSystemEntry} entry
 * @param {string[]} path its own name included, or nothing for the folder that stands for the class
 */
async function under(hand, entry, path) {
  if (path.length && isSystems(entry.name)) return;
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
    await take(hand, file, path);
    return;
  }
  const entries = await within(/** @type {FileSystemDirectoryEntry} */ (entry));
  if (!hand.folder(path, entries.length)) return;
  for (const each of entries.sort(byName)) await under(hand, each, [...path, each.name]);
}

/** @param {FileSystemDirectoryEntry} folder */
async function within(folder) {
  const reader = folder.createReader();
  /** @type {() => Promise<FileSystemEntry[]>} */
  const some = () => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
  /** @type {FileSystemEntry[]} */
  const all = [];
  // A reader gives a hundred entries at a time, and none when it has given all.
  for (let next = await some(); next.length; next = await some()) all.push(...next);
  return all;
}

/** The folder that was chosen stands for the class: its own name is no part of a path. @param {File} file */
const pathOf = ({ name, webkitRelativePath }) => (webkitRelativePath ? webkitRelativePath.split("/").slice(1) : [name]);

export const handedIn = {
  /**
   * @param {HTMLInputElement} input
   * @returns {Promise<Handed>}
   */
  async fromInput(input) {
    const hand = new Hand();
    const chosen = [...(input.files ?? [])].map((file) => ({ file, path: pathOf(file), name: pathOf(file).join("/") }));
    for (const { file, path } of chosen.sort(byName)) if (!path.some(isSystems)) await take(hand, file, path);
    return hand;
  },

  /**
   * A folder that is dropped alone stands for the class, too.
   *
   * @param {DataTransfer} transfer
   * @returns {Promise<Handed>}
   */
  async fromDrop(transfer) {
    // What was dropped can only be asked for before the first await.
    const dropped = [...transfer.items].map((item) => item.webkitGetAsEntry() ?? item.getAsFile()).filter((each) => each !== null);
    const hand = new Hand();
    const isAlone = dropped.length === 1 && !(dropped[0] instanceof File) && dropped[0].isDirectory;
    for (const each of dropped.sort(byName)) {
      if (each instanceof File) await take(hand, each, [each.name]);
      else await under(hand, each, isAlone ? [] : [each.name]);
    }
    return hand;
  },
};
