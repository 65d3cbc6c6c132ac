// What the parts of a stage say to each other.
import type { StageDefinition, StageKnowledge } from "../../contract";
import type { Board } from "../../logic/stage/types";

/** All that the parts of a stage know. */
export interface StageFacts extends StageDefinition {
  board: Board;
  notes: StageKnowledge["steps"];
  arrowNotes: StageKnowledge["arrows"];
  routeNotes: StageKnowledge["routes"];
  /** What is said in place of something that waits for a later question, by its name; nothing once it has opened. */
  waiting(name: string): string;
}

/** What a reader can do; by name of a step or an arrow. */
export interface Actions {
  go(step: string): void;
  block(step: string): void;
  /** A click: opens a step, blocks the open one, or adds to one's own chain until that has come to an end. */
  press(step: string): void;
  turn(arrow: string): void;
  cut(arrow: string): void;
  pressArrow(arrow: string): void;
}
