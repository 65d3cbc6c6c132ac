// Whose file is whose, by its place alone: a learning platform's names, else the file's own. The twin in Python is
// models/appraisal/people.py.
/** @import { Attempt } from "./votes.js" */

/** @typedef {{ owner: string, attempt: Attempt, platform: string }} Named */

const PLATFORM_FOLDERS = [
  /^(?<who>.+_\d+)_assignsubmission_[a-z]+_?$/i, // Moodle
  /^(?<who>\d+-\d+ - [^-]+) - .+$/, // Brightspace: one folder for each attempt
  /^(?<who>.+, .+\(.+\))$/, // Sakai
];
const PLATFORM_FILES = [
  /^(?<who>.+_\d+)_assignsubmission_[a-z]+_.*$/i, // Moodle without folders
  /^(?<who>.+)_attempt_(?<stamp>\d{4}(?:-\d\d){5})(?:_.*)?$/, // Blackboard
  /^(?<who>[^_]+(?<late>_LATE)?_\d{3,})_\d{3,}_.+$/, // Canvas: name, account, number of the file
];
const STAMPED = /^(?<stamp>\d{14})_.+$/; // Ilias: within a folder for each student
const SAFE_ENDS = /^(?<stem>.+?)(?:\s*\((?<number>\d{1,3})\)|(?<late>[\s_-]LATE)| - (?:Copy|Kopie|Copie|Copia)| copy)$/i;
const COUNTED_END = /^(?<stem>.+)-(?<number>\d{1,2})$/;

/** @param {RegExp} pattern @param {string} text @returns {Record<string, string | undefined> | null} */
const groupsOf = (pattern, text) => pattern.exec(text)?.groups ?? null;

/** The name without its ending and without what browsers and platforms add to a second file. @param {string} name */
function bareOf(name) {
  let bare = name.replace(/\.[a-z]{3}$/i, "").trim();
  let [late, number] = [false, 0];
  for (let found = groupsOf(SAFE_ENDS, bare); found; found = groupsOf(SAFE_ENDS, bare)) {
    bare = found.stem ?? "";
    late ||= Boolean(found.late);
    number = Math.max(number, Number(found.number ?? 1));
  }
  return { bare, late, number };
}

/** @param {readonly string[]} path */
const foldersOf = (path) => path.slice(0, -1).map((part) => part.toLowerCase());

/** @param {...string} parts */
const ownerOf = (...parts) => JSON.stringify(parts);

/**
 * @param {readonly string[]} path
 * @param {string} bare
 */
function platformOf(path, bare) {
  for (const folder of path.slice(0, -1).reverse())
    for (const pattern of PLATFORM_FOLDERS) {
      const who = groupsOf(pattern, folder)?.who;
      if (who) return { owner: ownerOf("platform", who.toLowerCase()), who, stamp: "", late: false };
    }
  for (const pattern of PLATFORM_FILES) {
    const found = groupsOf(pattern, bare);
    if (!found?.who) continue;
    const who = found.late ? found.who.replaceAll(found.late, "") : found.who;
    return { owner: ownerOf("platform", who.toLowerCase()), who, stamp: found.stamp ?? "", late: Boolean(found.late) };
  }
  const stamp = path.length > 1 ? groupsOf(STAMPED, bare)?.stamp : undefined;
  return stamp ? { owner: ownerOf("platform", ...foldersOf(path)), who: path.slice(0, -1).join("/"), stamp, late: false } : null;
}

/**
 * Say of each file whose it is.
 *
 * @param {readonly (readonly string[])[]} paths
 * @returns {Named[]}
 */
export function namesOf(paths) {
  const placeOf = (/** @type {readonly string[]} */ path, /** @type {string} */ stem) =>
    ownerOf("stem", ...foldersOf(path), stem.toLowerCase());
  const stems = new Set(paths.map((path) => placeOf(path, bareOf(path[path.length - 1]).bare)));
  return paths.map((path) => {
    const { bare, late, number } = bareOf(path[path.length - 1]);
    const counted = groupsOf(COUNTED_END, bare);
    const platform = platformOf(path, bare);
    if (platform) {
      const attempt = { late: late || platform.late, stamp: platform.stamp, number: counted ? Number(counted.number) : number };
      return { owner: platform.owner, attempt, platform: platform.who };
    }
    // "code-1" to "code-9" may be nine people: the number counts as an attempt only beside a file without it.
    const joined = counted && stems.has(placeOf(path, counted.stem ?? ""));
    const attempt = { late, stamp: "", number: joined ? Number(counted.number) : number };
    return { owner: placeOf(path, joined ? (counted.stem ?? "") : bare), attempt, platform: "" };
  });
}
