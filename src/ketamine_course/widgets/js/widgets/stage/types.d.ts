// What the parts of a stage say to each other.
import type { Lock } from "../../contract";
import type { Board, State } from "../../logic/stage/types";

export interface StageDefinition {
  name: string;
  title: string;
  caption: string;
  status: string;
  board: Board;
  /** What can be read about a step: terms and what stands under them. */
  notes: Record<string, [string, string][]>;
  /** What can be read about an arrow. */
  arrowNotes: Record<string, string>;
  legend: [kind: string, text: string][];
  tries: { label: string; state: Partial<State> }[];
  /** What can be read about a route: terms and what stands under them. */
  routeNotes: Record<string, [string, string][]>;
  /** A further class of the scene. */
  look: string;
}

/** What differs from one showing of a stage to another. */
export interface StageOptions {
  /** For each option of the prediction, the step at which its flag stands. */
  lock: (Lock & { steps: (string | null)[] }) | null;
  /** Where the reader's own chain is kept. */
  chain: { question: string; prompt: string; collection: string; page: string } | null;
  /** Whether only a chain is built, without evidence and verdict. */
  build: boolean;
  /** Whether the state stands in the page's address. */
  address: boolean;
}

/** What a reader can do; by name of a step or an arrow. */
export interface Actions {
  go(step: string): void;
  block(step: string): void;
  /** A click: opens a step, blocks the open one, or adds to one's own chain. */
  press(step: string): void;
  turn(arrow: string): void;
  cut(arrow: string): void;
  pressArrow(arrow: string): void;
}
