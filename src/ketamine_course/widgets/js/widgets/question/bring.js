// Answers given in another browser, on another computer, or in another file: from the CSV file that was downloaded there.
import { make } from "../../core/dom.js";
import { counted } from "../../core/numbers.js";
import { readAnswers, restore } from "../../store/earlier_answers.js";

const LARGEST = 1e6;
const NONE = "No answers in that file. It should be the CSV file that you downloaded where the questions were answered.";

/**
 * @param {string} label
 * @param {() => string | undefined} collection whose answers these are
 * @param {() => void} [onRead]
 */
export function bringPart(label, collection, onRead) {
  const said = make("span", { role: "status" });
  const input = make("input", { type: "file", accept: ".csv,text/csv", "aria-label": label });
  input.addEventListener("change", async () => {
    const [file] = input.files ?? [];
    if (file) said.textContent = await read(file, collection());
    if (file) onRead?.();
    input.value = "";
  });
  return make("div", { className: "bring" }, make("label", {}, `${label} `, input), said);
}

/**
 * @param {File} file
 * @param {string | undefined} collection
 * @returns {Promise<string>} what to say of it
 */
async function read(file, collection) {
  if (!collection) return "This page has no questions, so please load the file on a page that has some.";
  if (file.size > LARGEST) return "That file is too large to be a list of answers.";
  const answers = readAnswers(new Uint8Array(await file.arrayBuffer()));
  if (!answers.size) return NONE;
  const { taken, kept } = restore(collection, answers);
  const words = [`${counted(taken, "answer has", "answers have")} been loaded from the file`];
  if (taken < answers.size) words.push(`${answers.size - taken} were already here, in the same or a newer version`);
  return `${words.join("; ")}.${kept ? "" : " This browser cannot keep them: they will be lost when you leave or reload the page."}`;
}
