// Written from contract.schema.json by `make js`: change that, not this.

/**
 * One state as it is sent to the page; an element of the trait `_frames`, whose keys are positions of values such as `3-0`, or `3-0/240` for another width than the usual.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Frame".
 */
export type Frame = (Picture | Problem)
/**
 * From the kernel: the frame of that key.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "FrameReply".
 */
export type FrameReply = ({
/**
 * The key.
 */
frame: string
/**
 * In palette variables.
 */
svg: string
description: string
status: string
table: (FrameTable | null)
/**
 * Texts under the drawing, each with its heading.
 */
notes?: [string, string][]
} | {
/**
 * The key.
 */
frame: string
problem: string
})
/**
 * From the kernel.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SheetReply".
 */
export type SheetReply = ({
sentences: Sentence[]
} | Problem)

/**
 * What Python and the page say to each other. Both sides are tested against it; js/contract.d.ts is written from it.
 */
export interface Contract {
[k: string]: unknown
}
/**
 * One control of an explorable: named values in order, each with a label.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Control".
 */
export interface Control {
name: string
kind: ("slider" | "choice" | "toggles" | "opens")
label: string
/**
 * @minItems 2
 */
values: [string, string, ...(string)[]]
/**
 * @minItems 2
 */
labels: [string, string, ...(string)[]]
/**
 * Whether a button plays the steps one after another.
 */
plays?: boolean
/**
 * Values that would tell the answer to a later question, and after which questions they open.
 */
later?: {
[k: string]: LaterValue
}
}
/**
 * What a value of a control, or an entry of a list, waits for.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LaterValue".
 */
export interface LaterValue {
/**
 * For people, beside the label of a value or in place of what an entry tells, until it opens.
 */
words: string
/**
 * The same, said of several values at once.
 */
together?: string
/**
 * @minItems 1
 */
questions: [LaterQuestion, ...(LaterQuestion)[]]
}
/**
 * A question that a value of a control waits for.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LaterQuestion".
 */
export interface LaterQuestion {
collection: string
page: string
name: string
edition: string
prompt: string
/**
 * How often it is answered before its key is shown.
 */
rounds: number
}
/**
 * The prediction that must be answered before a picture opens.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Lock".
 */
export interface Lock {
collection: string
page: string
/**
 * Its name.
 */
question: string
/**
 * A hash of its wording.
 */
edition: string
prompt: string
/**
 * What was found.
 */
result: string
}
/**
 * What a page knows of an explorable; its trait `_definition`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ExplorableDefinition".
 */
export interface ExplorableDefinition {
once?: LaterValue1
/**
 * Rows of its table that would tell the answer to a later question, by their keys.
 */
rows?: {
[k: string]: LaterValue
}
title: string
controls: Control[]
lock: (Lock | null)
/**
 * Widths of its pictures in units of the SVG, the usual one first.
 * 
 * @minItems 1
 */
widths: [number, ...(number)[]]
/**
 * Key states that stand side by side on paper: what is set, and the key of the frame.
 * 
 * @minItems 2
 */
film?: [[string, string], [string, string], ...([string, string])[]]
/**
 * Of which cases its prediction is about: values of some controls. While it shows another, what was predicted and found is folded.
 */
about?: {
[k: string]: string[]
}
}
/**
 * What a value of a control, or an entry of a list, waits for.
 */
export interface LaterValue1 {
/**
 * For people, beside the label of a value or in place of what an entry tells, until it opens.
 */
words: string
/**
 * The same, said of several values at once.
 */
together?: string
/**
 * @minItems 1
 */
questions: [LaterQuestion, ...(LaterQuestion)[]]
}
/**
 * A value for every control: one, or a list where the control is a set of toggles.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Choice".
 */
export interface Choice {
[k: string]: string | string[]
}
/**
 * The facts of a picture as rows of text.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "FrameTable".
 */
export interface FrameTable {
caption: string
columns: string[]
rows: string[][]
/**
 * What the first rows are called, where some may wait for a question.
 */
keys?: string[]
}
/**
 * One state, drawn.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Picture".
 */
