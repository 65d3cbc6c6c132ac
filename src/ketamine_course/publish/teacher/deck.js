// Slides: the lesson that the address asks for, pictures and letters that fill the window, options with letters, and keys that go first to
// a control that has the focus if it uses them, then to a long slide that can still scroll, and only then to the next slide.
const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
/** Which keys a control that has the focus needs for itself; `null` stands for every key that types. Page keys always move the slides. */
const USED = [
  { controls: "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=range], [type=file])", keys: null },
  { controls: "[type=range].waits", keys: [...ARROWS, "Home", "End", " "] }, // Space places a mark or a dot that waits in the middle
  { controls: "[type=range], [role=slider]", keys: [...ARROWS, "Home", "End"] },
  { controls: "[type=radio], svg [tabindex], svg [role=button]", keys: [...ARROWS, "Home", "End", " ", "Enter"] },
  { controls: "[role=toolbar] *", keys: ["ArrowLeft", "ArrowRight", "Home", "End", " ", "Enter"] },
  { controls: "button, summary, [type=checkbox], [type=file], [role=button]", keys: [" ", "Enter"] },
  { controls: "a[href]", keys: ["Enter"] },
];
const PAGE_KEYS = ["PageDown", "PageUp"];
/** What is never taken from a widget: the way through its controls, and out of what it has opened. */
const NEVER_OURS = ["Tab", "Escape", "Shift", "Control", "Alt", "Meta"];
const FORWARD = ["ArrowDown", "PageDown", " "];
const BACK = ["ArrowUp", "PageUp"];
/** How much a slide without a picture may grow or shrink so that it fills the window; halving the range often enough finds how much. */
const GROWTH = { least: 0.93, most: 2.2, halvings: 7 };
/** The key that makes a tall picture as wide as the slide lets it be; the slide scrolls then. */
const NEARER = "z";
const RIGHT_ARROW = 39;
/** The answers of a class, their order and drafts: everything that the collection keeps in a browser begins like this. */
const KEPT = "course-";
/** @type {NodeListOf<HTMLElement>} */
const SLIDES = document.querySelectorAll(".slide");

/** @param {HTMLElement} slide */
const routesOf = ({ dataset }) => (dataset.routes ?? "").split(" ");

/** Leave only the slides of the lesson that the address asks for, or of the first route. A work cited without its list is words. */
function follow() {
  const minutes = new URLSearchParams(location.search).get("minutes") ?? routesOf(SLIDES[0])[0];
  const aside = document.body.appendChild(Object.assign(document.createElement("div"), { hidden: true }));
  for (const slide of SLIDES) if (!routesOf(slide).includes(minutes)) aside.append(slide);
  for (const section of document.querySelectorAll(".slides > section")) if (!section.querySelector(".slide")) section.remove();
  const cited = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('.slides a[href^="#ref-"]'));
  for (const link of cited) if (!document.getElementById(link.hash.slice(1))?.closest(".slides")) link.replaceWith(...link.childNodes);
}

/** @param {ParentNode} within */
const rootsIn = (within) => [...within.querySelectorAll("*")].flatMap(({ shadowRoot }) => shadowRoot ?? []);

/** Give the shadow trees of a part of the page the large style, and their pictures the shape that they have. */
function enlarge(/** @type {ParentNode} */ within) {
  for (const root of rootsIn(within)) {
    if (!root.adoptedStyleSheets.includes(LARGE)) {
      root.adoptedStyleSheets.push(LARGE);
      new MutationObserver(() => shape(root)).observe(root, { subtree: true, childList: true });
    }
    shape(root);
  }
}

/** @param {ShadowRoot} root */
function shape(root) {
  const figure = root.querySelector("figure");
  const svg = figure?.querySelector("svg");
  figure?.closest(".card")?.classList.add("large");
  requestAnimationFrame(settle);
  if (!svg) return;
  const { width, height } = svg.viewBox.baseVal;
  const { style } = /** @type {HTMLElement} */ (root.host);
  style.setProperty("--ratio", String(width / height));
  style.setProperty("--tall", String(height));
  style.margin = "0"; // the picture needs the room
}

/** Say how much of the window stands above the picture of the slide that is shown, and put what is to be read with it where it fits. */
function measure() {
  const slide = Reveal.getCurrentSlide();
  if (!slide?.classList.contains("picture")) return;
  const top = slide.getBoundingClientRect().top - slide.scrollTop;
  for (const host of /** @type {NodeListOf<HTMLElement>} */ (slide.querySelectorAll("[data-course-widget]"))) {
    host.style.setProperty("--above", `${Math.round(host.getBoundingClientRect().top - top) + 8}px`);
  }
  for (const root of rootsIn(slide)) {
    const card = root.querySelector(".large:has(figcaption .notes:not(:empty))");
    if (card) place(card, slide, PLACES);
    for (const each of root.querySelectorAll(".large")) place(each, slide, LENGTHS);
  }
}

/** Where notes can stand: under the picture, beside it, or beside a smaller one. The first that fits is taken, or what needs least room. */
const PLACES = ["beneath", "", "slim"];
/** How much stands beside a picture: with the facts as a table, or with what a scene has found, or without. */
const LENGTHS = ["", "brief"];

/** Put the notes of a picture where they fit, or leave out what does not. */
function place(/** @type {Element} */ card, /** @type {HTMLElement} */ slide, /** @type {string[]} */ ways) {
  const dress = (/** @type {string} */ worn) => {
    for (const name of ways) if (name) card.classList.toggle(name, name === worn);
    return slide.scrollHeight;
  };
  const needed = ways.map(dress);
  const fits = needed.findIndex((height) => height <= slide.clientHeight + 2);
  dress(ways[fits < 0 ? needed.indexOf(Math.min(...needed)) : fits]);
}

