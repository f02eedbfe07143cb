// SPDX-License-Identifier: GPL-3.0-or-later
// The panel that stays in view: the verdict, how far it is from the tolerable, what drives it.

import { at, draw, make, mark, verdictClass } from "./dom.js";
import { text } from "./words.js";

/** @typedef {{verdict: string, word: string, rrf: string, sure: string, sentence: string,
 *   unjudged: string, times: number, certainty: number, limit: number,
 *   by_rule: boolean}} Signal */

const width = 368;
const range = { low: 0.3, high: 50 };

/** Place of a number on the ruler's logarithmic scale.
 * @param {number} value */
function place(value) {
  const inside = Math.min(range.high, Math.max(range.low, value));
  const part = Math.log(inside / range.low) / Math.log(range.high / range.low);
  return 6 + part * (width - 12);
}

/** @param {number} x */
function anchor(x) {
  return x < 60 ? "start" : x > width - 68 ? "end" : "middle";
}

/** The ruler: the zones, the device as recorded, and with the switches.
 * @param {Signal} now
 * @param {Signal} then */
function ruler(now, then) {
  const moved = now.rrf !== then.rrf;
  const name = moved ? `${text("page.now", now.rrf)}, ${text("page.with", then.rrf)}`
    : text("page.now", now.rrf);
  const image = draw("svg", { class: "ruler", viewBox: `0 0 ${width} 80`, role: "img",
    "aria-label": name });
  const ends = [range.low, 1, now.limit, range.high];
  ["ok", "red", "not"].forEach((zone, i) => image.append(draw("rect", { class: `z-${zone}`,
    x: place(ends[i]), y: 32, width: place(ends[i + 1]) - place(ends[i]), height: 26 })));
  for (const end of [1, now.limit]) {
    image.append(draw("line", { class: "axis", x1: place(end), x2: place(end), y1: 22, y2: 62 }),
      draw("text", { class: "t2", x: place(end) + 3, y: 28, "font-size": 12 }, String(end)));
  }
  const from = place(now.times), to = place(then.times);
  image.append(
    draw("text", { class: "t2", x: from, y: 12, "font-size": 13, "text-anchor": anchor(from) },
      text("page.now", now.rrf)),
    draw("path", { class: "axis", d: `M${from} 16V32` }),
    draw("circle", { class: "s-ink", cx: from, cy: 45, r: 6, "stroke-width": 1.5 }));
  if (moved) {
    image.append(draw("path", { class: "s-ink", "stroke-width": 2,
      d: `M${from + (to < from ? -7 : 7)} 45H${to}` }),
    draw("text", { class: "b", x: to, y: 76, "font-size": 14, "text-anchor": anchor(to) },
      then.rrf));
  }
  const sign = mark(then.verdict, 22);
  sign.setAttribute("x", String(to - 11));
  sign.setAttribute("y", "34");
  image.append(sign);
  return image;
}

/** @param {Signal} signal */
function sentence(signal) {
  return signal.unjudged !== "" ? signal.unjudged : text("page.signal", signal.rrf, signal.sure);
}

/** @param {Signal} now
 * @param {Signal} then
 * @param {number} switched */
export function showVerdict(now, then, switched) {
  at("signal").className = `sig ${verdictClass[then.verdict]}`;
  at("signal").replaceChildren(mark(then.verdict, 44), make("strong", {}, then.word),
    make("span", {}, sentence(then)));
  at("state").textContent = (switched > 0 ? text("page.what_if", switched)
    : text("page.as_recorded")) + (then.by_rule ? ` · ${text("page.by_rule")}` : "");
  at("ruler").replaceChildren(ruler(now, then));
  at("mini").replaceChildren(mark(then.verdict, 20), then.word,
    make("span", { class: "quiet" }, sentence(then)));
}