export interface Picture {
/**
 * In palette variables.
 */
svg: string
description: string
status: string
table: (FrameTable | null)
/**
 * Texts under the drawing, each with its heading.
 */
notes?: [string, string][]
/**
 * Where the notes hold sentences of the description: what is left of it to stand beside them.
 */
beside?: string
}
/**
 * Why there is no picture.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Problem".
 */
export interface Problem {
problem: string
}
/**
 * From the page: is anybody there?
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Knock".
 */
export interface Knock {
knock: true
}
/**
 * From the kernel: it is.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Here".
 */
export interface Here {
here: true
}
/**
 * From the page: a state it has no frame for.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "FrameRequest".
 */
export interface FrameRequest {
/**
 * The key.
 */
ask: string
choice: Choice
}
/**
 * One answer to choose from, whether it is right, and why.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Option".
 */
export interface Option {
text: string
feedback: string
right: boolean
/**
 * Not the key, but a careful reader could argue for it.
 */
defensible: boolean
}
/**
 * A part of a question that is answered item by item: an end, a dot, a step, a point or a cell.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Item".
 */
export interface Item {
text: string
answer: number
/**
 * Where it lies on the figure's axis.
 */
at: (number | null)
feedback: string
/**
 * Of a step: the row of the figure that shows it, where there are rows.
 */
row?: string
}
/**
 * What a page knows of a question; its trait `_definition`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "QuestionDefinition".
 */
export interface QuestionDefinition {
name: string
/**
 * A hash of its wording.
 */
edition: string
kind: ("single" | "several" | "number" | "mark" | "range" | "dots" | "order" | "curve" | "cells" | "text" | "rating")
prompt: string
options: Option[]
/**
 * Whether each reader sees the options in an order of their own.
 */
order: ("mixed" | "fixed")
/**
 * Where a guess is drawn: the label of the figure's axes, and x or y.
 */
axis?: string
/**
 * How much of the axis one unit of the answer is.
 */
axis_unit?: number
step?: number
items?: Item[]
/**
 * In words what an item can get, the lowest first.
 */
values?: string[]
/**
 * Which of how many ratings it is, such as `11 of 12`.
 */
place?: string
/**
 * What a good free text holds, to tick once it is kept.
 */
checklist?: string[]
wordings: string[]
answer: (number | null)
tolerance: number
lowest: (number | null)
highest: (number | null)
unit: string
asks: string
wording: string
wording_why: string
reason: boolean
discuss: boolean
confidence: boolean
recalls: string
explanation: string
result: string
basis: string
collection: string
page: string
}
/**
 * What the browser keeps of an answer, under `course-answers<path>/<collection>/<page>` (the path up to a hub's user, or of the collection; `js/core/whose.js`) by the question's name.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "AnswerRecord".
 */
export interface AnswerRecord {
kind: string
page: string
/**
 * A hash of its wording.
 */
edition?: string
prompt: string
/**
 * Positions of the chosen options, a number for each item, a number, or a text.
 */
given: (number[] | number | string)
/**
 * The same for people; it stands in downloaded answers.
 */
text: string
right: (boolean | null)
confidence: (number | null)
wording?: string
reason?: string
/**
 * The points of the checklist that the reader found in the answer, in words: one that is reworded is open again.
 */
ticked?: string[]
/**
 * Whether its key is not told yet: a prediction waits until its reader asks, also when the page is opened again, and an answer that is asked for twice until the final one.
 */
untold?: boolean
/**
 * Whether the reader had the figure opened before answering: then it is an answer, and not counted as a prediction.
 */
looked?: boolean
/**
 * Random, the same for all answers of one browser: whose answers they are, without a name.
 */
id?: string
/**
 * When this answer was given: ISO 8601, UTC.
 */
time?: string
/**
 * The first answer, for people.
 */
first: string
first_right: (boolean | null)
first_confidence: (number | null)
rounds: number
}
/**
 * What Python hears of an answer: the trait `answer`, null until there is one.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Answer".
 */
