// SPDX-License-Identifier: GPL-3.0-or-later
// Tables as the engine gives them: columns with titles, cells as [text, mark, number].

import { chip, draw, make, verdictClass } from "./dom.js";

/** @typedef {[string, string, number | null]} Cell */
/** @typedef {{id: string, title: string, columns: {id: string, title: string, width: number}[],
 *   rows: Cell[][]}} Table */

/** No column is kept wider than this many digits; its text wraps. */
const widest = 16;

/** @param {Table} table
 * @param {string[]} [wanted] ids of columns, in this order; all that are filled when missing */
export function showTable(table, wanted) {
  const shown = columnsOf(table, wanted);
  const head = headRow(table, shown);
  const body = table.rows.map((row) => showRow(row, shown));
  return make("table", {}, make("caption", { class: "vh" }, table.title),
    make("thead", {}, head), make("tbody", {}, ...body));
}

/** @param {Table} table
 * @param {number[]} shown */
function headRow(table, shown) {
  return make("tr", {}, ...shown.map((i) => {
    const { id, title, width } = table.columns[i];
    const cell = make("th", { scope: "col", class: `c-${id}` }, title);
    cell.style.minWidth = `${Math.min(width, widest)}ch`;
    return cell;
  }));
}

/** Columns that hold anything, in the order wanted.
 * @param {Table} table
 * @param {string[]} [wanted] */
function columnsOf(table, wanted) {
  const all = wanted === undefined ? table.columns.map((_, i) => i)
    : wanted.map((id) => table.columns.findIndex((column) => column.id === id));
  return all.filter((i) => i >= 0 && table.rows.some((row) => row[i][0] !== ""));
}

/** The register: what everybody reads in front, all else of a risk in a drawer below its row.
 * @param {Table} table
 * @param {string[]} front */
export function showDrawers(table, front) {
  const shown = columnsOf(table, front);
  const rest = columnsOf(table).filter((i) => !shown.includes(i));
  const rows = table.rows.flatMap((row, n) => {
    const drawer = make("tr", { id: `drawer-${n}`, class: "drawer", hidden: true },
      make("td", { colspan: shown.length }, make("dl", {}, ...rest.filter((i) => row[i][0] !== "")
        .flatMap((i) => [make("dt", {}, table.columns[i].title), make("dd", {}, row[i][0])]))));
    const cells = shown.map((i) => table.columns[i].id === "risk"
      ? make("th", { scope: "row" }, opener(row[i][0], drawer))
      : showNamed(table.columns[i].id, row[i]));
    return [make("tr", {}, ...cells), drawer];
  });
  return make("table", { class: "register" }, make("caption", { class: "vh" }, table.title),
    make("thead", {}, headRow(table, shown)), make("tbody", {}, ...rows));
}

/** A cell under its column's name; a share has its bar beside it.
 * @param {string} id
 * @param {Cell} cell */
function showNamed(id, [text, , number]) {
  const bar = id === "share" && number !== null
    ? draw("svg", { class: "share", viewBox: "0 0 100 8", preserveAspectRatio: "none",
      "aria-hidden": "true" }, draw("rect", { class: "f-bar", width: 100 * number, height: 8 }))
    : null;
  return make("td", { class: number !== null ? `n c-${id}` : `c-${id}` }, text, bar);
}

/** @param {string} title
 * @param {HTMLElement} drawer */
function opener(title, drawer) {
  const button = make("button", { type: "button", class: "open", "aria-expanded": "false",
    "aria-controls": drawer.id }, title);
  button.addEventListener("click", () => {
    drawer.hidden = !drawer.hidden;
    button.setAttribute("aria-expanded", String(!drawer.hidden));
  });
  return button;
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
    : make("td", { class: number !== null ? "n" : "" }, content);
}
