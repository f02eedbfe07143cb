// SPDX-License-Identifier: GPL-3.0-or-later
// The screen "My register": whether last year's entries are still there, and what needs a look.

import { at, input } from "./dom.js";
import { takesFiles } from "./files.js";
import { showTable } from "./table.js";
import { text } from "./words.js";
import { work } from "./work.js";

/** @typedef {import("./engine.js").Answer} Answer */
/** @typedef {import("./table.js").Table} Table */

/** What a row of the register shows here. */
const shown = ["rank", "risk", "rrf", "changed", "decision", "owner", "due", "accepted_until"];
const watched = ["changed", "decision", "owner", "due", "accepted_until", "remark"];

/** @param {Answer} answer */
function sentences(answer) {
  const { typed, left, flagged, grew, fell, same, other } = answer.carried;
  const parts = [text("page.carried", typed - left, typed)];
  if (left > 0) {
    parts.push(text("page.carried_left", left));
  }
  parts.push(other > 0 ? text("page.carried_other")
    : text("page.carried_moved", grew, fell, answer.carried.new, same));
  if (flagged > 0) {
    parts.push(text("page.carried_flagged", flagged));
  }
  return parts.join(" ");
}

/** Whether the hospital has an entry in the row, or its number moved.
 * @param {Table} table
 * @param {import("./table.js").Cell[]} row */
function isWorthLooking(table, row) {
  const nothing = ["", text("decision.undecided"), text("since.same")];
  return table.columns.some((column, i) => watched.includes(column.id) &&
    !nothing.includes(row[i][0]));
}

/** @param {Answer | null} answer of an assessment; null while there is none */
export function showMine(answer) {
  const carried = Boolean(answer?.carried);
  at("mine-result").hidden = !carried;
  at("mine-wanted").textContent = carried ? ""
    : work.register && work.forms.length === 0 ? text("page.mine_form_wanted")
      : work.forms.length > 0 && !work.register ? text("page.mine_register_wanted") : "";
  if (!carried) {
    return;
  }
  at("mine-device").textContent = answer.device;
  at("mine-said").textContent = sentences(answer);
  const { risks } = answer;
  at("mine-table").replaceChildren(showTable({ ...risks,
    rows: risks.rows.filter((/** @type {import("./table.js").Cell[]} */ row) =>
      isWorthLooking(risks, row)) }, shown));
  at("mine-left-part").hidden = answer.left.rows.length === 0;
  at("mine-left").replaceChildren(showTable(answer.left));
}

/** @param {(files: globalThis.File[]) => Promise<void>} take */
export function startMine(take) {
  takesFiles(at("mine"), input("mine-chooser"), take);
  at("mine-choose").addEventListener("click", () => input("mine-chooser").click());
}
