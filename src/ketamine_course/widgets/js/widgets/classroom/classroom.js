// Class mode on a page: what a class handed in is read in this browser, added up and shown; nothing is sent or kept.
/** @import { ClassroomDefinition } from "../../contract" */
/** @import { Widget } from "../../core/model" */
/** @import { Problem } from "../../logic/classroom/people.js" */
/** @import { Handed } from "./files.js" */
import { button, line, make, titleOf } from "../../core/dom.js";
import { counted } from "../../core/numbers.js";
import { classRatings } from "../../logic/classroom/people.js";
import { NO_RATING } from "../../logic/classroom/votes.js";
import { GLOSS } from "../../logic/discernment.js";
import { CAPTION, COLUMNS, discernedIn, discernedRows } from "./discerned.js";
import { handedIn } from "./files.js";
import { reportOf, scrolling } from "./report.js";

const INTRO =
  "Choose the CSV files that your students handed in, the zip file from your learning platform, or a folder that contains one folder for " +
  "each student. Or drop them here. They are read in this browser only: nothing is sent and nothing is kept.";
const FORMS_ONLY = "None of these files holds a rating of these claims, but some hold answers to the ten claims.";
const NOTHING = "None of these files holds a rating of these claims.";
const STILL = "The results below are still those of the files that you chose before.";
/** Draws are written as letters, the first claim as "0". */
const ZERO = 48;
const SHOWN_PROBLEMS = 40;

class Classroom {
  #asked;
  #said = make("p", { role: "status" });
  #results = make("div");
  #hide = make("input", { type: "checkbox", id: "class-hide", checked: true });
  #input = make("input", { type: "file", id: "class-files", multiple: true, accept: ".csv,.tsv,.txt,.zip,text/csv,application/zip" });
  #folder = make("input", { type: "file", id: "class-folder", webkitdirectory: true });
  #wipe = button("Clear these results", () => this.#clear(), { hidden: true });
  /** @type {Handed} */
  #handed = { files: [], problems: [] };

  /** @param {ClassroomDefinition} definition */
  constructor(definition) {
    const draws = definition.draws.map((draw) => [...draw].map((letter) => letter.charCodeAt(0) - ZERO));
    this.#asked = { ...definition, draws };
    const label = make("label", { htmlFor: "class-files", className: "name", textContent: "The files of your class: " });
    const names = make(
      "label",
      { htmlFor: "class-hide", className: "option" },
      this.#hide,
      " Show people and files by number, not by name",
    );
    const other = make("label", { htmlFor: "class-folder", className: "name", textContent: "Or a folder: " });
    const chosen = [make("p", {}, label, this.#input), make("p", {}, other, this.#folder)];
    const parts = [titleOf(definition.title), line(INTRO), ...chosen, names, this.#said, this.#wipe, this.#results];
    this.node = make("section", { className: "card", "aria-label": definition.title }, ...parts);
    for (const input of [this.#input, this.#folder]) {
      input.addEventListener("change", () => {
        if (input.files?.length) this.#take(handedIn.fromInput(input));
      });
    }
    this.#hide.addEventListener("change", () => {
      if (!this.#wipe.hidden) this.#show();
    });
    letDrop(this.node, (transfer) => this.#take(handedIn.fromDrop(transfer)));
  }

  /** Files that hold nothing for the class take the place of no results. @param {Promise<Handed>} reading */
  async #take(reading) {
    this.#said.textContent = "Reading the files.";
    try {
      const before = this.#wipe.hidden ? null : this.#handed;
      this.#handed = await reading;
      if (this.#show() || !before) return;
      const told = this.#said.textContent;
      const { files, problems } = this.#handed;
      this.#handed = { files: [...before.files, ...files], problems: [...before.problems, ...problems] }; // the new ones with their reasons
      this.#show();
      this.#said.textContent = `${told} ${STILL}`;
    } catch (error) {
      this.#said.textContent = `The files could not be read (${error}). Choose them again.`;
    }
  }

  /** @returns {boolean} whether the files hold anything for the class */
  #show() {
    const read = classRatings(this.#handed.files, { ...this.#asked, elsewhere: this.#asked.discernment?.items });
    const report = read.ratings.length ? reportOf(read, this.#asked, this.#hide.checked) : [];
    const { shown, used, people: judges, unused } = this.#discerned();
    const problems = read.problems.filter(({ file, message }) => message !== NO_RATING || !used.includes(file));
    this.#results.replaceChildren(...report, ...shown, ...foldedList(this.#problems([...problems, ...unused])));
    this.#wipe.hidden = false;
    const people = counted(new Set(read.ratings.map(({ rater }) => rater)).size, "person", "people");
    const what = `${people}, ${counted(read.ratings.length, "rating", "ratings")} from ${counted(read.used.length, "file", "files")}`;
    const forms = `the ten claims of ${counted(judges, "person", "people")} from ${counted(used.length, "file", "files")}`;
    const both = judges ? `${what}, and ${forms}.` : `${what}.`;
    this.#said.textContent = read.ratings.length ? both : judges ? FORMS_ONLY : NOTHING;
    return read.ratings.length + judges > 0;
  }

  /** The forms that the class took before and after, where there are any, and the files that hold them. */
  #discerned() {
    const { discernment } = this.#asked;
    if (!discernment) return { shown: [], used: [], people: 0, unused: [] };
    const { found, ...others } = discernedIn(this.#handed.files, discernment);
    const rows = discernedRows(found, discernment.rounds);
    return { shown: rows.length ? [scrolling(CAPTION, COLUMNS, rows), line(GLOSS, "quiet")] : [], ...others };
  }

  /** Files are called by number where names are hidden. @param {Problem[]} problems */
  #problems(problems) {
    const every = [...this.#handed.problems, ...problems];
    const names = [...new Set(every.map(({ file }) => file))];
    return every.map(({ file, message }) => `${this.#hide.checked ? `File ${names.indexOf(file) + 1}` : file}: ${message}.`);
  }

  #clear() {
    this.#handed = { files: [], problems: [] };
    this.#results.replaceChildren();
    this.#said.textContent = "Cleared.";
    this.#wipe.hidden = true;
    this.#hide.checked = true; // the next class is another one
    this.#input.value = this.#folder.value = "";
    this.#input.focus();
  }
}

/** @param {string[]} lines */
function foldedList(lines) {
  if (!lines.length) return [];
  const shown = lines.slice(0, SHOWN_PROBLEMS).map((text) => make("li", { textContent: text }));
  if (lines.length > shown.length) shown.push(make("li", { textContent: `And ${lines.length - shown.length} more.` }));
  const summary = make("summary", { textContent: `What could not be read or counted: ${lines.length}` });
  return [make("details", {}, summary, make("ul", {}, ...shown))];
}

/** @param {HTMLElement} place @param {(transfer: DataTransfer) => void} onDrop */
function letDrop(place, onDrop) {
  place.addEventListener("dragover", (event) => {
    event.preventDefault();
    place.classList.add("over");
  });
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("over");
    if (event.dataTransfer) onDrop(event.dataTransfer);
  });
}

/** @type {Widget} */
export function classroom({ model, root }) {
  root.append(new Classroom(/** @type {ClassroomDefinition} */ (model.get("_definition"))).node);
  return () => {};
}
