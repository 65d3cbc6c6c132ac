// What the engine of a stage works on; nothing here knows of a page or of a subject.
export type Sign = "raises" | "lowers" | "unknown";
export type Signal = Sign | "none";
export type Arrow = [source: string, target: string, sign: Sign];

export interface Route {
  title: string;
  inline: string;
  source: string;
  arrows: Arrow[];
  ends: string[];
  /** What the ends are called together, in the middle of a sentence. */
  end: string;
  claims: Record<string, string>;
  peopleOnly: boolean;
  /** Whether the outcomes of a blocked step are told of its end. */
  lift: boolean;
  mixes: boolean;
  told: string;
}

export interface Finding {
  steps: string[];
  arrows: string[];
  text: string;
  fits: Record<string, string>;
  people: boolean;
}

export interface Board {
  steps: Record<string, { label: string; inline: string; short: string }>;
  signs: Record<string, Sign>;
  support: Record<string, Record<string, [number, number]>>;
  routes: Record<string, Route>;
  words: Record<string, string>;
  systems: string[];
  source: string;
  fixed: string[];
  /** Arrows of routes that no scene holds. */
  undrawn: string[];
  findings: Finding[];
  /** The routes whose predictions stand in `bench`. */
  benched: string[];
  bench: [label: string, asks: string, predicts: string[], result: string, weak: boolean][];
  /** What is asked, predicted and found, to how that fits. */
  fits: Record<string, Record<string, Record<string, string>>>;
}

export interface State {
  routes: string[];
  at: string;
  blocked: string[];
  cut: string[];
  flipped: string[];
  only: string;
  own: string[];
}

/** A badge: its number, its mark, and how it looks. An arrow: the sign of its head, and how it looks. */
export interface Shown {
  caption: string;
  parts: Record<string, string>;
  badges: Record<string, string[]>;
  arrows: Record<string, string[]>;
}
