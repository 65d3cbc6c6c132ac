// Answers given somewhere else, from the file that was downloaded there.
/** @import { AnswerRecord } from "../../contract" */
import { make } from "../../core/dom.js";
import { readAnswers } from "../../store/earlier_answers.js";

const LARGEST = 1e6;
const NONE = "No earlier answers in that file. It should be the CSV file that you downloaded where the questions were first asked.";

/**
 * @param {ReadonlySet<string>} wanted names of questions
 * @param {(answers: Map<string, AnswerRecord>) => void} onRead
 */
export function importPart(wanted, onRead) {
  const said = make("p", { role: "status" });
  const input = make("input", { type: "file", id: "earlier", accept: ".csv,text/csv" });
  const label = make("label", {
    htmlFor: "earlier",
    textContent: "Did you answer somewhere else? Choose the CSV file that you downloaded there: ",
  });
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (file) said.textContent = await read(file, wanted, onRead);
  });
  return make("div", { className: "import" }, label, input, said);
}

/**
 * @param {File} file
 * @param {ReadonlySet<string>} wanted
 * @param {(answers: Map<string, AnswerRecord>) => void} onRead
 * @returns {Promise<string>} what to say of it
 */
async function read(file, wanted, onRead) {
  if (file.size > LARGEST) return "That file is too large to be a list of answers.";
  const answers = readAnswers(new Uint8Array(await file.arrayBuffer()), (question) => wanted.has(question));
  if (!answers.size) return NONE;
  onRead(answers);
  return `${answers.size} earlier answers read.`;
}
