// SPDX-License-Identifier: GPL-3.0-or-later
// Tables as the engine gives them: columns with titles, cells as [text, mark, number].

import { chip, make, verdictClass } from "./dom.js";

/** @typedef {[string, string, boolean]} Cell */
/** @typedef {{id: string, title: string, columns: {id: string, title: string, width: number}[],
 *   rows: Cell[][]}} Table */

/** @param {Table} table
 * @param {string[]} [wanted] ids of columns, in this order; all that are filled when missing */
export function showTable(table, wanted) {
  const shown = columnsOf(table, wanted);
  const head = make("tr", {}, ...shown.map((i) => make("th", { scope: "col" },
    table.columns[i].title)));
  const body = table.rows.map((row) => showRow(row, shown));
  return make("table", {}, make("caption", { class: "vh" }, table.title),
    make("thead", {}, head), make("tbody", {}, ...body));
}

/** @param {Table} table
 * @param {string[]} [wanted] */
function columnsOf(table, wanted) {
  if (wanted !== undefined) {
    return wanted.map((id) => table.columns.findIndex((column) => column.id === id))
      .filter((i) => i >= 0);
  }
  return table.columns.map((_, i) => i).filter((i) => table.rows.some((row) => row[i][0] !== ""));
}

/** @param {Cell[]} row
 * @param {number[]} shown */
function showRow(row, shown) {
  if (row[0][1] === "heading") {
    return make("tr", { class: "section" },
      make("th", { scope: "rowgroup", colspan: shown.length }, row[0][0]));
  }
  return make("tr", { class: row.some((cell) => cell[1] === "notice") ? "look" : "" },
    ...shown.map((i, n) => showCell(row[i], n === 0)));
}

/** @param {Cell} cell
 * @param {boolean} first */
function showCell([text, mark, number], first) {
  const content = mark in verdictClass && text !== "" ? chip(mark, text) : text;
  return first ? make("th", { scope: "row" }, content)
    : make("td", { class: number ? "n" : "" }, content);
}
