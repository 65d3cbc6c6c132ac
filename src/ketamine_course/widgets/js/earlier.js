// A file that was downloaded earlier, read back. It is only text: nothing in it can do anything.
function readCsv(text) {
  const rows = [[]];
  let cell = "", quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted && letter === '"' && text[at + 1] === '"') { cell += '"'; at++; }
    else if (letter === '"') quoted = !quoted;
    else if (quoted || !",\r\n".includes(letter)) cell += letter;
    else { if (letter !== "\r") { rows.at(-1).push(cell); cell = ""; } if (letter === "\n") rows.push([]); }
  }
  rows.at(-1).push(cell);
  const [header, ...lines] = rows;
  return lines.filter((line) => line.length === header.length).map((line) => Object.fromEntries(line.map((each, at) => [header[at].replace("\ufeff", ""), each.replace(/^'(?=\s*[=+\-@\t\r])/, "")])));
}

const recordOf = (row) => ({
  kind: row.kind, page: row.page, prompt: row.prompt, text: row.answer, first: row.first_answer, right: row.right === "yes", first_right: row.first_right === "yes",
  confidence: Number(row.confidence) || null, first_confidence: Number(row.first_confidence) || null, rounds: Number(row.rounds) || 1,
});

function importPart(q, onRead) {
  const said = make("p", { role: "status" });
  const input = make("input", { type: "file", id: "earlier", accept: ".csv,text/csv" });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    if (file.size > 1e6) { said.textContent = "That file is too large to be a list of answers."; return; }
    const rows = readCsv(await file.text()).filter((row) => q.items.some(({ repeats }) => repeats && repeats === row.question) && ["yes", "no"].includes(row.first_right));
    if (rows.length) onRead(new Map(rows.map((row) => [row.question, recordOf(row)])));
    said.textContent = rows.length ? `${rows.length} earlier answers read.` : "No earlier answers in that file. It should be the CSV file that you downloaded where the questions were first asked.";
  });
  return make("div", { className: "import" }, make("label", { htmlFor: "earlier", textContent: "Did you answer somewhere else? Choose the CSV file that you downloaded there: " }), input, said);
}
