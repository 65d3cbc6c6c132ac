// What a widget sees of its other half, in JupyterLab (anywidget's model) and on a page (core's stand-in) alike.
import type { Control } from "../contract";
import type { Code } from "../host/loader.js";
import type { PageStore } from "./page.js";

export interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  /** Both say false where nobody hears (`host/guard.js`). */
  save_changes(): unknown;
  send(content: object): unknown;
  on<Message>(event: string, call: (message: Message) => void): void;
  off<Message>(event: string, call: (message: Message) => void): void;
  /** Whether a kernel answers; only where there should be one. */
  attended?(): boolean;
  /** Take up what was chosen before the page was loaded again; only on a page. */
  takeUp?(controls: Control[]): void;
}

/** Shows itself in a root, and returns how to let go of the page again. */
export type Widget = (place: { model: Model; root: ShadowRoot }) => () => void;

declare global {
  var coursePage: EventTarget & PageStore;
  /** The code of all widgets by its version; JupyterLab may show notebooks of several. */
  var courseCode: Map<unknown, Promise<Code>>;
  /** Packs from scripts that stand beside the page, by the name of the script (`host/packed.js`). */
  var coursePacks: Record<string, string>;
}
