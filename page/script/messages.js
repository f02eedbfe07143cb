// SPDX-License-Identifier: GPL-3.0-or-later
// Messages as the command says them: place, what is the matter, the way out.

import { at, make } from "./dom.js";
import { text } from "./words.js";

/** @typedef {import("./engine.js").Message} Message */

const shownOfKind = 2;

/** @param {Message} message */
function showMessage(message) {
  const place = [message.file, message.where].filter((part) => part !== "").join(":");
  return make("li", { class: message.severity },
    make("b", {}, `${text(`severity.${message.severity}`)} ${message.code}`),
    make("span", {}, place !== "" ? `${place}: ` : "", message.text),
    message.hint !== "" ? make("span", { class: "hint" }, message.hint) : null);
}

/** Errors all, of each kind of warning the first two; notes stand in the register.
 * @param {Message[]} messages
 * @param {boolean} done */
export function showMessages(messages, done) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  const shown = messages.filter((message) => {
    const count = (seen.get(message.code) ?? 0) + 1;
    seen.set(message.code, count);
    return message.severity === "error" || (message.severity === "warning" && count <= shownOfKind);
  });
  const more = messages.length - shown.length;
  at("trouble").hidden = done;
  at("trouble-text").textContent = done ? "" : text("page.failed");
  at("messages").replaceChildren(...shown.map(showMessage));
  at("messages-more").textContent = more > 0 ? text("page.messages_more", more) : "";
  at("messages-part").hidden = shown.length === 0;
}

/** @param {string} sentence */
export function showTrouble(sentence) {
  at("trouble").hidden = false;
  at("trouble-text").textContent = sentence;
}
