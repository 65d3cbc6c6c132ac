// What the tests stand on: questions, answers, a browser that keeps things, and models that remember what they were sent.
/** @import { AnswerRecord, QuestionDefinition } from "../../src/ketamine_course/widgets/js/contract" */
/** @import { Model } from "../../src/ketamine_course/widgets/js/core/model" */

/** @type {QuestionDefinition} */
export const RATING = {
  name: "claim-1",
  kind: "rating",
  prompt: "Tea cures everything.",
  options: [
    { text: "Supported", feedback: "Too kind.", right: false, defensible: false },
    { text: "Overstated", feedback: "It goes too far.", right: true, defensible: false },
  ],
  order: "mixed",
  wordings: [],
  answer: null,
  tolerance: 0,
  lowest: null,
  highest: null,
  unit: "",
  asks: "Your verdict",
  wording: "",
  wording_why: "",
  reason: false,
  discuss: false,
  confidence: true,
  recalls: "",
  explanation: "Nobody tested it.",
  result: "",
  basis: "",
  collection: "tests",
  page: "first",
  edition: "today",
};

/** @type {QuestionDefinition} */
export const NUMBER = { ...RATING, name: "cups", kind: "number", options: [], answer: 0.3, tolerance: 0.1, unit: "cups" };

/** @type {QuestionDefinition} */
export const SEVERAL = {
  ...RATING,
  name: "which",
  kind: "several",
  options: [...RATING.options, { text: "Both", feedback: "Yes.", right: true, defensible: false }],
};

/** @type {QuestionDefinition} */
export const NOTES = { ...RATING, name: "notes", kind: "text", options: [], confidence: false };

/**
 * @param {Partial<AnswerRecord>} [more]
 * @returns {AnswerRecord}
 */
export const answer = (more) => ({
  kind: "rating",
  page: "first",
  prompt: RATING.prompt,
  given: [1],
  text: "Overstated",
  right: true,
  confidence: 80,
  first: "Overstated",
  first_right: true,
  first_confidence: 80,
  rounds: 1,
  ...more,
});

/** Give this process what pages have: a store that keeps things, and news of other tabs. */
export function browser() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  const storage = new Proxy(
    {
      /** @param {string} key */
      getItem: (key) => kept.get(key) ?? null,
      /** @type {(key: string, value: string) => void} */
      setItem: (key, value) => void kept.set(key, String(value)),
      /** @param {string} key */
      removeItem: (key) => void kept.delete(key),
    },
    {
      ownKeys: () => [...kept.keys()],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    },
  );
  const news = new EventTarget();
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
  globalThis.addEventListener = news.addEventListener.bind(news);
  /** @type {(key: string, value: unknown) => void} */
  const otherTab = (key, value) => {
    if (value === null) kept.delete(key);
    else kept.set(key, JSON.stringify(value));
    news.dispatchEvent(Object.assign(new Event("storage"), { key, newValue: value === null ? null : JSON.stringify(value) }));
  };
  return { kept, otherTab };
}

/** A browser that keeps nothing. */
export function refusingBrowser() {
  const refuse = () => {
    throw new Error("refused");
  };
  const storage = { getItem: refuse, setItem: refuse, removeItem: refuse };
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
}

/**
 * @param {Record<string, unknown>} state
 * @returns {Model & { sent: object[], saved: number, hear: (message: unknown) => void, listening: () => number }}
 */
export function kernel(state) {
  /** @type {Set<(message: unknown) => void>} */
  const calls = new Set();
  const model = {
    /** @type {object[]} */
    sent: [],
    saved: 0,
    get: (/** @type {string} */ name) => state[name],
    set: (/** @type {string} */ name, /** @type {unknown} */ value) => {
      state[name] = value;
    },
    save_changes: () => {
      model.saved += 1;
    },
    send: (/** @type {object} */ content) => {
      model.sent.push(content);
    },
    on: (/** @type {string} */ _, /** @type {any} */ call) => {
      calls.add(call);
    },
    off: (/** @type {string} */ _, /** @type {any} */ call) => {
      calls.delete(call);
    },
    hear: (/** @type {unknown} */ message) => {
      for (const call of calls) call(message);
    },
    listening: () => calls.size,
  };
  return model;
}