/** Let a slide without a picture grow until it fills the window, or shrink a little if it runs below it. */
function fit() {
  const slide = Reveal.getCurrentSlide();
  if (!slide || slide.classList.contains("picture")) return;
  const grow = (/** @type {number} */ by) => {
    slide.style.setProperty("--grown", String(by));
    return slide.scrollHeight <= slide.clientHeight && slide.scrollWidth <= slide.clientWidth;
  };
  let { least, most } = GROWTH;
  if (grow(most)) return;
  for (let i = 0; i < GROWTH.halvings; i += 1) {
    const middle = (least + most) / 2;
    if (grow(middle)) least = middle;
    else most = middle;
  }
  grow(least);
}

/** Show a picture as wide as the slide lets it be, and all that a scene says, or the picture whole again. */
function comeNearer() {
  const slide = Reveal.getCurrentSlide();
  if (!slide?.classList.contains("picture")) return;
  const isNear = slide.classList.toggle("near");
  for (const host of /** @type {NodeListOf<HTMLElement>} */ (slide.querySelectorAll("[data-course-widget]"))) {
    host.style.setProperty("--room", isNear ? "1000vh" : "");
    host.style.setProperty("--rest", isNear ? "block" : "");
  }
  if (!isNear) slide.scrollTop = 0;
}

/** An arrow goes on, slide by slide; with Shift it skips the rest of a section. */
function goOn(/** @type {KeyboardEvent} */ { shiftKey }) {
  if (shiftKey) Reveal.slide(Reveal.getIndices().h + 1, 0);
  else Reveal.next();
}

/** The next class finds nothing of the one before, in this browser. */
function erase() {
  for (const store of [localStorage, sessionStorage]) {
    for (const key of Object.keys(store)) if (key.startsWith(KEPT)) store.removeItem(key);
  }
  location.reload();
}

/**
 * Return how far a key scrolls a slide: down above zero, up below, 0 for other keys.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement} slide
 */
function stepOf({ key, shiftKey }, slide) {
  const step = key.startsWith("Arrow") ? 120 : slide.clientHeight * 0.8;
  if (FORWARD.includes(key) && !shiftKey) return step;
  return BACK.includes(key) || (key === " " && shiftKey) ? -step : 0;
}

/**
 * Return whether the control that has the focus needs a key for itself.
 *
 * @param {EventTarget | undefined} target
 * @param {string} key
 */
function isUsedBy(target, key) {
  if (!(target instanceof Element) || PAGE_KEYS.includes(key)) return false;
  const control = USED.find(({ controls }) => target.closest(controls));
  if (control) return control.keys === null || control.keys.includes(key);
  const isWide = target.scrollWidth > target.clientWidth + 2 && target.matches(".scroll");
  return isWide && (key === "ArrowLeft" || key === "ArrowRight");
}

/**
 * A widget keeps all keys to itself, so that no notebook sees them. On slides, what its control does not use moves the slides.
 *
 * @param {KeyboardEvent} event
 */
function passOn(event) {
  const [target] = event.composedPath();
  const isOurs = target instanceof Element && target.getRootNode() instanceof ShadowRoot;
  const { key, code, keyCode, shiftKey } = event;
  if (!isOurs || event.ctrlKey || event.metaKey || event.altKey || NEVER_OURS.includes(key) || isUsedBy(target, key)) return;
  event.stopImmediatePropagation();
  event.preventDefault();
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, keyCode, shiftKey, bubbles: true, cancelable: true }));
}

/** @param {KeyboardEvent} event */
function goesToReveal(event) {
  const [target] = event.composedPath();
  if (isUsedBy(target, event.key)) return false;
  const slide = Reveal.getCurrentSlide();
  if (!slide) return true;
  if (slide.matches(".picture:not(.near)") && !event.key.startsWith("Arrow")) return true; // what is read with it is in the window
  const step = stepOf(event, slide);
  const left = slide.scrollHeight - slide.clientHeight - slide.scrollTop;
  const canScroll = (step > 0 && left > 2) || (step < 0 && slide.scrollTop > 2);
  if (!canScroll) return true;
  slide.scrollBy({ top: step });
  event.preventDefault();
  return false;
}

/** What had the focus on the slide before must not go on taking keys. */
function leave() {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && !Reveal.getCurrentSlide()?.contains(activeElement)) activeElement.blur();
}

function settle() {
  measure();
  fit();
}

function show() {
  const slide = Reveal.getCurrentSlide();
  if (slide) enlarge(slide);
  settle();
}

follow();
enlarge(document);
// A slide that is opened by its address is shown before its pictures are alive.
new MutationObserver(show).observe(document.body, { subtree: true, attributeFilter: ["data-alive"] });
document.getElementById("new-class")?.addEventListener("click", erase);
addEventListener("resize", show);
addEventListener("keydown", passOn, { capture: true });
Reveal.initialize({
  hash: true,
  center: false,
  disableLayout: true,
  transition: "none",
  backgroundTransition: "none",
  slideNumber: "c/t",
  touch: false,
  help: true,
  overview: false,
  keyboardCondition: goesToReveal,
  navigationMode: "linear",
  keyboard: { [NEARER.toUpperCase().charCodeAt(0)]: comeNearer, [RIGHT_ARROW]: goOn },
}).then(() => {
  enlarge(document);
  show();
});
Reveal.on("slidechanged", () => {
  leave();
  // A section keeps no place of its own: after a jump back, the right arrow comes to every slide again.
  for (const stack of document.querySelectorAll(".stack")) stack.removeAttribute("data-previous-indexv");
  show();
});
