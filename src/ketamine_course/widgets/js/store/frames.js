// Frames that are known, and one question at a time to the kernel for those that are not.
/** @import { Choice, Frame, FrameReply, FrameRequest } from "../contract" */
/** @import { Model } from "../core/model" */
import { PATIENCE } from "../core/patience.js";

/**
 * Hears of every frame that arrives: null where the kernel stayed silent.
 *
 * @callback FrameListener
 * @param {string} key
 * @param {Frame | null} frame
 * @param {boolean} wish whether the reader asked for it
 */

export class FrameStore {
  /** @type {Set<string>} */
  #failed = new Set();
  /** @type {{ key: string, wish: boolean } | null} */
  #asked = null;
  /** @type {{ key: string, choice: Choice } | null} */
  #next = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #model;
  #onFrame;

  /**
   * @param {Model} model
   * @param {FrameListener} onFrame
   */
  constructor(model, onFrame) {
    this.#model = model;
    this.#onFrame = onFrame;
    /** @type {Map<string, Frame>} */
    this.known = new Map(Object.entries(/** @type {Record<string, Frame>} */ (model.get("_frames"))));
    model.on("msg:custom", this.#hear);
  }

  /**
   * Ask the kernel for a frame, unless it is known. While an answer is awaited only the last wish is remembered.
   *
   * @param {string} key
   * @param {Choice} choice
   * @param {boolean} wish true for what the reader asked for, false for a neighbour fetched ahead
   */
  ask(key, choice, wish) {
    if (this.known.has(key)) return;
    if (this.#asked) {
      if (this.#asked.key === key) this.#asked.wish ||= wish;
      else if (wish) this.#next = { key, choice };
      return;
    }
    this.#asked = { key, wish };
    /** @type {FrameRequest} */
    const request = { ask: key, choice };
    this.#timer = setTimeout(() => this.#finish(key, null), PATIENCE);
    if (this.#model.send(request) === false) this.#finish(key, null);
  }

  /** @param {string} key */
  worthFetching(key) {
    return this.#asked === null && !this.known.has(key) && !this.#failed.has(key);
  }

  leave() {
    this.#model.off("msg:custom", this.#hear);
    clearTimeout(this.#timer);
  }

  /** @param {FrameReply} message */
  #hear = (message) => {
    if (!("frame" in message)) return;
    const { frame: key, ...frame } = message;
    if ("problem" in frame) this.#failed.add(key);
    else this.known.set(key, frame);
    this.#finish(key, frame);
  };

  /**
   * @param {string} key
   * @param {Frame | null} frame
   */
  #finish(key, frame) {
    const expected = this.#asked?.key === key;
    const wish = expected && this.#asked?.wish === true;
    if (expected) {
      this.#asked = null;
      clearTimeout(this.#timer);
    }
    this.#onFrame(key, frame, wish);
    const follow = this.#next;
    this.#next = null;
    if (follow) this.ask(follow.key, follow.choice, true);
  }
}
