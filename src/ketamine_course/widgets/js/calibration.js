// A summary of answers: confidence against correctness, or the change between two times a question was asked.
const SVG = "http://www.w3.org/2000/svg";
const drawn = (tag, properties, ...children) => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(properties)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const percent = (share) => `${Math.round(share * 100)}%`;
const total = (values) => values.reduce((sum, value) => sum + value, 0);
const points = (count) => `${count} point${count === 1 ? "" : "s"}`;
const rightOf = (records) => records.filter((record) => record.first_right === true).length;

function tableOf(caption, header, rows) {
  const cells = (kind, row) => make("tr", {}, ...row.map((text, at) => make(at ? kind : "th", { scope: kind === "th" ? "col" : at ? null : "row", textContent: text })));
  const table = make("table", {}, make("caption", { textContent: caption }), make("thead", {}, cells("th", header)), make("tbody", {}, ...rows.map((row) => cells("td", row))));
  return make("div", { className: "scroll", tabIndex: 0, role: "group", "aria-label": caption }, table);
}

// One bar a row, with a line where it would end if confidence were met exactly.
function barsOf(rows, name) {
  const height = rows.length * 34 + 26;
  const svg = drawn("svg", { viewBox: `0 0 420 ${height}`, role: "img", "aria-label": name });
  const x = (share) => 130 + share * 240;
  rows.forEach(({ label, share, mark, note }, at) => {
    const y = 8 + at * 34;
    svg.append(drawn("text", { x: 122, y: y + 16, "text-anchor": "end", class: "ink" }, label));
    svg.append(drawn("rect", { x: x(0), y, width: x(1) - x(0), height: 22, class: "ground" }), drawn("rect", { x: x(0), y, width: share * 240, height: 22, class: "bar" }));
    if (mark != null) svg.append(drawn("line", { x1: x(mark), x2: x(mark), y1: y - 4, y2: y + 26, class: "mark" }));
    svg.append(drawn("text", { x: 376, y: y + 16, class: "ink" }, note));
  });
  for (const share of [0, 0.5, 1]) svg.append(drawn("text", { x: x(share), y: height - 4, "text-anchor": "middle", class: "small" }, percent(share)));
  return svg;
}

// How far from the expected number right chance alone may lead a person who is exactly as good as they are sure (two standard deviations).
function calibrated(sure) {
  const levels = sure.map((record) => record.first_confidence / 100);
  const spread = 2 * Math.sqrt(total(levels.map((level) => level * (1 - level))));
  return { mean: total(levels) / levels.length, expected: total(levels), low: Math.max(0, total(levels) - spread), high: Math.min(levels.length, total(levels) + spread) };
}

function calibrationParts(items) {
  const answered = items.map(({ record }) => record).filter((record) => record && typeof record.first_right === "boolean");
  if (!answered.length) return [make("p", { textContent: `None of the ${items.length} is answered yet. The summary appears here, and grows with each answer.` })];
  const right = rightOf(answered), parts = [];
  let words = `You answered ${answered.length} of ${items.length}. Your first answer was right in ${right} (${percent(right / answered.length)}).`;
  const sure = answered.filter((record) => record.first_confidence > 0 && record.first_confidence <= 100);
  if (sure.length) {
    const { mean, expected, low, high } = calibrated(sure), hits = rightOf(sure), gap = Math.round((mean - hits / sure.length) * 100);
    const side = gap > 0 ? `${points(gap)} more sure than right` : gap < 0 ? `${points(-gap)} less sure than right` : "just as sure as right";
    words += ` On average you were ${percent(mean)} sure: ${side}.`;
    const inside = hits >= low && hits <= high;
    parts.push(make("p", { textContent: `Somebody exactly as good as this confidence would get about ${expected.toFixed(1)} of ${sure.length} right, and chance alone would move that between ${low.toFixed(1)} and ${high.toFixed(1)}. Your ${hits} lie${hits === 1 ? "s" : ""} ${inside ? "inside: so few answers cannot tell a gap from luck" : "outside: luck alone hardly explains the gap"}.` }));
    const levels = [...new Set(sure.map((record) => record.first_confidence))].sort((a, b) => a - b);
    const rows = levels.map((level) => {
      const at = sure.filter((record) => record.first_confidence === level);
      return { label: `${level}% sure`, share: rightOf(at) / at.length, mark: level / 100, note: `${rightOf(at)} of ${at.length}` };
    });
    parts.unshift(barsOf(rows, "Share of right answers at each level of confidence; the table below holds the same numbers"),
      make("p", { className: "quiet", textContent: "Bar: share right. Upright line: where the bar would end if you were right as often as you were sure." }),
      tableOf("Confidence against correctness, first answers", ["You were", "Right", "Share right"], rows.map((row) => [row.label, row.note, percent(row.share)])));
  }
  return [make("p", { className: "verdict", textContent: words }), ...parts];
}

