// SPDX-License-Identifier: GPL-3.0-or-later
// The screen "Fleet": many forms, each a device, in the context of "Assess"; worst first.

import { contextFile } from "./deployment.js";
import { at, chip, input, make } from "./dom.js";
import { ask, EngineDied } from "./engine.js";
import { readFiles, saveFile, takesFiles } from "./files.js";
import { languageInUse, text } from "./words.js";

/** @typedef {import("./engine.js").File} File */
/** @typedef {import("./engine.js").Message} Message */
/** @typedef {import("./verdict.js").Signal} Signal */
/** @typedef {{file: string, done: boolean, manufacturer: string, model: string, edition: string,
 *   now?: Signal, messages: Message[]}} Device */

const fleetContext = "context.json";
/** @type {File[]} */
let dropped = [];
/** @type {Device[]} */
let devices = [];
/** Work that later work has overtaken is not shown. */
let rankTurn = 0;

/** What could not be read and what could not be judged come before all numbers: somebody must look.
 * @param {Device} device */
function urgency(device) {
  return !device.done ? Infinity : device.now.verdict === "cannot_be_judged" ? Number.MAX_VALUE
    : device.now.times;
}

/** @param {string} file
 * @param {string} key
 * @returns {Device} */
function unread(file, key) {
  return { file, done: false, manufacturer: "", model: "", edition: "",
    messages: [{ severity: "error", code: "", file, where: "", text: text(key), hint: "" }] };
}

/** @param {File} file
 * @returns {Promise<Device[]>} */
async function devicesOf(file) {
  try {
    const { answer } = await ask("fleet", { language: languageInUse(), as_of: input("as-of").value,
      file: file.name, deployment: fleetContext },
    [file, { name: fleetContext, bytes: contextFile() }]);
    if (answer.devices.length > 0) {
      // Of what could not be read nothing but the file and the reason is known.
      return answer.devices.map((/** @type {Device} */ device) =>
        ({ manufacturer: "", model: "", edition: "", ...device }));
    }
    return [{ ...unread(file.name, "page.failed"), messages: answer.messages }];
  } catch (error) {
    return [unread(file.name, error instanceof EngineDied ? "page.engine_died" : "page.failed")];
  }
}

/** @param {Device} device */
function firstReason(device) {
  const found = device.messages.find(({ severity }) => severity === "error") ?? device.messages[0];
  return found ? `${found.code} ${found.text} ${found.hint}`.trim() : text("page.failed");
}

/** @param {Device} device */
function rowOf(device) {
  const name = `${device.manufacturer} ${device.model}`.trim();
  const head = make("th", { scope: "row" }, name || device.file,
    name ? make("small", { class: "quiet" }, device.file) : null);
  if (!device.done) {
    return make("tr", {}, head, make("td", { colspan: 4 }, firstReason(device)));
  }
  const open = device.now.unjudged !== "";
  return make("tr", {}, head, make("td", {}, chip(device.now.verdict, device.now.word)),
    make("td", { class: "n" }, open ? "–" : device.now.rrf),
    make("td", { class: "n" }, open ? "–" : device.now.sure),
    make("td", {}, device.edition));
}

/** @param {string[]} words */
function fleetHead(...words) {
  return make("thead", {}, make("tr", {},
    ...words.map((word) => make("th", { scope: "col" }, text(`page.fleet_${word}`)))));
}

/** How many of each verdict, in one sentence. */
function countSentence() {
  const count = (/** @type {string} */ verdict) =>
    devices.filter(({ done, now }) => done && now.verdict === verdict).length;
  return text("page.fleet_count", devices.length, count("not_acceptable"),
    count("cannot_be_judged"), count("reduce"), count("acceptable"),
    devices.filter(({ done }) => !done).length);
}

function showDevices() {
  devices.sort((a, b) => urgency(b) - urgency(a) || (a.file < b.file ? -1 : 1));
  at("fleet-said").textContent = devices.length > 0 ? countSentence() : "";
  at("fleet-result").hidden = devices.length === 0;
  at("fleet-table").replaceChildren(make("table", {},
    make("caption", { class: "vh" }, text("page.fleet")),
    fleetHead("device", "verdict", "times", "sure", "edition"),
    make("tbody", {}, ...devices.map(rowOf))));
}

/** Asks for all files anew, one after the other: the table grows while it works. */
async function rankAll() {
  const mine = ++rankTurn;
  devices = [];
  showDevices();
  for (let i = 0; i < dropped.length && mine === rankTurn; i++) {
    at("fleet-busy").textContent = text("page.fleet_busy", i + 1, dropped.length, dropped[i].name);
    const found = await devicesOf(dropped[i]);
    if (mine !== rankTurn) {
      return;
    }
    devices.push(...found);
    showDevices();
  }
  at("fleet-busy").textContent = "";
}

/** @param {string} cell */
function quoted(cell) {
  // A sheet must not take a name from a form for a formula.
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${safe.replaceAll("\"", "\"\"")}"`;
}

/** The list as a csv file. */
function listFile() {
  const rows = devices.map(({ file, manufacturer, model, edition, done, now }) =>
    [file, manufacturer, model, edition, done ? now.verdict : "", done ? String(now.times) : "",
      done ? String(now.certainty) : ""].map(quoted).join(","));
  return new TextEncoder().encode(["\uFEFFfile,manufacturer,model,edition,verdict,rrf,sure",
    ...rows, ""].join("\r\n"));
}

/** In another language, or another context: only when this screen is in use. */
export function showFleet() {
  if (dropped.length > 0 && !at("fleet").hidden) {
    rankAll();
  }
}

export function startFleet() {
  takesFiles(at("fleet"), input("fleet-chooser"), async (chosen) => {
    dropped = await readFiles(chosen, dropped);
    rankAll();
  });
  at("fleet-choose").addEventListener("click", () => input("fleet-chooser").click());
  at("fleet-folder").addEventListener("click", () => input("fleet-folder-chooser").click());
  input("fleet-folder-chooser").addEventListener("change", async () => {
    dropped = await readFiles([...input("fleet-folder-chooser").files], dropped);
    rankAll();
  });
  at("fleet-again").addEventListener("click", () => {
    dropped = [];
    rankAll();
    at("fleet-choose").focus();
  });
  at("fleet-save").addEventListener("click", () => saveFile("fleet.csv", listFile()));
}
