// What the engine of a stage works on; nothing here knows of a page or of a subject.
import type { StageBoard, StageRoute, StageState } from "../../contract";

export type Sign = "raises" | "lowers" | "unknown";
export type Signal = Sign | "none";
export type Arrow = [source: string, target: string, sign: Sign];
export type Board = StageBoard;
export type Route = StageRoute;
export type State = StageState;

/** A badge: its number, its mark, and how it looks. An arrow: the sign of its head, and how it looks. */
export interface Shown {
  caption: string;
  parts: Record<string, string>;
  badges: Record<string, string[]>;
  arrows: Record<string, string[]>;
  /** Where several routes are lit: the title of each, and the first arrow that is its own. */
  tracks: string[][];
  /** Where a chain of one's own is not yet at an end: its last step, and the number of the next. */
  tail: string[];
}
