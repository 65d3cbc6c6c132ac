// A text whose sentences are marked as trusted, or whose words are switched until all of it holds and nothing true is lost.
/** @import { RewordingDefinition } from "../../contract" */
/** @import { Widget } from "../../core/model" */
import { line, make, titleOf } from "../../core/dom.js";
import { listen } from "../../core/page.js";
import { Marking } from "./marking.js";
import { Repairing } from "./repairing.js";

/** @type {Widget} */
export function rewording({ model, root }) {
  const asked = /** @type {RewordingDefinition} */ (model.get("_definition"));
  const card = make("section", { className: "card", "aria-label": asked.title });
  /** @type {Repairing | Marking} */
  let shown;
  const show = () => {
    const hadFocus = card.contains(root.activeElement);
    shown = asked.repair ? new Repairing(asked) : new Marking(asked);
    const { node } = shown;
    const title = titleOf(asked.title);
    card.replaceChildren(title, line(asked.note, "quiet"), node);
    if (!hadFocus) return;
    title.tabIndex = -1;
    title.focus();
  };
  show();
  root.append(card);
  const stops = [listen("erase", show), listen("answer", () => void (shown instanceof Marking && shown.isOld && show()))];
  return () => void stops.map((stop) => stop());
}
