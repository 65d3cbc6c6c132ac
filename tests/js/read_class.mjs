// Read classes as the page does: files in base64 come in, with what is asked; ratings and all that they add up to go out. Python compares.
import { readFileSync } from "node:fs";
import { classRatings } from "../../src/ketamine_course/widgets/js/logic/classroom/people.js";
import { ClassResults } from "../../src/ketamine_course/widgets/js/logic/classroom/results.js";

const { asked, classes } = JSON.parse(readFileSync(process.argv[2], "utf8"));

/** @param {[path: string[], content: string][]} files */
function resultsOf(files) {
  const read = classRatings(
    files.map(([path, content]) => ({ path, bytes: new Uint8Array(Buffer.from(content, "base64")) })),
    asked,
  );
  const results = new ClassResults(read.ratings, asked);
  const { problems, ...counts } = read;
  return {
    ...counts,
    hasProblems: problems.length > 0,
    spread: [results.spread("first"), results.spread("final")],
    discuss: results.toDiscuss().map(({ claim }) => claim),
    shares: [results.shareWithKey("first"), results.shareWithKey("final")],
    agreement: [results.agreement("first"), results.agreement("final")],
    changes: results.changes(),
    changedRaters: results.changedRaters(),
  };
}

console.log(JSON.stringify(classes.map(resultsOf)));
