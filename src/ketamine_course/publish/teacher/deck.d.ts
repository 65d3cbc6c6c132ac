/** What the slides use of reveal.js. */
declare const Reveal: {
  getCurrentSlide(): HTMLElement | undefined;
  initialize(options: object): Promise<void>;
  on(event: string, listener: () => void): void;
};
