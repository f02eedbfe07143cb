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

/** Errors all, of each kind of warning the first two; notes are in the register.
 * @param {HTMLElement} list
 * @param {Message[]} messages
 * @returns {number} how many are shown */
export function listMessages(list, messages) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  const shown = messages.filter((message) => {
    const count = (seen.get(message.code) ?? 0) + 1;
    seen.set(message.code, count);
    return message.severity === "error" || (message.severity === "warning" && count <= shownOfKind);
  });
  list.replaceChildren(...shown.map(showMessage));
  return shown.length;
}

/** What was noticed of the forms.
 * @param {Message[]} messages
 * @param {boolean} done */
export function showMessages(messages, done) {
  const shown = listMessages(at("messages"), messages);
  const more = messages.length - shown;
  at("trouble").hidden = done;
  at("trouble-text").textContent = done ? "" : text("page.failed");
  at("messages-more").textContent = more > 0 ? text("page.messages_more", more) : "";
  at("messages-part").hidden = shown === 0;
}

/** @param {string} sentence */
export function showTrouble(sentence) {
  at("trouble").hidden = false;
  at("trouble-text").textContent = sentence;
}
