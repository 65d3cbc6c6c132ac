// What a widget sees of its other half, in JupyterLab (anywidget's model) and on a page (core's stand-in) alike.
import type { Code } from "../host/loader.js";
import type { PageStore } from "./page.js";

export interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(content: object): void;
  on<Message>(event: string, call: (message: Message) => void): void;
  off<Message>(event: string, call: (message: Message) => void): void;
}

/** Shows itself in a root, and returns how to let go of the page again. */
export type Widget = (place: { model: Model; root: ShadowRoot }) => () => void;

export type Kind = "explorable" | "question" | "summary" | "catalogue" | "worksheet" | "stage";

/** The style of all widgets, and what each kind adds. */
export interface Styles {
  base: string;
  kinds: Record<Kind, string>;
}

declare global {
  var coursePage: EventTarget & PageStore;
  /** The code of all widgets by its version; JupyterLab may show notebooks of several. */
  var courseCode: Map<unknown, Promise<Code>>;
}
