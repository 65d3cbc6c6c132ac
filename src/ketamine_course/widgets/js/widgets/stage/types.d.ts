// What the parts of a stage say to each other.
import type { Lock } from "../../contract";
import type { Board, Route, State } from "../../logic/stage/types";

export interface StageDefinition {
  name: string;
  title: string;
  caption: string;
  status: string;
  /** A further class of the scene. */
  look: string;
  legend: [kind: string, text: string][];
  tries: { label: string; state: Partial<State> }[];
  /** Routes that this stage adds to the board, and their arrows that no scene holds. */
  more: { routes?: Record<string, Route>; undrawn?: string[] };
}

/** The board, and what can be read about its steps, arrows and routes: texts, for steps and routes with terms. */
export interface Knowledge {
  board: Board;
  steps: Record<string, [string, string][]>;
  arrows: Record<string, string>;
  routes: Record<string, [string, string][]>;
}

/** All that the parts of a stage know. */
export interface StageFacts extends StageDefinition {
  board: Board;
  notes: Knowledge["steps"];
  arrowNotes: Knowledge["arrows"];
  routeNotes: Knowledge["routes"];
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
