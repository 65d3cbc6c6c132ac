// The site's own script: the claim atlas chooses and counts; search says what it can do; a linked claim opens;
// what scrolls can be reached. It is bundled to a plain script: browsers do not load modules from file://.
import { reachIfWide } from "../../../widgets/js/core/scroll.js";
import { holdsAll, plain, wordsOf } from "../../../widgets/js/core/words.js";
import { openedBy } from "../../../widgets/js/logic/seal.js";
import { allAnswers } from "../../../widgets/js/store/answers.js";

/**
 * Show the claims that fit what is typed and chosen, and count them.
 *
 * @param {HTMLFormElement} form
 */
function atlas(form) {
  const claims = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("ul.claims > li"))];
  const texts = new Map(claims.filter((claim) => !claim.querySelector(".key")).map((claim) => [claim, plain(claim.textContent)]));
  openJudged(claims);
  const count = /** @type {HTMLElement} */ (document.querySelector(".atlas-count"));
  const search = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
  const choices = [...form.querySelectorAll("select")];
  /** @param {HTMLElement} claim @param {HTMLSelectElement} choice */
  const fits = (claim, { value, dataset }) => !value || claim.getAttribute(`data-${dataset.column?.replace("_", "-")}`) === value;
  const choose = () => {
    const words = wordsOf(search.value);
    for (const claim of claims)
      claim.hidden = !(holdsAll(texts.get(claim) ?? plain(readable(claim)), words) && choices.every((choice) => fits(claim, choice)));
    const shown = claims.filter((claim) => !claim.hidden).length;
    count.textContent = `${shown} of ${claims.length} claims${shown ? "" : ". Change the words or a choice."}`;
  };
  form.hidden = false;
  form.addEventListener("input", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(choose));
}

/** What may be read of a claim now. @param {HTMLElement} claim */
function readable(claim) {
  const key = claim.querySelector("details.key:not([open])");
  return key ? claim.textContent.replace(key.textContent, "") : claim.textContent;
}

/**
 * Open the verdicts that the reader has earned by judging the claims, or by answering the questions whose answers they tell; what is open
 * counts where it belongs from then on.
 *
 * @param {readonly HTMLElement[]} claims
 */
function openJudged(claims) {
  const answers = new Map(allAnswers());
  const { judged } = openedBy([...answers.values()], Number(claims[0]?.parentElement?.dataset.rounds));
  for (const claim of claims) {
    const key = claim.querySelector("details.key");
    if (!(key instanceof HTMLDetailsElement)) continue;
    key.addEventListener("toggle", () => Object.assign(claim.dataset, key.dataset), { once: true });
    const { asked = "", words = "", questions = "" } = claim.dataset;
    const answered = questions.split(" ").every((name) => !name || answers.has(name));
    key.open = answered && (!asked || judged(asked, words));
  }
}

function openLinked() {
  const linked = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const details = linked?.querySelector(":scope > details");
  if (details instanceof HTMLDetailsElement) details.open = true;
}

/** From a file, a browser may not read other pages, so results come without excerpts. */
function tellOfTitles() {
  const results = document.getElementById("search-results");
  if (!results || location.protocol !== "file:") return;
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
  const note = document.createElement("p");
  note.textContent = "These pages were opened from a file, not from a server: results come as titles, without excerpts.";
  results.before(note);
}

/** @param {KeyboardEvent} event Escape closes what the theme opened over the page */
function closeOverlays(event) {
  if (event.key !== "Escape") return;
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".sidebar-toggle:checked"))) {
    box.checked = false;
    box.focus();
  }
}

function keepWithinReach() {
  const places = [...document.querySelectorAll(".table-wrapper, .wide, article pre")];
  const reach = () => {
    for (const place of places) reachIfWide(place, place.matches("pre") ? "Code, scrolls sideways" : "Table, scrolls sideways");
  };
  addEventListener("resize", reach);
  document.addEventListener("toggle", reach, { capture: true });
  addEventListener("load", reach);
  reach();
}

/** Lines to copy: with this site's address, where the site was built without knowing it, and a button. */
function offerLines() {
  const here = new URL(document.documentElement.dataset.content_root ?? "./", location.href).href.replace(/\/$/, "");
  for (const code of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("details.copy pre code, pre.copyable code"))) {
    const { site } = code.dataset;
    if (site?.includes("ADDRESS-OF-THIS-SITE") && location.protocol !== "file:") code.textContent = code.textContent.replaceAll(site, here);
    code.parentElement?.after(copyButton(code));
  }
}

/** @param {HTMLElement} code */
function copyButton(code) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "copy", textContent: "Copy" });
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      said.textContent = " Copied.";
    } catch {
      getSelection()?.selectAllChildren(code);
      said.textContent = " Selected: copy it with Ctrl and C.";
    }
  });
  const row = document.createElement("div");
  row.append(button, said);
  return row;
}

offerLines();
const form = document.querySelector("form.atlas");
if (form instanceof HTMLFormElement) atlas(form);
addEventListener("hashchange", openLinked);
openLinked();
tellOfTitles();
addEventListener("keydown", closeOverlays);
keepWithinReach();
