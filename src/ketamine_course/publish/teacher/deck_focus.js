// Where the focus goes after a click: a control keeps the keys only of those who came to it by keyboard.
/** What a click gives the focus to although nobody types there. */
const CLICKED = "button, summary, [role=button], svg [tabindex], [type=radio], [type=checkbox], [type=range]";

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

/** What a teacher has opened is brought into view. */
function showOpened(/** @type {Event} */ { target }) {
  if (target instanceof HTMLDetailsElement && target.open) target.scrollIntoView({ block: "nearest" });
}

addEventListener("click", release);
for (const each of document.querySelectorAll("details.teacher")) each.addEventListener("toggle", showOpened);
