// What was answered. `page.answers` holds the page's; the browser keeps them (localStorage), one place for each page of a collection.
const PREFIX = "course-answers";
const placeOf = (collection, name) => `${PREFIX}/${collection}/${name}`;

// A browser may refuse to keep anything (private mode, a full disk, a setting): then answers live as long as the page.
const attempt = (action, otherwise) => { try { return action(); } catch { return otherwise; } };
const readPlace = (place) => {
  const found = attempt(() => JSON.parse(localStorage.getItem(place)), null);
  if (!found || typeof found !== "object" || Array.isArray(found)) return [];
  return Object.entries(found).filter(([, record]) => record && typeof record === "object" && typeof record.text === "string");
};

const keepsAnswers = () => attempt(() => {
  localStorage.setItem(`${PREFIX}-test`, "1");
  localStorage.removeItem(`${PREFIX}-test`);
  return true;
}, false);

const changed = () => page.dispatchEvent(new Event("answer"));

// Bring back what the browser kept for a page, once; what was answered since wins.
function bringBack(collection, name) {
  const place = placeOf(collection, name);
  page.places ??= new Map();
  if (page.places.has(place)) return;
  page.places.set(place, { collection, page: name });
  for (const [question, record] of readPlace(place)) if (!page.answers.has(question)) page.answers.set(question, { ...record, page: name });
  if (!page.watching) {
    page.watching = true;
    // The same page in another tab: what is erased or answered there is erased or answered here.
    addEventListener("storage", (event) => {
      const here = page.places.get(event.key);
      if (!here) return;
      if (event.newValue === null) forget(here.page);
      else for (const [question, record] of readPlace(event.key)) page.answers.set(question, { ...record, page: here.page });
      changed();
    });
  }
  changed();
}

// True if the browser kept it. Answers of other tabs are left in place.
function keep(collection, name, record) {
  page.answers.set(name, record);
  const place = placeOf(collection, record.page);
  return attempt(() => {
    localStorage.setItem(place, JSON.stringify({ ...Object.fromEntries(readPlace(place)), [name]: record }));
    return true;
  }, false);
}

function forget(name) {
  (page.erased ??= new Set()).add(name);
  for (const [question, record] of [...page.answers]) if (record.page === name) page.answers.delete(question);
  page.dispatchEvent(new Event("erase"));
}

function erase(collection, name) {
  attempt(() => localStorage.removeItem(placeOf(collection, name)));
  forget(name);
  changed();
}

// An answer given on whichever page of the collection.
function answerAnywhere(collection, question) {
  if (page.answers.has(question)) return page.answers.get(question);
  const places = attempt(() => Object.keys(localStorage), []).filter((place) => place.startsWith(placeOf(collection, ""))).sort();
  for (const place of places) for (const [name, record] of readPlace(place)) if (name === question) return record;
  return null;
}

const COLUMNS = {
  page: (a) => a.page, question: (_, name) => name, kind: (a) => a.kind, prompt: (a) => a.prompt,
  answer: (a) => a.text, first_answer: (a) => a.first, right: (a) => yesNo(a.right), first_right: (a) => yesNo(a.first_right),
  confidence: (a) => a.confidence, first_confidence: (a) => a.first_confidence, rounds: (a) => a.rounds,
  wording: (a) => a.wording, reason: (a) => a.reason,
};
const yesNo = (right) => (right === true ? "yes" : right === false ? "no" : "");

// A spreadsheet must not take an answer for a formula.
const quoted = (cell) => {
  const text = String(cell ?? "");
  const safe = /^\s*[=+\-@\t\r]/.test(text) && !/^-?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

function answersAsCsv(answers) {
  const rows = answers.map(([name, record]) => Object.values(COLUMNS).map((cell) => cell(record, name)));
  return [Object.keys(COLUMNS), ...rows].map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
}

// JupyterLab is one page with many notebooks: a file holds the answers of one of them, and is called after it.
function downloadAnswers(name) {
  const answers = [...page.answers].filter(([, record]) => record.page === name);
  const link = make("a", { href: URL.createObjectURL(new Blob(["\ufeff", answersAsCsv(answers)], { type: "text/csv" })), download: `answers-${name}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
