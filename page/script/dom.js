// SPDX-License-Identifier: GPL-3.0-or-later
// Elements. What comes from a file goes in as text, never as markup.

/** @typedef {Node | string | null} Child */

/** An element with attributes; a boolean attribute is there or not.
 * @param {string} tag
 * @param {Record<string, string | number | boolean>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElement} */
export function make(tag, attributes = {}, ...children) {
  return /** @type {HTMLElement} */ (fill(document.createElement(tag), attributes, children));
}

/** The same of SVG.
 * @param {string} tag
 * @param {Record<string, string | number | boolean>} [attributes]
 * @param {...Child} children */
export function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  return /** @type {SVGElement} */ (fill(element, attributes, children));
}

/** @param {Element} element
 * @param {Record<string, string | number | boolean>} attributes
 * @param {Child[]} children */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** The element with an id that the page has.
 * @param {string} id */
export function at(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {string} id
 * @returns {HTMLInputElement} */
export function input(id) {
  return /** @type {HTMLInputElement} */ (document.getElementById(id));
}

/** @typedef {"acceptable" | "reduce" | "not_acceptable" | "cannot_be_judged"} Verdict */

/** @type {Record<string, string>} */
export const verdictClass = {
  acceptable: "ok",
  reduce: "red",
  not_acceptable: "not",
  cannot_be_judged: "unk",
};

/** The shape of a verdict.
 * @param {string} verdict
 * @param {number} size */
export function mark(verdict, size) {
  const name = verdictClass[verdict];
  return draw("svg", { class: `mark ${name}`, width: size, height: size, "aria-hidden": "true" },
    draw("use", { href: `#mark-${name}` }));
}

/** A verdict inside a table: shape and word.
 * @param {string} verdict
 * @param {string} word */
export function chip(verdict, word) {
  return make("span", { class: `chip ${verdictClass[verdict]}` }, mark(verdict, 14), word);
}
