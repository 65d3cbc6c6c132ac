// What a reader can do with all answers of a page: take them along, or erase them.
import { keepsThings } from "../../core/browser.js";
import { button, make } from "../../core/dom.js";
import { pressedTwice } from "../../core/twice.js";
import { erase } from "../../store/answers.js";
import { downloadAnswers } from "../../store/answers_file.js";

const KEPT = "Your answers are kept in this browser, also after a reload.";
const NOT_KEPT = "This browser keeps nothing: your answers may be gone when you reload the page.";

/**
 * @param {string} collection
 * @param {string} page
 */
export function toolsRow(collection, page) {
  const download = button("Download my answers on this page (CSV)", () => downloadAnswers(page));
  const wipe = button("Erase my answers on this page");
  const asked = make("span", { role: "status" });
  pressedTwice(wipe, {
    ask: () => {
      asked.textContent = "All answers on this page will be gone. Press the button again to erase them.";
    },
    act: () => erase(collection, page),
    leave: () => {
      asked.textContent = "";
    },
  });
  const place = make("span", { className: "quiet", textContent: keepsThings() ? KEPT : NOT_KEPT });
  return make("div", { className: "tools" }, download, wipe, asked, place);
}