function changeParts(items) {
  const asked = items.filter(({ repeats }) => repeats), fresh = items.filter(({ repeats, record }) => !repeats && record);
  const pairs = asked.filter(({ record, earlier }) => record && earlier);
  if (!pairs.length) return [make("p", { textContent: asked.some(({ earlier }) => earlier) ? "Your earlier answers are here. The change appears when you answer the questions again." : "No earlier answers were found in this browser." })];
  const then = pairs.map(({ earlier }) => earlier), now = pairs.map(({ record }) => record), n = pairs.length;
  const gained = pairs.filter(({ record, earlier }) => record.first_right && !earlier.first_right).length, lost = pairs.filter(({ record, earlier }) => !record.first_right && earlier.first_right).length;
  let words = `Asked twice: ${n}. Right before: ${rightOf(then)}. Right now: ${rightOf(now)}. Changed to right: ${gained}; changed from right: ${lost}.`;
  const newRight = rightOf(fresh.map(({ record }) => record));
  if (fresh.length) words += ` New ones: ${newRight} of ${fresh.length} right. So few show only a hint of what was learned.`;
  const sure = (records) => { const levels = records.map((record) => record.first_confidence).filter((level) => level > 0 && level <= 100); return levels.length ? `${Math.round(total(levels) / levels.length)}%` : "not asked"; };
  const rows = [{ label: "Before", share: rightOf(then) / n, note: `${rightOf(then)} of ${n}` }, { label: "Now", share: rightOf(now) / n, note: `${rightOf(now)} of ${n}` }];
  if (fresh.length) rows.push({ label: "New ones", share: newRight / fresh.length, note: `${newRight} of ${fresh.length}` });
  const said = (record) => `${record.first}${record.first_confidence ? `, ${record.first_confidence}% sure` : ""}: ${record.first_right ? "right" : "not right"}`;
  return [make("p", { className: "verdict", textContent: words }), make("p", { textContent: `Average confidence before: ${sure(then)}; now: ${sure(now)}.` }), barsOf(rows, "Share of right answers before and now; the table below holds the same facts"),
    tableOf("Each question before and now, first answers", ["Question", "Before", "Now"], pairs.map(({ label, record, earlier }) => [label, said(earlier), said(record)]))];
}

function render({ model, el }) {
  const q = model.get("_definition");
  const { root, leave } = room(el);
  const body = make("div");
  let imported = new Map();
  const card = make("section", { className: "card", "aria-label": q.title }, line(q.title, "title"), body);
  const show = () => {
    const items = q.items.map((item) => ({ ...item, record: answerAnywhere(q.collection, item.name), earlier: item.repeats ? answerAnywhere(q.collection, item.repeats) ?? imported.get(item.repeats) ?? null : null }));
    body.replaceChildren(...(q.change ? changeParts(items) : calibrationParts(items)));
  };
  if (q.change) card.append(importPart(q, (found) => { imported = found; show(); }));
  root.append(card);
  for (const name of q.pages) bringBack(q.collection, name);
  show();
  page.addEventListener("answer", show);
  return () => { leave(); page.removeEventListener("answer", show); };
}

export default { render };
