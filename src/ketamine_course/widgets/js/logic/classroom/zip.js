// A zip file in memory: its list of entries, and one of them unpacked with the browser's own inflate. The twin of what Python's zipfile
// does for models/appraisal/handed_in.py; nothing is trusted that the file says of itself.

const [END, END_64, LOCATOR_64, ENTRY, LOCAL] = [0x06054b50, 0x06064b50, 0x07064b50, 0x02014b50, 0x04034b50];
const [STORED, DEFLATED] = [0, 8];
const ALL_ONES = 0xffffffff;
const LONGEST_COMMENT = 0xffff;
const UTF_8 = 0x800;
/** What bytes from 128 on mean in names of old zips. */
const CP437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

/**
 * @typedef {object} Entry
 * @property {string} name
 * @property {Uint8Array} raw the name's bytes
 * @property {number} flags
 * @property {number} method
 * @property {number} crc
 * @property {number} packed bytes in the zip
 * @property {number} size bytes unpacked, as the zip says
 * @property {number} mode of the file, as Unix has it
 * @property {number} start of its local header
 */

/** @param {Uint8Array} bytes */
const viewOf = ({ buffer, byteOffset, byteLength }) => new DataView(buffer, byteOffset, byteLength);

/** @param {DataView} view @param {number} at */
const long = (view, at) => Number(view.getBigUint64(at, true));

/** @param {Uint8Array} raw @param {number} flags */
function nameOf(raw, flags) {
  if (flags & UTF_8) return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  return Array.from(raw, (byte) => (byte < 128 ? String.fromCharCode(byte) : CP437[byte - 128])).join("");
}

/**
 * Return where the list of entries begins, where it ends, and what stands before the zip.
 *
 * @param {DataView} view
 */
function listOf(view) {
  const first = Math.max(0, view.byteLength - 22 - LONGEST_COMMENT);
  let end = view.byteLength - 4;
  while (end >= first && view.getUint32(end, true) !== END) end--;
  if (end < first || end + 22 > view.byteLength) throw new RangeError("no zip");
  let [size, start, top] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true), end];
  if (end >= 20 && view.getUint32(end - 20, true) === LOCATOR_64) {
    top = end - 76;
    if (view.getUint32(top, true) !== END_64) throw new RangeError("no zip");
    [size, start] = [long(view, top + 40), long(view, top + 48)];
  }
  if (top < size) throw new RangeError("no zip");
  return { from: top - size, to: top, before: top - size - start };
}

/**
 * Sizes and places of 4 GB and more stand in an extra field, and some platforms write all of them there.
 *
 * @param {DataView} view
 * @param {number} at
 * @param {number} end
 * @param {Entry} entry
 */
function longNumbers(view, at, end, entry) {
  for (let place = at; place + 4 <= end; place += 4 + view.getUint16(place + 2, true)) {
    if (view.getUint16(place, true) !== 1) continue;
    let next = place + 4;
    for (const key of /** @type {const} */ (["size", "packed", "start"])) {
      if (entry[key] !== ALL_ONES) continue;
      entry[key] = long(view, next);
      next += 8;
    }
  }
}

/**
 * Return the entries of a zip.
 *
 * @param {Uint8Array} bytes
 * @returns {Entry[]}
 * @throws {Error} where it is no zip, or a damaged one
 */
export function entriesOf(bytes) {
  const view = viewOf(bytes);
  const { from, to, before } = listOf(view);
  /** @type {Entry[]} */
  const found = [];
  for (let at = from; at < to; ) {
    if (view.getUint32(at, true) !== ENTRY) throw new RangeError("no entry");
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const raw = bytes.subarray(at + 46, at + 46 + name);
    const flags = view.getUint16(at + 8, true);
    const entry = {
      name: nameOf(raw, flags).split("\0")[0],
      raw,
      flags,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      mode: view.getUint16(at + 40, true),
      start: view.getUint32(at + 42, true),
    };
    longNumbers(view, at + 46 + name, at + 46 + name + extra, entry);
    entry.start += before;
    found.push(entry);
    at += 46 + name + extra + comment;
  }
  return found;
}

/** @param {Uint8Array} bytes */
function crcOf(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/**
 * @param {Uint8Array<ArrayBuffer>} packed
 * @param {number} most bytes to unpack
 */
async function inflated(packed, most) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  for (let next = await reader.read(); !next.done && length <= most; next = await reader.read()) {
    parts.push(next.value);
    length += next.value.length;
  }
  await reader.cancel();
  return new Uint8Array(await new Blob(/** @type {Uint8Array<ArrayBuffer>[]} */ (parts)).arrayBuffer());
}

/**
 * Return an entry unpacked, or its first bytes where it is larger than `most`.
 *
 * @param {Uint8Array<ArrayBuffer>} bytes of the zip
 * @param {Entry} entry
 * @param {number} most
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 * @throws {Error} where it is damaged
 */
export async function unpacked(bytes, { raw, method, crc, packed, size, start }, most) {
  const view = viewOf(bytes);
  const name = view.getUint16(start + 26, true);
  const from = start + 30 + name + view.getUint16(start + 28, true);
  const isNamed = name === raw.length && raw.every((byte, at) => bytes[start + 30 + at] === byte);
  if (view.getUint32(start, true) !== LOCAL || !isNamed || from + packed > bytes.length) throw new RangeError("another file");
  if (method !== STORED && method !== DEFLATED) throw new RangeError("unknown compression method");
  const data = bytes.subarray(from, from + packed);
  const whole = method === DEFLATED ? await inflated(data, Math.min(size, most)) : data;
  const content = whole.slice(0, Math.min(size, most + 1));
  if (content.length <= most && crcOf(content) !== crc) throw new RangeError("damaged");
  return content;
}
