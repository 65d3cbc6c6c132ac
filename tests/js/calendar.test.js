// Dates for a calendar.
import assert from "node:assert/strict";
import { test } from "node:test";
import { calendarOf, daysBetween, later } from "../../src/ketamine_course/widgets/js/logic/calendar.js";

const START = new Date(2026, 9, 20);

test("days are those of a calendar, over the end of summer time and of a month", () => {
  assert.deepEqual(later(START, 28), new Date(2026, 10, 17));
  assert.equal(daysBetween(new Date(2026, 9, 20, 23, 50), new Date(2026, 9, 27, 0, 5)), 7);
  assert.equal(daysBetween(START, START), 0);
});

test("each entry lies on its day, with its text escaped and its lines folded", () => {
  const long = `Ten minutes, please; no notes\\${"\u00e4".repeat(80)}`;
  const text = calendarOf([{ id: "a@b", title: "Ten claims", text: long, address: "https://x.org/a", day: later(START, 7) }], START);
  const lines = text.split("\r\n");
  assert.deepEqual(lines.slice(0, 2), ["BEGIN:VCALENDAR", "VERSION:2.0"]);
  assert.ok(lines.includes("DTSTART;VALUE=DATE:20261027") && lines.includes("DTEND;VALUE=DATE:20261028"));
  assert.ok(lines.every((line) => new TextEncoder().encode(line).length <= 75));
  const whole = text.replaceAll("\r\n ", "");
  assert.ok(whole.includes("DESCRIPTION:Ten minutes\\, please\\; no notes\\\\"));
  assert.ok(whole.includes("\u00e4".repeat(80)));
  assert.ok(text.endsWith("END:VCALENDAR\r\n"));
  assert.equal(text, calendarOf([{ id: "a@b", title: "Ten claims", text: long, address: "https://x.org/a", day: later(START, 7) }], START));
});
