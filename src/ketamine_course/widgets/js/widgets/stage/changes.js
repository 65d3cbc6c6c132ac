// Only what changes is touched, and what need not be seen at once waits for the picture: a key press should not wait for it.

/** Milliseconds between changes below which they only swap. */
const FAST = 300;

/** What is done once the picture is on the screen: the last of it only, where changes follow quickly. */
export class Afterwards {
  /** @type {(() => void) | null} */
  #work = null;

  /** @param {() => void} work */
  do(work) {
    const waits = this.#work !== null;
    this.#work = work;
    // A page that nobody sees paints nothing.
    if (document.hidden) this.#now();
    else if (!waits) requestAnimationFrame(() => setTimeout(this.#now));
  }

  leave() {
    this.#work = null;
  }

  #now = () => {
    const work = this.#work;
    this.#work = null;
    work?.();
  };
}

/** The classes of a drawing's parts, as words of a reading. */
export class Looks {
  /** @type {Map<Element, string>} */
  #painted = new Map();
  /** What changed last and may move: were the whole drawing marked, each part of it would begin to move at once. @type {Set<Element>} */
  #moving = new Set();
  #time = 0;
  #moves = false;

  /**
   * Begin to paint a state. Nothing moves while a key is held or a thumb dragged: changes would come faster than they can be shown.
   *
   * @param {boolean} walked whether something changed, so that it may move
   */
  begin(walked) {
    const time = performance.now();
    this.#moves = walked && time - this.#time > FAST;
    this.#time = time;
    // What still moves from the change before stands at its end at once: the browser would work on both.
    for (const each of this.#moving) each.removeAttribute("data-new");
    this.#moving.clear();
  }

  /** @param {Element} element @param {string} look @returns {boolean} whether it changed */
  set(element, look) {
    if (this.#painted.get(element) === look) return false;
    this.#painted.set(element, look);
    element.setAttribute("class", look);
    if (!this.#moves) return true;
    element.setAttribute("data-new", "");
    this.#moving.add(element);
    return true;
  }
}
