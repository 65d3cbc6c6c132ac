// Slides: keys go to a control that has the focus, then to a long slide that can still scroll, and only then to the next slide.
const FORWARD = ["ArrowDown", "PageDown", " "], BACK = ["ArrowUp", "PageUp"];

function goesToReveal(event) {
  const target = event.composedPath()[0];
  if (target.closest?.("input, select, textarea, button, summary, a, [data-pick], [role=slider]")) return false;
  const slide = Reveal.getCurrentSlide();
  const left = slide.scrollHeight - slide.clientHeight - slide.scrollTop;
  const step = event.key.startsWith("Arrow") ? 120 : slide.clientHeight * 0.8;
  const down = FORWARD.includes(event.key) && !event.shiftKey, up = BACK.includes(event.key) || (event.key === " " && event.shiftKey);
  if ((down && left > 2) || (up && slide.scrollTop > 2)) {
    slide.scrollBy({ top: down ? step : -step });
    event.preventDefault();
    return false;
  }
  return true;
}

Reveal.initialize({
  hash: true, center: false, disableLayout: true, transition: "none", backgroundTransition: "none", slideNumber: "c/t", touch: false,
  help: true, overview: false, keyboardCondition: goesToReveal,
});
