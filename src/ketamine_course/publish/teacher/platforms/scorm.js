// A live page inside a platform that speaks SCORM 1.2: brings back what the platform keeps, and tells it each answer, completion and score.
// The platform's record is the student's: what another student left in this browser goes first. Without a platform the page works alone.
const ROOM = 4096; // letters that SCORM 1.2 promises for cmi.suspend_data
const told = JSON.parse(document.getElementById("course-questions").textContent);
const byName = new Map(told.questions.map((question, place) => [question.name, { ...question, place }]));

/** The platform's API stands in a window around this one, or around the one that opened it. */
function findApi(from) {
  for (let here = from, steps = 0; here && steps < 10; here = here.parent === here ? null : here.parent, steps++) {
    try {
      if (here.API) return here.API;
    } catch {
      return null; // another site's window
    }
  }
  return null;
}
const api = findApi(window) ?? (window.opener ? findApi(window.opener) : null);
const began = Date.now();
const get = (name) => String(api.LMSGetValue(name) ?? "");
const set = (name, value) => api.LMSSetValue(name, String(value));
let ended = false;

async function through(stream, bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}
async function packed(value) {
  const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(JSON.stringify(value)));
  return btoa(String.fromCharCode(...bytes));
}
async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(await through(new DecompressionStream("deflate-raw"), bytes)));
}

/** What the platform keeps of an answer: all but what stands on the page for everybody. */
function short([name, { kind, page, prompt, ...own }]) {
  return [byName.get(name).place, own];
}
function long([place, own]) {
  const { name, kind, prompt } = told.questions[place];
  return [name, { kind, page: told.page, prompt, ...own }];
}
const answers = () => [...coursePage.answers].filter(([name]) => byName.has(name));

function say(text) {
  const line = document.querySelector("[data-scorm]") ?? document.createElement("p");
  line.dataset.scorm = "";
  line.setAttribute("role", "status");
  line.textContent = text;
  if (!line.isConnected) document.querySelector("main")?.prepend(line);
}

/** Pack as many answers as there is room for: the longest are left out first, and the page says which. */
async function fitting() {
  const kept = answers();
  const left = [];
  for (;;) {
    const text = await packed(kept.map(short));
    if (text.length <= ROOM || kept.length === 0) return { text, left };
    const size = ([, record]) => JSON.stringify(record).length;
    const longest = kept.reduce((most, each) => (size(each) > size(most) ? each : most));
    left.push(longest[1].prompt);
    kept.splice(kept.indexOf(longest), 1);
  }
}

function score() {
  const graded = told.questions.filter((question) => question.graded);
  const given = new Map(answers());
  const right = graded.filter((question) => given.get(question.name)?.right).length;
  set("cmi.core.score.min", 0);
  set("cmi.core.score.max", 100);
  set("cmi.core.score.raw", graded.length ? Math.round((100 * right) / graded.length) : 100);
  set("cmi.core.lesson_status", told.questions.every((question) => given.has(question.name)) ? "completed" : "incomplete");
}

let turn = Promise.resolve();
function report() {
  turn = turn.then(async () => {
    const { text, left } = await fitting();
    if (ended) return;
    set("cmi.suspend_data", text);
    score();
    if (String(api.LMSCommit("")) !== "true") say("The platform did not take your last answer. Keep this page open and answer once more.");
    else if (left.length) say(`The platform has no room left for your answer to: ${left.join(" / ")} Copy it before you leave.`);
    else document.querySelector("[data-scorm]")?.remove();
  });
}

/** Hours, minutes and seconds as SCORM 1.2 writes them. */
function spent() {
  const seconds = Math.round((Date.now() - began) / 1000);
  const two = (number) => String(number).padStart(2, "0");
  return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
function end() {
  if (ended) return;
  ended = true;
  const complete = get("cmi.core.lesson_status") === "completed";
  set("cmi.core.exit", complete ? "" : "suspend");
  set("cmi.core.session_time", spent());
  api.LMSCommit("");
  api.LMSFinish("");
}

/** What another student left in this browser goes, before the page reads it. */
function clear() {
  try {
    // Between the two parts stands the path to whoever the answers belong to, which differs from launch to launch.
    for (const place of Object.keys(localStorage))
      if (place.startsWith("course-answers/") && place.endsWith(`/${told.collection}/${told.page}`)) localStorage.removeItem(place);
  } catch {
    // The browser keeps nothing: then the platform is the only place.
  }
}

/** Bring back what the platform keeps, then hear of what is answered; all scripts of the page have run by then. */
async function resume() {
  const earlier = get("cmi.suspend_data");
  try {
    for (const [name, record] of earlier ? (await unpacked(earlier)).map(long) : []) coursePage.answers.set(name, record);
  } catch {
    say("What the platform kept of your earlier answers cannot be read. You can answer again.");
  }
  coursePage.dispatchEvent(new Event("answer"));
  for (const event of ["answer", "erase"]) coursePage.addEventListener(event, report);
}

if (api && String(api.LMSInitialize("")) === "true") {
  clear();
  if (["", "not attempted"].includes(get("cmi.core.lesson_status"))) set("cmi.core.lesson_status", "incomplete");
  addEventListener("DOMContentLoaded", resume);
  addEventListener("pagehide", end);
}
