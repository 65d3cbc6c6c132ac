// What the parts of a stage say to each other.
import type { Lock } from "../../contract";
import type { Board, State } from "../../logic/stage/types";

export interface Layout {
  size: [number, number];
  badge: number;
  places: Record<string, [number, number]>;
}

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
  layouts: Record<string, Layout>;
  legend: [kind: string, text: string][];
  tries: { label: string; state: Partial<State> }[];
  lock: (Lock & { steps: (string | null)[] }) | null;
  /** Whether the state stands in the page's address. */
  address: boolean;
  /** A further class of the scene. */
  look: string;
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
