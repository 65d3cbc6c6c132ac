// A new start at the top of a page: the next reader at this computer finds nothing of the one before.
import { isShared, keepsThings } from "../../core/browser.js";
import { button, make } from "../../core/dom.js";
import { listen, page } from "../../core/page.js";
import { room } from "../../core/room.js";
import { eraseAll } from "../../store/answers.js";
import { downloadAll } from "../../store/answers_file.js";
import { bringPart } from "./bring.js";

const KEPT = "Your answers and notes stay in this browser. On a shared computer, start afresh.";
const SHARED =
  "Shared computer: answers and notes are kept for this tab only, and will be lost when you close it. Download them before you leave.";
const NOT_KEPT = "This browser keeps nothing (its storage is full or blocked): download your answers before you leave or reload the page.";
const BY_FILE =
  " Firefox keeps the answers for each file separately. To take them to another page, download them as a CSV file and load them there.";
const ASK =
  "This erases all answers, notes and sheets of this collection in this browser. Download your answers first? The file does not " +
  "contain the words that you changed in a made-up page, or the rating sheet that you filled in for a text; save that sheet where " +
  "you wrote it.";
const DONE = "Everything has been erased, so you can start afresh.";

const BRING = "The CSV file that you downloaded where you answered:";

/** Whose answers stand on the page: all its questions are of one collection. */
const collectionHere = () => [...page.places.values()][0]?.collection;

const isByFile = () => location.protocol === "file:" && navigator.userAgent.includes("Firefox");

/** What is kept, the way to bring answers in, and the one to erase them all, with what it asks before. */
export function afreshPart() {
  const kept = !keepsThings() ? NOT_KEPT : isShared() ? SHARED : KEPT;
  const words = make("span", { className: "quiet", textContent: isByFile() ? kept + BY_FILE : kept });
  const said = make("span", { role: "status" });
  const file = bringPart(BRING, collectionHere);
  const bring = button("Load my answers (CSV)", () => {
    bringing(Boolean(file.hidden));
    if (!file.hidden) file.querySelector("input")?.focus();
  });
  const bringing = (/** @type {boolean} */ open) => {
    file.hidden = !open;
    bring.setAttribute("aria-expanded", String(open));
  };
  bringing(false);
  const begin = button("Start afresh", () => asking(true), { "aria-expanded": "false" });
  const save = button("Download all my answers (CSV)", downloadAll);
  const wipe = button("Erase everything and start afresh", () => {
    eraseAll();
    bringing(false);
    asking(false);
    said.textContent = DONE;
  });
  const taken = /** @type {HTMLElement} */ (file.querySelector("[role=status]"));
  listen("erase", () => {
    taken.textContent = "";
  });
  listen("answer", () => {
    if (said.textContent === DONE) said.textContent = "";
  });
  const back = button("Keep everything", () => asking(false));
  const choices = make("span", { className: "tools", hidden: true }, save, wipe, back);
  for (const part of [begin, choices])
    part.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && !choices.hidden) asking(false);
    });
  /** @param {boolean} open */
  const asking = (open) => {
    choices.hidden = !open;
    begin.setAttribute("aria-expanded", String(open));
    said.textContent = open ? ASK : "";
    (open ? save : begin).focus();
  };
  return make("section", { className: "tools afresh", "aria-label": "Kept answers" }, words, bring, begin, file, said, choices);
}

/**
 * Put it at the top of a page, once.
 *
 * @param {string} style
 */
export function startAfresh(style) {
  if (document.querySelector(".course-afresh, main.reveal, [data-course-embed]")) return;
  const place = make("div", { className: "course-afresh" });
  (document.querySelector("main, [role=main]") ?? document.body).prepend(place);
  room(place, style).root.append(afreshPart());
}
