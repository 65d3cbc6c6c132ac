// Slides: keys go to a control that has the focus, then to a long slide that can still scroll, and only then to the next slide.
const CONTROLS = "input, select, textarea, button, summary, a, [role=slider], [role=button]";
const FORWARD = ["ArrowDown", "PageDown", " "];
const BACK = ["ArrowUp", "PageUp"];

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

/** @param {KeyboardEvent} event */
function goesToReveal(event) {
  const [target] = event.composedPath();
  if (target instanceof Element && target.closest(CONTROLS)) return false;
  const slide = Reveal.getCurrentSlide();
  const step = stepOf(event, slide);
  const left = slide.scrollHeight - slide.clientHeight - slide.scrollTop;
  const canScroll = (step > 0 && left > 2) || (step < 0 && slide.scrollTop > 2);
  if (!canScroll) return true;
  slide.scrollBy({ top: step });
  event.preventDefault();
  return false;
}

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
});
