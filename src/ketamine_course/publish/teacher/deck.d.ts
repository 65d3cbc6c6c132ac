/** What the slides use of reveal.js. */
declare const Reveal: {
  getCurrentSlide(): HTMLElement | undefined;
  getIndices(): { h: number; v: number };
  initialize(options: object): Promise<void>;
  next(): void;
  on(event: string, listener: () => void): void;
  slide(across: number, down: number): void;
};
