// SPDX-License-Identifier: GPL-3.0-or-later
// The screen "Fleet": many forms, each a device, in the context of "Assess"; with an inventory its
// devices, each with the form that is about it. The engine joins, counts and orders.

import { at, chip, input, make } from "./dom.js";
import { ask, EngineDied } from "./engine.js";
import { readFiles, saveFile, takesFiles } from "./files.js";
import { listMessages } from "./messages.js";
import { showTable } from "./table.js";
import { languageInUse, text } from "./words.js";
import { contextInUse } from "./work.js";

/** @typedef {import("./engine.js").File} File */
/** @typedef {import("./engine.js").Answer} Answer */
/** @typedef {import("./table.js").Table} Table */
/** @typedef {{file: string, kind: string, line: string, answers?: string}} Taken
 *  What the engine says of one form: the line of its device, and its answers. */
/** @typedef {[number, string, string, number]} Entry line, id, zone and number of devices */

/** @type {File[]} */
let dropped = [];
/** @type {Taken[]} */
let taken = [];
/** What the list is made of, to be made again as a file.
 * @type {{lines: string[], devices?: Entry[], of: string}} */
let listed = { lines: [], of: "" };
/** Work that later work has overtaken is not shown. */
let rankTurn = 0;

/** @param {string} use
 * @param {Record<string, unknown>} request
 * @param {File[]} [files]
 * @param {string[]} [outputs] */
function askHere(use, request, files = [], outputs = []) {
  return ask(use, { language: languageInUse(), as_of: input("as-of").value, outputs, ...request },
    files, outputs);
}

/** The line of a device that cost the engine its life.
 * @param {string} name
 * @returns {Promise<string>} */
async function lineOfDead(name) {
  return (await askHere("device", { name, died: "yes" })).answer.line;
}

/** What a file holds.
 * @param {File} file
 * @returns {Promise<Taken[]>} */
async function look(file) {
  const context = contextInUse();
  try {
    const { answer } = await askHere("fleet", { file: file.name, deployment: context.name },
      [file, context]);
    return answer.files;
  } catch (error) {
    if (!(error instanceof EngineDied)) {
      throw error;
    }
    return [{ file: file.name, kind: "form", line: await lineOfDead(file.name) }];
  }
}

/** Devices of one kind, from the answers of their forms.
 * @param {{forms: string[], zone: string}} kind
 * @returns {Promise<string>} */
async function lineOf({ forms, zone }) {
  const context = contextInUse();
  const files = forms.map((path, i) => ({ name: `form-${i + 1}.json`, bytes:
    new TextEncoder().encode(taken.find(({ file }) => file === path).answers) }));
  try {
    const { answer } = await askHere("device", { name: forms[0], zone, deployment: context.name,
      forms: files.map(({ name }) => name) }, [...files, context]);
    return answer.line;
  } catch (error) {
    return lineOfDead(forms[0]);
  }
}

/** The last file of a kind that was dropped.
 * @param {string} kind
 * @returns {File | undefined} */
function fileOf(kind) {
  const name = taken.filter((one) => one.kind === kind).pop()?.file;
  return dropped.find((file) => file.name === name);
}

/** Forms against the inventory.
 * @param {string[]} [outputs] */
function join(outputs = []) {
  const tables = ["inventory", "zones", "matches"].map((kind) => fileOf(kind));
  const forms = taken.filter(({ answers }) => answers !== undefined)
    .map(({ answers, line, ...form }) => form);
  return askHere("inventory", { forms, inventory: tables[0]?.name ?? "",
    zones: tables[1]?.name ?? "", matches: tables[2]?.name ?? "" },
  tables.filter((file) => file !== undefined), outputs);
}

/** A cell of a row by its column's id.
 * @param {Table} table
 * @param {import("./table.js").Cell[]} row
 * @param {string} id */
function cellOf(table, row, id) {
  return row[table.columns.findIndex((column) => column.id === id)] ?? ["", "", null];
}

/** @param {Table} table
 * @param {import("./table.js").Cell[]} row */
function rowOf(table, row) {
  const cell = (/** @type {string} */ id) => cellOf(table, row, `devices_${id}`)[0];
  const name = [cell("manufacturer"), cell("model")].join(" ").trim();
  const [id, file] = [cell("id"), cell("file")];
  const head = make("th", { scope: "row" }, id || name || file,
    ...[id && name, name && file].filter((line) => line !== "")
      .map((line) => make("small", { class: "quiet" }, line)));
  const [word, mark] = cellOf(table, row, "devices_verdict");
  if (mark === "") {
    return make("tr", {}, head, make("td", { colspan: 4 },
      [cell("code"), cell("problem"), cell("way_out")].join(" ").trim()));
  }
  return make("tr", {}, head, make("td", {}, chip(mark, word)),
    make("td", { class: "n" }, cell("rrf")), make("td", { class: "n" }, cell("sure")),
    make("td", {}, cell("context")));
}

