// What a reader can do with all answers of a page: take them along, or erase them.
import { keepsThings } from "../../core/browser.js";
import { button, line, make } from "../../core/dom.js";
import { isCaged } from "../../core/embedded.js";
import { saveAs } from "../../core/files.js";
import { page as ofPage } from "../../core/page.js";
import { pressedTwice } from "../../core/twice.js";
import { erase } from "../../store/answers.js";
import { downloadAnswers } from "../../store/answers_file.js";

export const ERASED = "Your answers on this page have been erased.";
const KEPT = "Your answers are kept in this browser, even if you reload the page.";
const FULL = "This browser has no room left: your last answer was not saved. Download your answers before you leave or reload the page.";
const UNKEPT = "This browser cannot keep what you type: it will be lost when you leave or reload the page. ";
/** Where the page around this one allows no storage, downloads are most often refused, too: none is offered. */
const CAGED = "Nothing is kept here: your answers will be lost when you leave or reload this page.";
const CAGED_DRAFT = "What you type here is not kept: it will be lost when you leave or reload this page.";
const NOT_KEPT = "This browser keeps nothing: your answers may be lost when you reload the page.";

/**
 * Return what to say where a draft cannot be kept, with a way to take it along.
 *
 * @param {string} name of the question
 * @param {() => { value: string }[]} typed
 */
export function unkeptDraft(name, typed) {
  if (isCaged()) return line(CAGED_DRAFT, "problem");
  const text = () =>
    typed()
      .map(({ value }) => value)
      .filter(Boolean)
      .join("\n\n");
  const download = button("Download what I typed", () => saveAs(`draft-${name}.txt`, "text/plain", text()));
  return make("p", { className: "problem" }, UNKEPT, download);
}

const LINK = "Download or erase my answers";

/** What takes the tools of a page away from where they are. @type {Map<string, () => void>} by page */
const taking = new Map();

/**
 * The tools of a page stand once, under what was answered last: the keyboard does not pass them after every question. Where else something
 * was answered, one button brings them.
 *
 * @param {string} collection
 * @param {string} page
 * @param {boolean} [here] whether they come at once
 */
export function toolsRow(collection, page, here = true) {
  const isUseless = isCaged() && !keepsThings();
  const place = make("div");
  const asked = button(LINK, () => bring().querySelector("button")?.focus());
  const link = isUseless ? [] : [make("div", { className: "tools" }, asked)];
  const bring = () => {
    taking.get(page)?.();
    taking.set(page, () => place.replaceChildren(...link));
    place.replaceChildren(isUseless ? line(CAGED, "quiet") : rowOf(collection, page));
    return place;
  };
  if (here) return bring();
  place.replaceChildren(...link);
  return place;
}

/**
 * @param {string} collection
 * @param {string} page
 */
function rowOf(collection, page) {
  const download = button("Download my answers on this page (CSV)", () => downloadAnswers(page));
  const wipe = button("Erase my answers on this page");
  const asked = make("span", { role: "status" });
  pressedTwice(wipe, {
    ask: () => {
      asked.textContent = "All answers on this page will be deleted. Press the button again to erase them.";
    },
    act: () => erase(collection, page),
    leave: () => {
      asked.textContent = "";
    },
  });
  const { unkept } = ofPage;
  const place = make("span", {
    className: unkept.size ? "problem" : "quiet",
    textContent: !keepsThings() ? NOT_KEPT : unkept.size ? FULL : KEPT,
  });
  return make("div", { className: "tools" }, download, wipe, asked, place);
}
