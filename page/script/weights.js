// SPDX-License-Identifier: GPL-3.0-or-later
// Weights of the criteria by sliders: only their ratios count. Until one is moved those of the
// catalog hold, as with the command.

import { at, make } from "./dom.js";
import { text } from "./words.js";

/** @typedef {{id: string, title: string, measured: string, weight: number}} Criterion */

const steps = 40;
/** What the user has set, by criterion.
 * @type {Map<string, number>} */
const moved = new Map();
/** @type {Criterion[]} */
let offered = [];

/** @param {Criterion} criterion */
function weightOf(criterion) {
  return moved.get(criterion.id) ?? criterion.weight;
}

/** A share in whole per cents of all weights.
 * @param {Criterion} criterion */
function share(criterion) {
  const all = offered.reduce((sum, one) => sum + weightOf(one), 0);
  const percent = Math.round(all > 0 ? weightOf(criterion) / all * 100 : 0);
  return text("page.percent", percent);
}

function showShares() {
  offered.forEach((criterion, i) => {
    at("weights").children[i].lastElementChild.textContent = share(criterion);
  });
}

/** @param {Criterion[]} criteria */
export function offerWeights(criteria) {
  offered = criteria;
  at("weights").replaceChildren(...criteria.map((criterion) => make("label", {},
    make("span", {}, criterion.title, make("small", { class: "quiet" }, criterion.measured)),
    make("input", { type: "range", min: 0, max: steps, name: criterion.id,
      value: weightOf(criterion) * 100 }), make("output", {}))));
  showShares();
}

/** The user's weights as a file of the command's; null while none was moved, or all are 0. */
export function weightsFile() {
  if (moved.size === 0 || offered.every((criterion) => weightOf(criterion) === 0)) {
    return null;
  }
  const all = offered.reduce((sum, one) => sum + weightOf(one), 0);
  const rows = offered.map((criterion) => `${criterion.id},${weightOf(criterion) / all}\n`);
  return { name: "weights.csv", bytes: new TextEncoder().encode(`criterion,weight\n${rows.join("")}`) };
}

/** @param {() => void} changed */
export function watchWeights(changed) {
  at("weights").addEventListener("input", (event) => {
    const slider = /** @type {HTMLInputElement} */ (event.target);
    moved.set(slider.name, Number(slider.value) / 100);
    showShares();
  });
  at("weights").addEventListener("change", changed);
  at("weights-reset").addEventListener("click", () => {
    moved.clear();
    offerWeights(offered);
    changed();
  });
}