export interface Answer {
given: string
right: (boolean | null)
first: string
confidence: (number | null)
record: AnswerRecord
}
/**
 * One question that a summary counts.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SummaryItem".
 */
export interface SummaryItem {
name: string
/**
 * A hash of its wording.
 */
edition: string
label: string
/**
 * How often it is answered before its key is told.
 */
rounds: number
/**
 * Options that are not the key, but could be argued for.
 */
defensible: string[]
}
/**
 * What a page knows of a summary; its trait `_definition`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SummaryDefinition".
 */
export interface SummaryDefinition {
title: string
collection: string
/**
 * @minItems 1
 */
pages: [string, ...(string)[]]
/**
 * @minItems 1
 */
items: [SummaryItem, ...(SummaryItem)[]]
}
/**
 * One prediction that is shown beside what was found.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PredictedItem".
 */
export interface PredictedItem {
name: string
/**
 * A hash of its wording.
 */
edition: string
label: string
kind: string
result: string
/**
 * The options that are the key.
 */
right: string[]
defensible: string[]
/**
 * The right number, or one for each item.
 */
answers: number[]
tolerance: number
lowest: (number | null)
highest: (number | null)
}
/**
 * What a page knows of the predictions of a notebook; the trait `_definition`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PredictionsDefinition".
 */
export interface PredictionsDefinition {
title: string
collection: string
/**
 * @minItems 1
 */
pages: [string, ...(string)[]]
/**
 * @minItems 1
 */
items: [PredictedItem, ...(PredictedItem)[]]
}
/**
 * One claim of a form, to be accepted or not.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "JudgedClaim".
 */
export interface JudgedClaim {
text: string
/**
 * Whether the evidence supports it.
 */
sound: boolean
/**
 * The verdict of the key.
 */
key: string
reason: string
basis: string
/**
 * A hash of its wording.
 */
edition: string
}
/**
 * One time a form is taken.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DiscernmentRound".
 */
export interface DiscernmentRound {
name: string
label: string
/**
 * Where the browser keeps the answers.
 */
page: string
/**
 * How many days after the round before it is due.
 */
days: number
/**
 * Whether it can be taken in this place.
 */
here: boolean
}
/**
 * What a page knows of two forms and their rounds; its trait `_definition`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DiscernmentDefinition".
 */
export interface DiscernmentDefinition {
title: string
collection: string
/**
 * Words for accepting a claim, not accepting it, and not being able to tell.
 * 
 * @minItems 3
 * @maxItems 3
 */
answers: [string, string, string]
notes: string[]
forms: {
/**
 * @minItems 1
 */
[k: string]: [JudgedClaim, ...(JudgedClaim)[]]
}
/**
 * @minItems 1
 */
rounds: [DiscernmentRound, ...(DiscernmentRound)[]]
}
/**
 * What a page knows of the class mode; its trait `_definition`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ClassroomDefinition".
 */
export interface ClassroomDefinition {
title: string
/**
 * Claim to the verdict of the key, in the order shown.
 */
key: {
[k: string]: string
}
verdicts: string[]
/**
 * Claim to its present wording.
 */
prompts: {
[k: string]: string
}
/**
 * Which claims each resample takes: one character for each, the first claim as "0", then as in ASCII.
 */
draws: string[]
/**
 * The forms that a class may have taken, or null.
 */
discernment: (null | {
answers: string[]
/**
 * Name and label.
 */
rounds: [string, string][]
/**
 * By the name under which a claim is asked.
 */
items: {
/**
 * One claim in one round.
 */
[k: string]: {
round: string
form: string
sound: boolean
}
}
prompts: {
[k: string]: string
}
})
}
/**
 * One thing to filter by.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "CatalogueFacet".
 */
export interface CatalogueFacet {
name: string
label: string
values: string[]
labels: string[]
badge: boolean
later?: LaterValue2
}
/**
 * What a value of a control, or an entry of a list, waits for.
 */
export interface LaterValue2 {
/**
 * For people, beside the label of a value or in place of what an entry tells, until it opens.
 */
words: string
/**
 * The same, said of several values at once.
 */
together?: string
/**
 * @minItems 1
 */
questions: [LaterQuestion, ...(LaterQuestion)[]]
}
/**
 * What a page knows of a catalogue beside its entries; its trait `_definition`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "CatalogueDefinition".
 */
