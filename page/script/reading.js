// SPDX-License-Identifier: GPL-3.0-or-later
// What was understood of the forms, what is doubtful first, beside the cells of the file.

import { at, make } from "./dom.js";
import { text } from "./words.js";

/** @typedef {{id: string, title: string, choice: boolean, state: string, response: string,
 *   note: string, where: string, hidden: boolean, worth?: number}} FormAnswer */

const doubtfulShown = 5;

/** Where an answer settles nothing.
 * @param {FormAnswer} one */
function isDoubtful(one) {
  return one.choice && !["yes", "no", "na", "missing"].includes(one.state);
}

/** @param {{file: string, title: string, answers: FormAnswer[]}[]} read */
export function showRead(read) {
  const all = read.flatMap((form) => form.answers);
  const doubtful = all.filter(isDoubtful).sort((a, b) => (b.worth ?? 1) - (a.worth ?? 1));
  const states = ["yes", "no", "na", "see_note", "unanswered", "unreadable", "conflict", "missing"];
  at("found").replaceChildren(...read.map((form) => make("li", {}, `${form.file} · ${form.title}`)));
  at("tally").replaceChildren(...states.map((state) => [state,
    all.filter((one) => one.choice && one.state === state).length]).filter(([, n]) => n !== 0)
    .map(([state, n]) => make("span", {}, make("b", { class: "num" }, String(n)),
      text(`answer.${state}`))));
  at("doubtful-lead").textContent = text(doubtful.length > 0 ? "page.doubtful_lead"
    : "page.doubtful_none");
  at("doubtful").replaceChildren(...doubtful.slice(0, doubtfulShown).map(showDoubt));
  at("doubtful-more").textContent = doubtful.length > doubtfulShown
    ? text("page.doubtful_more", doubtful.length - doubtfulShown) : "";
  at("answers").replaceChildren(answersTable(read));
}

/** @param {FormAnswer} one */
function showDoubt(one) {
  return make("div", { class: "doubt" },
    make("div", {}, make("h4", {}, `${one.id}  ${one.title}`),
      one.worth ? make("p", { class: "small" }, text("page.worth", factor(one.worth))) : null),
    sourceOf(one));
}

/** The cells of the file beside what was understood.
 * @param {FormAnswer} one */
function sourceOf(one) {
  const cell = (/** @type {string} */ key, /** @type {string} */ value, kind = "") =>
    make("tr", {}, make("th", { scope: "row" }, text(key)), make("td", { class: kind }, value));
  return make("table", { class: "cells" },
    make("caption", { class: "vh" }, `${text("page.source")} ${one.id}`),
    make("tbody", {}, cell("page.where", one.where),
      cell("page.manual", one.response, "hit"),
      one.note !== "" ? cell("page.remark", one.note) : null,
      cell("page.understood", text(`answer.${one.state}`) +
        (one.hidden ? ` (${text("page.hidden")})` : ""))));
}

/** @param {{answers: FormAnswer[]}[]} read */
function answersTable(read) {
  const titles = ["page.question", "page.manual", "page.understood", "page.remark", "page.where"];
  const head = titles.map((key) => make("th", { scope: "col" }, text(key)));
  const rows = read.flatMap((form) => form.answers).filter((one) => one.where !== "").map((one) =>
    make("tr", { class: isDoubtful(one) ? "look" : "" },
      make("th", { scope: "row" }, make("b", {}, `${one.id}  `), one.title),
      make("td", {}, one.response), make("td", {}, text(`answer.${one.state}`)),
      make("td", {}, one.note), make("td", { class: "quiet" }, one.where)));
  return make("table", {}, make("caption", { class: "vh" }, text("page.all_answers")),
    make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
}

/** A factor as people read it: below 2 two decimals, below 10 one, else none.
 * @param {number} value */
export function factor(value) {
  return value.toFixed(value < 1.995 ? 2 : value < 9.95 ? 1 : 0);
}
