/** What the slides use of reveal.js. */
declare const Reveal: { getCurrentSlide(): HTMLElement; initialize(options: object): void };
