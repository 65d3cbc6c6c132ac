// Dates for a calendar: an iCalendar file (RFC 5545) with one all-day entry each.

const DAY = 86_400_000;
/** A line of the file holds no more octets than this; what follows begins with a space. */
const LONGEST = 75;

/** @typedef {{ id: string, title: string, text: string, address: string, day: Date }} Entry */

/** @param {Date} day such as 20261205, as the reader's own calendar has it */
const dateOf = (day) => [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("");

/** @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll("\n", "\\n");

/** @param {string} line */
function folded(line) {
  const encoder = new TextEncoder();
  const lines = [""];
  for (const character of line) {
    const full = encoder.encode(lines[lines.length - 1] + character).length > LONGEST;
    if (full) lines.push(" ");
    lines[lines.length - 1] += character;
  }
  return lines.join("\r\n");
}

/** @param {Date} day @param {number} days */
export const later = (day, days) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);

/**
 * Return how many whole days lie between two days of a calendar.
 *
 * @param {Date} from
 * @param {Date} to
 */
export const daysBetween = (from, to) => Math.round((later(to, 0).getTime() - later(from, 0).getTime()) / DAY);

/** @param {readonly Entry[]} entries @param {Date} stamp when the file was asked for */
export function calendarOf(entries, stamp) {
  const time = stamp.toISOString().replace(/[-:]|\.\d+/g, "");
  const events = entries.flatMap(({ id, title, text, address, day }) => [
    "BEGIN:VEVENT",
    `UID:${escaped(id)}`,
    `DTSTAMP:${time}`,
    `DTSTART;VALUE=DATE:${dateOf(day)}`,
    `DTEND;VALUE=DATE:${dateOf(later(day, 1))}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    `URL:${address}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Open course//Rounds//EN", ...events, "END:VCALENDAR"];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