export interface CatalogueDefinition {
title: string
/**
 * @minItems 2
 * @maxItems 2
 */
noun: [string, string]
facets: CatalogueFacet[]
verdicts?: CatalogueVerdicts
seal?: CatalogueSeal
}
/**
 * Beside whose verdicts a reader's own is shown, where there is one.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "CatalogueVerdicts".
 */
export interface CatalogueVerdicts {
scale: string[]
judges: string[]
/**
 * The part of an entry that stands before its heading in the prompt of the question on it.
 */
place: string
/**
 * How many answers to that question open its key.
 */
rounds: number
}
/**
 * What stays closed of entries that readers judge themselves, until they have judged them or ask for it.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "CatalogueSeal".
 */
export interface CatalogueSeal {
facets: string[]
terms: string[]
told: string
opens: string
/**
 * The prediction about how many entries have which value of a facet, by facet: no filter counts these before it is told.
 */
asked: {
[k: string]: string
}
label: string
/**
 * Names of entries whose heading alone tells what they wait for: nothing but the name of these is shown.
 */
headings: string[]
}
/**
 * One entry; an element of the trait `_entries`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "CatalogueEntry".
 */
export interface CatalogueEntry {
name: string
heading: string
/**
 * A value for every facet, in their order.
 */
facets: string[]
parts: [string, string][]
links: [string, string][]
waits?: LaterValue
/**
 * What each of the judges said, as a position on the scale.
 */
marks?: number[]
/**
 * Where readers judge the entry themselves; what the seal names stays closed until they have.
 */
later?: string
/**
 * The question that asks readers to rate the entry: who opens the entry first has looked before answering.
 */
asked?: {
collection: string
page: string
name: string
}
}
/**
 * One field of a worksheet; no options: free text.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SheetField".
 */
export interface SheetField {
name: string
label: string
options: [string, string][]
}
/**
 * What a page knows of a worksheet; its trait `_definition`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "WorksheetDefinition".
 */
export interface WorksheetDefinition {
name: string
title: string
collection: string
scored_with: string
columns: SheetField[]
items: SheetField[]
/**
 * The words that are marked, with their kinds.
 */
words: {
[k: string]: string
}
kinds: {
[k: string]: string
}
notes: string[]
/**
 * The columns that a recorded sentence goes into.
 */
from: {
locator: string
text: string
}
}
/**
 * What was filled in; the trait `record`, which may hold fewer parts.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SheetRecord".
 */
export interface SheetRecord {
title?: string
text?: string
overall?: string
claims?: {
[k: string]: string
}[]
scores?: {
[k: string]: string
}
}
/**
 * A sentence of the pasted text with the places worth a look.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Sentence".
 */
export interface Sentence {
locator: string
text: string
marks: [number, number, string][]
}
/**
 * From the page: a text to split.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SheetRequest".
 */
export interface SheetRequest {
split: string
}
/**
 * What stands beside a widget in a page without a kernel.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PageData".
 */
export interface PageData {
state: {
[k: string]: unknown
}
/**
 * Further traits as JSON: gzipped in base64 or, where short, written backwards after ~.
 */
packed: string
}
/**
 * What a reader has changed on a stage; its trait `state`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "StageState".
 */
export interface StageState {
routes: string[]
at: string
blocked: string[]
cut: string[]
flipped: string[]
only: string
own: string[]
}
/**
 * One route through a board.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "StageRoute".
 */
export interface StageRoute {
title: string
inline: string
source: string
arrows: [string, string, ("raises" | "lowers" | "unknown")][]
ends: string[]
end: string
claims: {
[k: string]: string
}
peopleOnly: boolean
lift: boolean
mixes: boolean
told: ("raises" | "lowers")
}
/**
 * What a stage's engine reads: steps, arrows, routes, experiments and words.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "StageBoard".
 */
