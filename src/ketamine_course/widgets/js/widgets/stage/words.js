// What a stage says: the verdict in one line, then the open step, what was found, and all steps as a table.
/** @import { Reading } from "../../logic/stage/engine.js" */
/** @import { StageFacts } from "./types" */
import { line, make, write } from "../../core/dom.js";
import { tableOf } from "../../core/table.js";
import { basis, findingsInWords } from "../../logic/stage/sentences.js";
import { Afterwards } from "./changes.js";

/** @type {Record<string, string>} */
const TONES = { abolish: "lost", reduce: "part", share: "part", silent: "silent" };

export class WordsView {
  #definition;
  #strong = make("strong");
  #rest = make("span");
  #result = line("", "result");
  #step = line("", "step");
  #notes = make("dl", { className: "notes" });
  /** @type {Record<string, HTMLParagraphElement>} */
  #lines = Object.fromEntries(["claims", "found", "studied", "mixture"].map((name) => [name, line("", name)]));
  #foundTitle = line("", "name");
  #routeNotes = make("dl", { className: "notes" });
  #about;
  #lit = "";
  #scroll = make("div", { className: "scroll", tabIndex: 0, role: "group" });
  #details;
  /** @type {Reading | null} */
  #reading = null;
  #at = "";
  #afterwards = new Afterwards();

  /** @param {StageFacts} definition */
  constructor(definition) {
    this.#definition = definition;
    const { words } = definition.board;
    this.verdict = make("p", { className: "verdict" }, this.#strong, this.#rest);
    this.#scroll.setAttribute("aria-label", words.table);
    this.#details = make("details", {}, make("summary", { textContent: words.table }), this.#scroll);
    this.#details.addEventListener("toggle", () => this.#fill());
    this.#about = make("details", { className: "about" }, make("summary", { textContent: words.about }), this.#routeNotes);
    this.#foundTitle.textContent = words["found.title"];
    const { claims, found, studied, mixture } = this.#lines;
    // What is read at each step stands beside the scene; what goes on for longer, under it.
    this.node = make("div", { className: "words" }, this.#result, this.#step, claims, this.#notes);
    const key = [legendOf(definition), line(definition.caption, "quiet")];
    this.more = make("div", { className: "words more" }, this.#foundTitle, found, studied, mixture, this.#about, ...key, this.#details);
  }

  /** @param {Reading} reading */
  say(reading) {
    this.#reading = reading;
    const { sentences, verdict, end, steps, pieces } = reading;
    // What has happened comes before the first semicolon, what was changed after it; a phone's bar keeps the first part alone.
    const [lead] = sentences.result.split(";");
    write(this.#strong, lead);
    write(this.#rest, sentences.result.slice(lead.length));
    // A chain of one step claims nothing yet.
    const tone = steps.length < 2 ? "silent" : TONES[verdict];
    this.verdict.dataset.tone =
      tone ?? (end === "lowers" || end === "unknown" ? "part" : end === "none" ? "lost" : pieces > 1 ? "silent" : "whole");
    // What stands beside and below the scene, and moves the rest of the page, is written once the picture is on the screen.
    const below = () => {
      this.#tell(reading);
      this.#note(reading);
      this.#tellRoutes(reading.state.routes);
      this.#fill();
    };
    if (this.#at) this.#afterwards.do(below);
    else below();
  }

  leave() {
    this.#afterwards.leave();
  }

  /** The open step, and what is told of the routes. @param {Reading} reading */
  #tell({ sentences, findings, state }) {
    const { board, waiting } = this.#definition;
    const several = state.routes.length > 1;
    const found = findings.map((each) => waiting(board.findings[each[0]].name) || findingsInWords(board, [each], several)[0]);
    if (this.#lines.found.textContent !== found.join(" "))
      this.#lines.found.replaceChildren(...found.flatMap((text) => [make("span", { textContent: text }), " "]).slice(0, -1));
    write(this.#result, sentences.result);
    write(this.#step, sentences.step);
    for (const [name, node] of Object.entries(this.#lines)) {
      if (name !== "found") write(node, sentences[/** @type {keyof typeof sentences} */ (name)]);
      node.hidden = !node.textContent;
    }
    this.#foundTitle.hidden = !found.length;
  }

  /** @param {Reading} reading */
  #note({ state, shown }) {
    const into = Object.entries(shown.arrows).filter(([id, [, look]]) => id.endsWith(`__${state.at}`) && !look.startsWith("off"));
    const { waiting } = this.#definition;
    const key = `${state.at} ${into.map(([id]) => id + waiting(id))} ${waiting("times")}`;
    if (key === this.#at) return;
    this.#at = key;
    const { board, notes: about, arrowNotes } = this.#definition;
    const [what, ...more] = about[state.at];
    const arrows = into.flatMap(([id]) => {
      const note = waiting(id) || (id in board.support ? arrowNotes[id] : board.words["evidence.unlisted"]);
      return note ? [[board.words.evidence, note]] : [];
    });
    const rest = more.map(([term, text]) => [term, (term === board.words.when && waiting("times")) || text]);
    const notes = [...(what ? [what] : []), ...arrows, ...rest];
    this.#notes.replaceChildren(...notes.flatMap(([term, text]) => [make("dt", { textContent: term }), make("dd", { textContent: text })]));
  }

  /** @param {string[]} routes what can be read about those that are lit */
  #tellRoutes(routes) {
    if (this.#lit === routes.join(" ")) return;
    this.#lit = routes.join(" ");
    const { routeNotes } = this.#definition;
    const notes = routes.flatMap((route) => routeNotes[route] ?? []);
    this.#about.hidden = !notes.length;
    this.#routeNotes.replaceChildren(
      ...notes.flatMap(([term, text]) => [make("dt", { textContent: term }), make("dd", { textContent: text })]),
    );
  }

  /** A closed table is filled when it opens: a key press should not wait for it. */
  #fill() {
    if (!this.#reading || !this.#details.open) return;
    const { board } = this.#definition;
    const { rows, steps, shown } = this.#reading;
    const based = steps.map((step) => {
      const into = Object.keys(shown.arrows).filter((id) => id.endsWith(`__${step}`) && !shown.arrows[id][1].startsWith("off"));
      return into.map((id) => basis(board, id)).join(" ");
    });
    const columns = [board.words["column.step"], board.words["column.what"], board.words["column.changed"], board.words["column.arrow"]];
    this.#scroll.replaceChildren(
      tableOf(
        shown.caption,
        columns,
        rows.map((cells, at) => [...cells, based[at]]),
      ),
    );
  }
}

/** @param {StageFacts} definition */
const legendOf = ({ legend }) =>
  make(
    "ul",
    { className: "legend" },
    ...legend.map(([kind, text]) => make("li", { className: kind }, make("span", { className: "sign", "aria-hidden": "true" }), text)),
  );
