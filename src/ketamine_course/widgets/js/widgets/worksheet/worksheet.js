// A sheet on which a reader appraises a text of their own: sentences with words worth a look, claims, scores, and the sheet as a file.
/** @import { Sentence, SheetRecord, SheetReply, SheetRequest, WorksheetDefinition } from "../../contract" */
/** @import { Model, Widget } from "../../core/model" */
import { button, line, make } from "../../core/dom.js";
import { saveAs } from "../../core/files.js";
import { counted, total } from "../../core/numbers.js";
import { PATIENCE } from "../../core/patience.js";
import { pressedTwice } from "../../core/twice.js";
import { sentencesOf } from "../../logic/own_text.js";
import { sheetAsHtml, sheetAsMarkdown } from "../../logic/sheet_file.js";
import { SheetStore } from "../../store/sheet.js";
import { Claims } from "./claims.js";
import { field, sentenceItem } from "./fields.js";
import { pastedPart } from "./pasted.js";

const KEPT = "Your sheet is saved in this browser as you type.";
const NOT_KEPT = "This browser could not keep your sheet (its storage is full or blocked): save the sheet as a page before you leave.";
const WIPE = "The text, claims and scores will be deleted. Press the button again to erase them.";

/** What stays of a text that another one replaced. @param {number} claims */
const earlierWords = (claims) =>
  claims
    ? ` ${counted(claims, "claim that you recorded before is", "claims that you recorded before are")} still in part 2: ` +
      "remove what belongs to another text, or save and erase this sheet first."
    : "";

/** @type {Record<"html" | "markdown", [name: string, type: string, write: typeof sheetAsHtml]>} */
const FILES = {
  html: ["my-appraisal.html", "text/html", sheetAsHtml],
  markdown: ["my-appraisal.md", "text/markdown", sheetAsMarkdown],
};

class Worksheet {
  #model;
  #root;
  #definition;
  /** A text that the kernel was asked to split. @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  /** The text that was split last, and whether that was another one than before. */
  #splitText = "";
  #isOther = false;
  #store;
  #claims;
  #kept = line("", "quiet");
  #said = make("p", { role: "status", className: "said" });
  #title = make("input", { type: "text", id: "title", className: "wide", dir: "auto" });
  #text = make("textarea", { id: "text", rows: 6, dir: "auto" });
  #pasted = pastedPart(this.#text);
  #overall = make("textarea", { id: "overall", rows: 2, dir: "auto" });
  #list = make("ol", { className: "sentences" });
  #scores = make("div");

