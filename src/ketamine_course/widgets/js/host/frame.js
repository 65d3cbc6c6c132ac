// A page shown inside somebody else's: its state comes from the address and goes there, and the host hears how high it is.
/** @import { Choice, ExplorableDefinition } from "../contract" */
/** @import { Model } from "../core/model" */
import { attempt } from "../core/browser.js";
import { make } from "../core/dom.js";
import { isCaged } from "../core/embedded.js";
import { fromAddress, toAddress } from "../logic/address.js";

/** Milliseconds of rest before the address follows: browsers take long over it, and refuse many changes in a row. */
const PAUSE = 350;

/** Tell the page around this one how high this one is, now and after each change. */
function tellHeight() {
  if (parent === window) return;
  const page = document.documentElement;
  let last = 0;
  const tell = () => {
    const height = Math.ceil(page.getBoundingClientRect().height);
    if (height === last) return;
    last = height;
    // Whoever shows the page may know its height: nothing else is said.
    parent.postMessage({ type: "course-height", height, page: location.pathname }, "*");
  };
  new ResizeObserver(tell).observe(page);
  tell();
}

/**
 * Let a figure follow the address, and the address the figure.
 *
 * @param {Model} model
 */
function follow(model) {
  const { controls } = /** @type {ExplorableDefinition} */ (model.get("_definition"));
  const choice = () => /** @type {Choice} */ (model.get("choice"));
  const first = choice();
  const told = make("p", { className: "told", role: "status" });
  document.querySelector("main")?.append(told);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let writing;
  const come = () => {
    const asked = fromAddress(controls, location.hash.slice(1), first);
    told.textContent = asked.problems.join(" ");
    if (toAddress(controls, asked.choice, first) !== toAddress(controls, choice(), first)) model.set("choice", asked.choice);
  };
  const go = () => {
    clearTimeout(writing);
    const address = toAddress(controls, choice(), first);
    writing = setTimeout(() => {
      told.textContent = "";
      attempt(() => history.replaceState(history.state, "", `#${address}`), undefined);
    }, PAUSE);
  };
  come();
  addEventListener("hashchange", come);
  model.on("change:choice", go);
}

/** Where new tabs may not open, the way back is shown in words, to be copied. */
function showTheWayBack() {
  if (!isCaged()) return;
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("footer a.back")))
    link.after(make("span", { className: "address", textContent: ` ${link.href}` }));
}

addEventListener("course-model", (event) => {
  const { detail } = /** @type {CustomEvent<Model>} */ (event);
  if (/** @type {Partial<ExplorableDefinition> | undefined} */ (detail.get("_definition"))?.controls) follow(detail);
});
tellHeight();
showTheWayBack();
