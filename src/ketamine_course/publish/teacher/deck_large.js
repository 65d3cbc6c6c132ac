// How widgets look on slides: pictures as large as the window, what is read with them beside or under them, options with letters.
const LARGE = new CSSStyleSheet();
LARGE.replaceSync(`
.card { max-width: none !important; }
.large { display: grid; grid-template: repeat(39, auto) 1fr / auto minmax(13rem, 1fr); gap: 0 1rem;
  align-items: start; align-content: start; }
.card { border: 0; padding: 0; contain: none; container-type: normal; }
.large > div:has(figure), .large .grid, .large .side, .large figure:has(> .frame) { display: contents; }
.large > *, .large > div:has(figure) > *, .large .grid > *, .large .side > *, .large figure > * { grid-column: 2; min-width: 0; }
.large > *, .large > div:has(figure) > *, .large .grid > *, .large .side > *, .large figure > * { margin-bottom: .3rem; }
.large figure > .frame, .large .grid > figure { grid-column: 1; grid-row: 1 / span 40; position: sticky; top: 0; width: 74vw;
  margin: 0; }
.large figure > figcaption { margin: 0; } .notes { line-height: 1.3; }
.large.beneath figure > figcaption { grid-column: 1 / -1; grid-row: 41; }
.beneath .notes { columns: 3 18rem; column-gap: 1.5rem; font-size: 1rem; }
.slim .frame { width: auto !important; }
/* As small as its smallest letters (8.5 units) allow that are read from the back row. */
.slim .sheet { width: min(74vw, max(80vh, var(--tall, 340) * .1476vw) * var(--ratio, 1.4)) !important; }
.beneath dt { break-after: avoid; } .beneath dd { break-inside: avoid; }
.lock { display: grid; gap: 1.5rem; place-content: center; justify-items: center; text-align: center; min-height: 72vh; border: 0; }
.lock, .lock .quiet { font-size: 1.5rem; color: inherit; } .lock .quiet { max-width: 46rem; }
.lock::after { content: "The question is on the slide before: vote, and choose the answer there."; font-size: 1rem; }
.controls { flex-direction: column; align-items: stretch; gap: .4rem; } .control.slider { flex: none; }
.pair { grid-template-columns: 1fr; }
.touch, .description, .title { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.sheet, .stage figure svg { margin: 0; min-width: 0 !important; max-width: none !important;
  width: min(74vw, (var(--room, calc(100vh - 1.5rem)) - var(--above, 3rem) - .2rem) * var(--ratio, 1.4)); }
.hidden-text { top: 0; } .touch, .description, .title { top: 0; }
/* A scene: first what a teacher uses; what else it says is shown when the picture comes nearer, or what was found where it fits. */
.stage.large { font-size: .86rem; line-height: 1.3; } .stage.large :is(.notes, table, .quiet, .legend, .acts button) { line-height: 1.2; }
.stage.large .words, .stage.large .more { contain: none; } .stage.large .words { display: contents; }
.stage.large .words > * { grid-column: 2; margin: .1rem 0; } .words > .step { order: 3; } .words > :not(.step) { order: 6; }
.stage.large .more { display: contents; } .stage.large .more > :not(.legend, [hidden]) { display: var(--rest, none); }
.stage.large :is(.filter, .tries), .stage.large > :is(.quiet, details) { display: var(--rest, none); }
.brief details.table { display: var(--rest, none); } .brief :is(.notes, .pair) { line-height: 1.25; font-size: .9rem; }
.brief .routes .option, .brief .walk > :not(.row, label) { display: var(--rest, none); }
.brief .walk > label { position: absolute; clip-path: inset(50%); } /* still the name of its slider */
.brief .words > :not(.step, .legend, [hidden]) { display: var(--rest, none) !important; }
/* The key of its lines stands under a scene, in two lines, wherever the text beside it ends: a class can tell which means people. */
.stage.large { --foot: calc(min(74vw / var(--ratio, 1.4), var(--room, calc(100vh - 1.5rem)) - var(--above, 3rem) - 3rem) + .2rem);
  position: relative; min-height: calc(var(--foot) + 2.4rem); }
.stage.large .more > .legend { display: flex; position: absolute; grid-column: 1; left: 0; top: var(--foot); width: 74vw; margin: 0;
  font-size: .84rem; gap: 0 .9rem; color: var(--c-ink); }
.stage.large .more > .legend > :is(.lowers, .place) { display: var(--rest, none); }
.stage.large figure svg { width: min(74vw, (var(--room, calc(100vh - 1.5rem)) - var(--above, 3rem) - 3rem) * var(--ratio, 1.4)); }
/* Lines tell from the back row in whom they were studied, also before the walk has come to them. */
.stage.large .a > .line { stroke-width: 3px !important; } .stage.large .a.bare > .line { stroke-width: 1.8px !important; }
.stage.large .a:is(.later, .dead) { opacity: .7; } .stage.large .a > .light { stroke-width: 9; }
.stage.large .legend .sign { width: 3rem; border-top-width: .2rem; } .stage.large .legend .bare > .sign { border-top-width: .12rem; }
.stage.large .legend .ask > .sign { width: 1.05rem; border-width: 1px; }
.stage .routes .row, .stage .acts button:last-child:nth-child(5) { display: none; } .stage .routes select { display: block; }
.large .routes { order: 1; } .large .walk { order: 2; } .large .verdict { order: 4; } .large .acts { order: 5; }
.large .more { order: 7; } .large .filter { order: 8; } .large .tries { order: 8; } .stage > :is(.legend, .quiet, details) { order: 9; }
.stage .more > .notes { min-height: 0; grid-template-columns: 1fr; }
.quiet, table, .tools button, .notes, .legend { font-size: .9rem; } textarea { font: inherit; }
.feedback > .tools, .feedback > div > .tools { display: none; }
fieldset { counter-reset: option; } .option:has(> [name=answer]) { counter-increment: option; }
/* What a class has chosen is seen from the back row, though it cannot be changed any more. */
.option:has(> [name=answer]:checked) { outline: .2rem solid var(--c-violet); outline-offset: -.1rem; border-radius: .4rem;
  background: var(--c-violet_ground); color: var(--c-ink); font-weight: 650; padding-inline: .5rem; }
.part > div:has(> .option > [name=answer]) { display: grid; grid-template-columns: 1fr 1fr; } textarea { min-height: 3.5rem; }
.option:has(> [name=answer]) > span::before { content: counter(option, upper-alpha) "  "; font-weight: 700; }
`);
