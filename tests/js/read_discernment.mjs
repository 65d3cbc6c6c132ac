// Add up readers and classes as the page does: cases come in as JSON, numbers go out. Python compares.
import { readFileSync } from "node:fs";
import { average, ClassDiscernment, discernment, gain, tally } from "../../src/ketamine_course/widgets/js/logic/discernment.js";
import { discernedRows } from "../../src/ketamine_course/widgets/js/widgets/classroom/discerned.js";

const { readers, classes, samples, items, answers, rounds } = JSON.parse(readFileSync(process.argv[2], "utf8"));

/** @param {{ rater: string, claim: string, first: string }[]} ratings */
function ofClass(ratings) {
  const found = new ClassDiscernment(ratings, items, answers);
  const names = rounds.map(([/** @type {string} */ name]) => name);
  return {
    unfinished: found.unfinished,
    measured: names.map((/** @type {string} */ name) => found.measured(name)),
    change: names.slice(1).map((/** @type {string} */ name) => found.change(names[0], name)),
    rows: discernedRows(found, rounds),
  };
}

const ofReaders = readers.map((/** @type {import("../../src/ketamine_course/widgets/js/logic/discernment.js").Answer[]} */ each) =>
  discernment(tally(each)),
);
console.log(
  JSON.stringify({
    readers: ofReaders,
    gains: ofReaders.slice(1).map((/** @type {any} */ each, /** @type {number} */ at) => gain(ofReaders[at].sensitivity, each.sensitivity)),
    samples: samples.map(average),
    classes: classes.map(ofClass),
  }),
);