/** @param {Table} devices */
function deviceTable(devices) {
  const words = ["device", "verdict", "times", "sure", "place"];
  return make("table", {}, make("caption", { class: "vh" }, text("page.fleet")),
    make("thead", {}, make("tr", {}, ...words.map((word) =>
      make("th", { scope: "col" }, text(`page.fleet_${word}`))))),
    make("tbody", {}, ...devices.rows.map((row) => rowOf(devices, row))));
}

/** @param {Answer} answer of "ranked" */
function showDevices({ counts, devices, rows }) {
  at("fleet-result").hidden = rows === 0;
  at("fleet-said").textContent = rows > 0 ? text("page.fleet_count", ...counts) : "";
  at("fleet-more").textContent = rows > devices.rows.length
    ? text("page.fleet_more", devices.rows.length, rows) : "";
  at("fleet-table").replaceChildren(deviceTable(devices));
}

/** @param {Answer | null} answer of "inventory"; null without one */
function showJoined(answer) {
  const done = answer?.done ?? false;
  at("fleet-joined-part").hidden = !done;
  at("fleet-joined").textContent = done ? text("page.fleet_joined", answer.units, answer.without,
    answer.retired, answer.unused) : "";
  at("fleet-matches").replaceChildren(...(done ? [showTable(answer.matches)] : []));
  listMessages(at("fleet-messages"), answer?.messages ?? []);
}

/** What the list is made of when nothing is joined: a device a line. */
function alone() {
  return { lines: taken.filter(({ kind }) => kind === "form").map(({ line }) => line), of: "" };
}

/** @param {number} mine */
async function showListed(mine) {
  const { answer } = await askHere("ranked", listed);
  if (mine === rankTurn && answer.done) {
    showDevices(answer);
  }
}

/** The devices of the inventory, and what could not be read.
 * @param {number} mine */
async function rankJoined(mine) {
  const { answer } = await join();
  if (mine !== rankTurn) {
    return;
  }
  showJoined(answer);
  if (!answer.done) {
    return;
  }
  const unread = taken.filter(({ kind, answers }) => kind === "form" && answers === undefined);
  /** @type {string[]} */
  const lines = [];
  for (const kind of answer.classes) {
    at("fleet-busy").textContent = text("page.fleet_busy", lines.length + 1, answer.classes.length,
      kind.forms[0]);
    lines.push(await lineOf(kind));
    if (mine !== rankTurn) {
      return;
    }
  }
  listed = { lines: [...lines, ...unread.map(({ line }) => line)], of: fileOf("inventory").name,
    devices: [...answer.devices,
      ...unread.map((_, i) => /** @type {Entry} */ ([lines.length + i, "", "", 1]))] };
  await showListed(mine);
}

/** Asks for all files anew, one after the other: the list grows while it works. */
async function rankAll() {
  const mine = ++rankTurn;
  taken = [];
  listed = alone();
  at("fleet-result").hidden = true;
  showJoined(null);
  for (let i = 0; i < dropped.length; i++) {
    at("fleet-busy").textContent = text("page.fleet_busy", i + 1, dropped.length, dropped[i].name);
    const found = await look(dropped[i]);
    if (mine !== rankTurn) {
      return;
    }
    taken.push(...found);
    const wasLast = i + 1 === dropped.length && fileOf("inventory") === undefined;
    if (wasLast || taken.length >= 2 * listed.lines.length) {
      listed = alone();
      await showListed(mine);
    }
  }
  if (fileOf("inventory") !== undefined) {
    await rankJoined(mine);
  }
  if (mine === rankTurn) {
    at("fleet-busy").textContent = "";
  }
}

/** Ranks, and says so when the engine cannot. */
async function rank() {
  const mine = rankTurn + 1;
  try {
    await rankAll();
  } catch {
    if (mine === rankTurn) {
      at("fleet-busy").textContent = "";
      at("fleet-said").textContent = text("page.engine_died");
      at("fleet-result").hidden = false;
    }
  }
}

/** @param {string} name */
async function saveList(name) {
  const { files } = await (name.startsWith("matches") ? join([name])
    : askHere("ranked", listed, [], [name]));
  if (files.has(name)) {
    saveFile(name, files.get(name));
  }
}

/** In another language, or another context: only when this screen is in use. */
export function showFleet() {
  if (dropped.length > 0 && !at("fleet").hidden) {
    rank();
  }
}

export function startFleet() {
  /** @param {globalThis.File[]} chosen */
  const add = async (chosen) => {
    dropped = await readFiles(chosen, dropped);
    rank();
  };
  takesFiles(at("fleet"), input("fleet-chooser"), add);
  at("fleet-choose").addEventListener("click", () => input("fleet-chooser").click());
  at("fleet-folder").addEventListener("click", () => input("fleet-folder-chooser").click());
  input("fleet-folder-chooser").addEventListener("change", () =>
    add([...input("fleet-folder-chooser").files]));
  at("fleet-again").addEventListener("click", () => {
    dropped = [];
    rank();
    at("fleet-choose").focus();
  });
  for (const button of at("fleet").querySelectorAll("button[data-list]")) {
    const { list } = /** @type {HTMLElement} */ (button).dataset;
    button.addEventListener("click", () => saveList(list));
  }
}