export interface StageBoard {
steps: {
/**
 * A step.
 */
[k: string]: {
label: string
inline: string
short: string
}
}
signs: {
[k: string]: "raises" | "lowers" | "unknown"
}
support: {
[k: string]: {
/**
 * @minItems 2
 * @maxItems 2
 */
[k: string]: [number, number]
}
}
routes: {
[k: string]: StageRoute
}
words: {
[k: string]: string
}
systems: string[]
source: string
fixed: string[]
undrawn: string[]
/**
 * Items: A published experiment that a reader can repeat.
 */
findings: {
name: string
steps: string[]
arrows: string[]
text: string
fits: {
[k: string]: string
}
people: boolean
}[]
benched: string[]
bench: [string, string, string[], string, boolean][]
fits: {
[k: string]: {
[k: string]: {
[k: string]: string
}
}
}
}
/**
 * The board, and what can be read about its steps, arrows and routes; the trait `_knowledge`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "StageKnowledge".
 */
export interface StageKnowledge {
board: StageBoard
steps: {
[k: string]: [string, string][]
}
arrows: {
[k: string]: string
}
routes: {
[k: string]: [string, string][]
}
}
/**
 * What a page knows of one stage beside its board; the trait `_definition`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "StageDefinition".
 */
export interface StageDefinition {
name: string
title: string
caption: string
status: string
look: string
legend: [string, string][]
/**
 * Items: A named state.
 */
tries: {
label: string
state: {
[k: string]: unknown
}
}[]
/**
 * Routes that this stage adds to the board, their arrows that no scene holds, and what they predict on the bench.
 */
more: {
routes?: {
[k: string]: StageRoute
}
undrawn?: string[]
predicts?: {
[k: string]: string[]
}
}
}
/**
 * What differs from one showing of a stage to another; the trait `_options`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "StageOptions".
 */
export interface StageOptions {
once?: LaterValue3
lock: ({
collection: string
page: string
question: string
edition: string
prompt: string
result: string
steps: (string | null)[]
} | null)
chain: ({
question: string
prompt: string
collection: string
page: string
} | null)
build: boolean
address: boolean
/**
 * Routes that are offered; none stands for all.
 */
offers: string[]
/**
 * Whether arrows can be kept by the systems in which they were studied.
 */
filters: boolean
/**
 * Whether it is told when each step happens.
 */
times: boolean
/**
 * Whether it is told what routes that are lit together rule out.
 */
mixtures: boolean
/**
 * Whether it is told what experiments found, which states are named after one, and how many routes a step is on.
 */
experiments: boolean
/**
 * What would tell the answer to a later question: what a reader changes (`changes`), when steps happen (`times`), what is known of an arrow, or what an experiment found, by name.
 */
later: {
[k: string]: LaterValue
}
/**
 * The parts of its state that make a case: while they differ from the opening, what was predicted and found is folded.
 */
about: ("routes" | "blocked" | "cut" | "flipped")[]
/**
 * These parts as the stage opens.
 */
opening: {
routes: string[]
blocked: string[]
cut: string[]
flipped: string[]
}
}
/**
 * What a value of a control, or an entry of a list, waits for.
 */
export interface LaterValue3 {
/**
 * For people, beside the label of a value or in place of what an entry tells, until it opens.
 */
words: string
/**
 * The same, said of several values at once.
 */
together?: string
/**
 * @minItems 1
 */
questions: [LaterQuestion, ...(LaterQuestion)[]]
}
/**
 * What a page knows of a text to mark or to repair; its trait `_definition`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "RewordingDefinition".
 */
export interface RewordingDefinition {
name: string
title: string
collection: string
page: string
/**
 * Whether words are switched; otherwise sentences are marked.
 */
repair: boolean
note: string
/**
 * A hash of its wording.
 */
edition: string
/**
 * Works behind wordings, each line once.
 */
bases: string[]
/**
 * @minItems 1
 */
sentences: [[number, string, [[string[], string, boolean, string, number, string], ...([string[], string, boolean, string, number, string])[]]], ...([number, string, [[string[], string, boolean, string, number, string], ...([string[], string, boolean, string, number, string])[]]])[]]
}