  /**
   * @param {Model} model
   * @param {ShadowRoot} root
   */
  constructor(model, root) {
    this.#model = model;
    this.#root = root;
    this.#definition = /** @type {WorksheetDefinition} */ (model.get("_definition"));
    const { name, collection, columns } = this.#definition;
    this.#store = new SheetStore(model, collection, name, () => this.#refill());
    this.#claims = new Claims(columns, this.#store, (change) => this.#keep(change));
    this.#title.addEventListener("input", () => this.#keep({ title: this.#title.value }));
    this.#text.addEventListener("input", () => this.#keep({ text: this.#text.value }));
    this.#overall.addEventListener("input", () => this.#keep({ overall: this.#overall.value }));
    root.append(this.#card());
    model.on("msg:custom", this.#hear);
    this.#store.bringBack();
    this.#fill();
    if (this.#store.record.text) this.#askFor(this.#store.record.text);
  }

  leave() {
    this.#model.off("msg:custom", this.#hear);
    clearTimeout(this.#waiting);
    this.#store.leave();
  }

  #card() {
    /** @type {(text: string) => HTMLElement} */
    const heading = (text) => make("h4", { textContent: text });
    /** @type {(id: string, text: string) => HTMLElement} */
    const label = (id, text) => make("label", { htmlFor: id, className: "name", textContent: text });
    const { title, notes, scored_with: instrument } = this.#definition;
    const split = button("Split into sentences", () => this.#split(), { className: "send" });
    return make(
      "section",
      { className: "card", "aria-label": title },
      make("h3", { className: "title", textContent: title }),
      ...[
        heading("1. The text"),
        label("title", "Title or address"),
        this.#title,
        label("text", "Paste the text"),
        this.#text,
        this.#pasted.node,
        split,
      ],
      ...[this.#said, ...notes.map((note) => line(note, "quiet")), this.#list],
      ...[heading("2. Claims"), this.#claims.node, this.#claims.said, this.#claims.add, heading(`3. ${instrument}`), this.#scores],
      ...[heading("4. The sheet"), label("overall", "The text in one sentence"), this.#overall, this.#tools(), this.#kept],
    );
  }

  #tools() {
    const wipe = button("Erase this sheet");
    const asked = make("span", { role: "status" });
    pressedTwice(wipe, {
      ask: () => {
        asked.textContent = WIPE;
      },
      act: () => this.#erase(),
      leave: () => {
        asked.textContent = "";
      },
    });
    const page = button("Save the sheet as a page (HTML)", () => this.#save("html"));
    return make(
      "div",
      { className: "tools" },
      page,
      button("Save the sheet as Markdown", () => this.#save("markdown")),
      wipe,
      asked,
    );
  }

  /** @param {SheetRecord} change */
  #keep(change) {
    this.#kept.textContent = this.#store.keep(change) ? KEPT : NOT_KEPT;
  }

  /** The kernel splits a text, or else the page. @param {string} text */
  #askFor(text) {
    const here = () => {
      this.#waiting = undefined;
      this.#showSentences(sentencesOf(text, this.#definition.words));
    };
    /** @type {SheetRequest} */
    const request = { split: text };
    this.#isOther = this.#splitText !== "" && this.#splitText !== text;
    this.#splitText = text;
    clearTimeout(this.#waiting);
    if (this.#model.send(request) === false) here();
    else this.#waiting = setTimeout(here, PATIENCE);
  }

  #split() {
    if (!this.#text.value.trim()) {
      this.#said.textContent = "Paste a text first.";
      return;
    }
    this.#said.textContent = "Splitting ...";
    this.#keep({ title: this.#title.value, text: this.#text.value });
    this.#askFor(this.#text.value);
  }

  /** @param {"html" | "markdown"} sheet */
  #save(sheet) {
    this.#keep({ title: this.#title.value, overall: this.#overall.value });
    const [name, type, write] = FILES[sheet];
    saveAs(name, type, write(this.#store.record, this.#definition));
  }

  #erase() {
    this.#store.erase();
    this.#fill();
    this.#clear();
    this.#said.textContent = "The sheet is empty.";
    this.#title.focus();
  }

  /** Take away what was made of a text that is gone: its sentences, whoever still splits it, and what was said of both. */
  #clear() {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    this.#splitText = "";
    this.#list.replaceChildren();
    for (const said of [this.#said, this.#claims.said, this.#kept]) said.textContent = "";
  }

  /** Show what was changed elsewhere; whoever types goes on typing where they were. */
  #refill() {
    const { activeElement: active } = this.#root;
    const typing = active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement ? active : null;
    const [start, end] = [typing?.selectionStart, typing?.selectionEnd];
    this.#fill();
    if (this.#store.isEmpty) this.#clear();
    if (!active?.id || active.isConnected) return;
    const again = /** @type {HTMLElement | null} */ (this.#root.getElementById(active.id));
    again?.focus({ preventScroll: true });
    if (again instanceof HTMLTextAreaElement) again.setSelectionRange(start ?? 0, end ?? 0);
  }

  #fill() {
    const { title, text, overall, scores } = this.#store.record;
    for (const [input, value] of /** @type {const} */ ([
      [this.#title, title],
      [this.#text, text],
      [this.#overall, overall],
    ]))
      if (input.value !== value) input.value = value;
    this.#pasted.update();
    const fields = this.#definition.items.map((item) =>
      field(item, `score-${item.name}`, scores[item.name] ?? "", (value) => this.#score(item.name, value)),
    );
    this.#scores.replaceChildren(...fields);
    this.#claims.show();
  }

  /**
   * @param {string} item
   * @param {string} value
   */
  #score(item, value) {
    this.#keep({ scores: { ...this.#store.record.scores, [item]: value } });
  }

  /** @param {SheetReply} reply */
  #hear = (reply) => {
    const isAnswer = "problem" in reply || "sentences" in reply;
    if (!isAnswer || !this.#waiting) return;
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    if ("problem" in reply) this.#said.textContent = reply.problem;
    else this.#showSentences(reply.sentences);
  };

  /** @param {Sentence[]} sentences */
  #showSentences(sentences) {
    const { kinds, from } = this.#definition;
    const items = sentences.map((sentence, at) =>
      sentenceItem(sentence, at, kinds, () => this.#claims.record({ [from.locator]: sentence.locator, [from.text]: sentence.text })),
    );
    this.#list.replaceChildren(...items);
    const places = total(sentences.map(({ marks }) => marks.length));
    const found = `${counted(sentences.length, "sentence", "sentences")}, ${counted(places, "place", "places")} to look.`;
    this.#said.textContent = `${found}${this.#isOther ? earlierWords(this.#store.record.claims.length) : ""}`;
  }
}

/** @type {Widget} */
export function worksheet({ model, root }) {
  const shown = new Worksheet(model, root);
  return () => shown.leave();
}
