// Where the focus goes after a click: a control keeps the keys only of those who came to it by keyboard.
/** What a click gives the focus to although nobody types there. */
const CLICKED = "button, summary, [role=button], svg [tabindex], [type=radio], [type=checkbox], [type=range]";
/** Which keys open a menu, or choose in one that is open. */
const OPENING = ["Enter", " ", "F4"];

/**
 * Let Space and the arrows go on with the slides after a click. One that the keyboard made (`detail` is 0) leaves the focus where it is.
 *
 * @param {MouseEvent} event
 */
function release({ detail }) {
  if (!detail) return;
  requestAnimationFrame(() => {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    if (focused?.matches(CLICKED)) /** @type {HTMLElement | SVGElement} */ (focused).blur();
  });
}

/**
 * The menu that was opened by a click, or by a key that opens menus: a choice in it gives the focus back, one by arrows does not.
 *
 * @type {EventTarget | undefined}
 */
let menu;

function noteMenu(/** @type {Event} */ event) {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLSelectElement)) return;
  const opens = !(event instanceof KeyboardEvent) || event.altKey || OPENING.includes(event.key);
  menu = opens ? target : undefined;
}

/** Let the keys move the slides again after a choice in a menu. */
function leaveMenu(/** @type {Event} */ event) {
  const [chosen] = event.composedPath();
  if (!(chosen instanceof HTMLSelectElement) || chosen !== menu) return;
  menu = undefined;
  requestAnimationFrame(() => chosen.blur());
}

/** What a teacher has opened is brought into view. */
function showOpened(/** @type {Event} */ { target }) {
  if (target instanceof HTMLDetailsElement && target.open) target.scrollIntoView({ block: "nearest" });
}

addEventListener("click", release);
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, noteMenu, { capture: true });
addEventListener("input", leaveMenu);
for (const each of document.querySelectorAll("details.teacher")) each.addEventListener("toggle", showOpened);
