// The state of a stage in the address of its page, so that it can be kept and passed on: "#cascade:at=bdnf&blocked=trkb".
import { attempt } from "../../core/browser.js";
import { isEmbed } from "../../core/embedded.js";
import { fromAddress, toAddress } from "../../logic/stage/state.js";

/** Milliseconds of rest before a change is in the address: browsers take long over it. */
const PAUSE = 350;

export class Address {
  #opening;
  #text;
  #take;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;

  /**
   * @param {string} name of the stage; one that has a page of its own needs none
   * @param {() => string} text the state as it is now
   * @param {(text: string) => void} take what to do with a state that an address brings
   */
  constructor(name, text, take) {
    this.#opening = isEmbed() ? "#" : `#${name}:`;
    this.#text = text;
    this.#take = take;
    addEventListener("hashchange", this.read);
  }

  read = () => {
    const { hash } = location;
    if (hash.length > 1 && hash.startsWith(this.#opening)) this.#take(hash.slice(this.#opening.length));
  };

  /** Put the state into the address once changes rest. */
  soon() {
    clearTimeout(this.#waiting);
    // An address that belongs to somebody else, such as a slide deck, is left alone.
    if (!location.hash.startsWith("#/")) this.#waiting = setTimeout(this.#later, PAUSE);
  }

  /** Follow a change that came from elsewhere, where the address tells of this stage already. */
  follow() {
    if (location.hash.length > 1 && location.hash.startsWith(this.#opening)) this.soon();
  }

  /** The address tells of this stage no longer. */
  forget() {
    clearTimeout(this.#waiting);
    if (!location.hash.startsWith(this.#opening)) return;
    attempt(() => history.replaceState(history.state, "", location.pathname + location.search), undefined);
  }

  /** Between two frames, so that no key waits for it. */
  #later = () => void (globalThis.requestIdleCallback?.(this.#write, { timeout: PAUSE }) ?? this.#write());

  #write = () => attempt(() => history.replaceState(history.state, "", `${this.#opening}${this.#text()}`), undefined);

  /** Copy a link to the state; return whether the browser allowed it. */
  async share() {
    clearTimeout(this.#waiting);
    this.#write();
    try {
      await navigator.clipboard.writeText(location.href);
      return true;
    } catch {
      return false;
    }
  }

  leave() {
    clearTimeout(this.#waiting);
    removeEventListener("hashchange", this.read);
  }
}

/**
 * The address of a stage, by the id of its place on the page, where several stages may have the same name.
 *
 * @param {Element} place
 * @param {Pick<import("./types").StageFacts, "board" | "name">} facts
 * @param {() => import("../../logic/stage/types").State} now
 * @param {(state: object) => void} take
 */
export function addressOf(place, { board, name }, now, take) {
  const id = place.closest("[id^=stage-]")?.id.replace("stage-", "");
  return new Address(
    id || name,
    () => toAddress(board, now()),
    (text) => take(fromAddress(board, text)),
  );
}
