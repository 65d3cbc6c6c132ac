// What cannot be taken back asks for a second press.

/**
 * @param {HTMLButtonElement} button
 * @param {{ ask: () => void, act: () => void, leave?: () => void }} steps first press, second press, focus gone elsewhere
 */
export function pressedTwice(button, { ask, act, leave }) {
  let sure = false;
  button.addEventListener("click", () => {
    const first = !sure;
    sure = first;
    if (first) ask();
    else act();
  });
  button.addEventListener("blur", () => {
    sure = false;
    leave?.();
  });
}
