// SPDX-License-Identifier: GPL-3.0-or-later
// The screens that run a subcommand as it is: compare bids, translate.

import { at, input, make } from "./dom.js";
import { ask } from "./engine.js";
import { listFiles, readFiles, saveFile, takesFiles } from "./files.js";
import { weightsFile, watchWeights } from "./weights.js";
import { languageInUse, text } from "./words.js";
import { contextInUse } from "./work.js";

/** @typedef {import("./engine.js").File} File */
/** @typedef {{name: string, title: string}} Output */
/** @typedef {{id: string, least: number, most: number, table: string, titles: string,
 *   columns: string[], said: number[],
 *   commandLine: (names: string[], extra: Extra) => string[],
 *   files: (extra: Extra) => File[], outputs: (extra: Extra) => Output[]}} Screen
 *  What it shows of the table, under which texts, and which paragraphs of what the command says. */
/** @typedef {{to: string, template: File | null, weights: File | null}} Extra */

/** @type {Screen[]} */
const screens = [
  {
    id: "compare", least: 2, most: 20, table: "bids.csv", titles: "compare.column.", said: [1, 3],
    columns: ["place", "device", "verdict", "gates", "value", "first", "end_of_support", "answered"],
    commandLine: (names, { weights }) => ["compare", ...names, "--context", contextInUse().name,
      ...(weights ? ["--weights", weights.name] : [])],
    files: ({ weights }) => [contextInUse(), ...(weights ? [weights] : [])],
    outputs: () => [{ name: "comparison.xlsx", title: "page.download_result" }],
  },
  {
    id: "translate", least: 1, most: 1, table: "answers.csv", titles: "column.", said: [0],
    columns: ["question", "question_title", "translated_answer", "translated_suggested",
      "translated_state", "translated_why"],
    commandLine: (names, extra) => ["translate", ...names, "--to", extra.to],
    files: (extra) => extra.template ? [extra.template] : [],
    outputs: (extra) => [{ name: "proofs.xlsx", title: "page.download_proof" },
      ...(extra.template ? [{ name: "filled.xlsx", title: "page.download_filled" }] : [])],
  },
];

/** Files dropped on each screen.
 * @type {Map<string, File[]>} */
const held = new Map(screens.map((screen) => [screen.id, []]));
/** @type {File | null} */
let template = null;

/** @returns {Extra} */
function extras() {
  return { to: input("translate-to").value, template, weights: weightsFile() };
}

/** Runs the command of a screen once, into one file.
 * @param {Screen} screen
 * @param {string} output
 * @param {string[]} [more] options */
function run(screen, output, more = []) {
  const extra = extras();
  const files = held.get(screen.id);
  const filling = output === "filled.xlsx";
  const line = [...screen.commandLine(files.map((file) => file.name), extra), "--as-of",
    input("as-of").value, "--lang", languageInUse(), "-o", output,
    ...(filling ? ["--template", template.name] : []), ...more];
  return ask("command", { language: languageInUse(), as_of: input("as-of").value,
    arguments: line }, [...files, ...screen.files(extra)], [output]);
}

/** Rows of a csv as the program writes it.
 * @param {string} source */
function parseTable(source) {
  /** @type {string[][]} */
  const rows = [[]];
  const cells = source.replace(/^\uFEFF/, "").matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g);
  for (const [, cell, end] of cells) {
    rows[rows.length - 1].push(cell.startsWith("\"") ? cell.slice(1, -1).replaceAll("\"\"", "\"")
      : cell);
    if (end !== ",") {
      rows.push([]);
    }
  }
  return rows.filter((row) => row.some((cell) => cell !== ""));
}

/** A number of the file's full digits as people read it.
 * @param {string} cell */
function readable(cell) {
  return /^-?\d+\.\d{4,}$/.test(cell) ? String(Number(Number(cell).toPrecision(3))) : cell;
}

/** @param {Screen} screen
 * @param {Uint8Array} bytes */
function tableOf(screen, bytes) {
  const [head, ...rows] = parseTable(new TextDecoder().decode(bytes));
  const shown = screen.columns.map((id) => head.indexOf(id))
    .filter((i) => rows.some((row) => (row[i] ?? "") !== ""));
  return make("table", {}, make("caption", { class: "vh" }, text(`page.${screen.id}`)),
    make("thead", {}, make("tr", {}, ...shown.map((i) =>
      make("th", { scope: "col" }, text(screen.titles + head[i]))))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...shown.map((i, n) =>
      make(n === 0 ? "th" : "td", n === 0 ? { scope: "row" } : {}, readable(row[i] ?? "")))))));
}

/** A paragraph without the line ends that a terminal needs.
 * @param {string} paragraph */
function unwrapped(paragraph) {
  return paragraph.trim().replace(/(.)\n\s*(.)/g, (_, before, after) =>
    before + (before < "\u3000" && after < "\u3000" ? " " : "") + after);
}

/** What the command says of it, by paragraphs; a list keeps its items.
 * @param {Screen} screen
 * @param {string} said */
function showSaid(screen, said) {
  const paragraphs = said.split("\n\n");
  at(`${screen.id}-said`).replaceChildren(...screen.said.map((n) => paragraphs[n] ?? "")
    .flatMap((paragraph) => paragraph.split(/\n(?=- )/))
    .map((paragraph) => make("p", {}, unwrapped(paragraph).replace(/^- /, ""))));
}

/** @param {string} id
 * @param {string} state */
function busyWith(id, state) {
  at(`${id}-busy`).textContent = state;
  at(id).setAttribute("aria-busy", String(state !== ""));
}

/** Runs that a later one has overtaken are not shown, by screen.
 * @type {Map<string, number>} */
const runs = new Map();

/** @param {Screen} screen */
async function refresh(screen) {
  const mine = (runs.get(screen.id) ?? 0) + 1;
  runs.set(screen.id, mine);
  listFiles(at(`${screen.id}-files`), held.get(screen.id), (file) => {
    held.set(screen.id, held.get(screen.id).filter((other) => other !== file));
    refresh(screen);
  });
  const ready = held.get(screen.id).length >= screen.least;
  at(`${screen.id}-result`).hidden = !ready;
  if (!ready) {
    busyWith(screen.id, "");
    return;
  }
  busyWith(screen.id, text("page.busy_command"));
  try {
    const { answer, files } = await run(screen, screen.table);
    if (mine !== runs.get(screen.id)) {
      return;
    }
    const bytes = files.get(screen.table);
    showSaid(screen, answer.said ?? "");
    at(`${screen.id}-warned`).textContent = (answer.warned ?? "").trim();
    at(`${screen.id}-table`).replaceChildren(bytes ? tableOf(screen, bytes) : "");
    at(`${screen.id}-table`).hidden = !bytes;
    showOutputs(screen, Boolean(bytes));
    if (screen.id === "compare") {
      await showDifferences(() => mine === runs.get(screen.id));
    }
  } catch {
    at(`${screen.id}-warned`).textContent = text("page.engine_died");
  }
  if (mine === runs.get(screen.id)) {
    busyWith(screen.id, "");
  }
}

/** Only what the bids answer differently, as the command finds it.
 * @typedef {{capability: string, question_title: string} & Record<string, string>} Difference
 * @param {() => boolean} isWanted false when a later run has begun */
async function showDifferences(isWanted) {
  const screen = screens[0];
  const { files } = await run(screen, "differences.json", ["--draws", "1"]);
  if (!isWanted()) {
    return;
  }
  const bytes = files.get("differences.json");
  /** @type {Difference[]} */
  const found = bytes ? JSON.parse(new TextDecoder().decode(bytes)).differences : [];
  at("differences-part").hidden = !bytes;
  at("differences-said").textContent = text(found.length > 0 ? "page.differences_lead"
    : "page.differences_none", found.length);
  const bids = Object.keys(found[0] ?? {}).filter((key) => key.startsWith("answer_"));
  at("differences").replaceChildren(make("table", {},
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, text("compare.column.capability")),
      make("th", { scope: "col" }, text("compare.column.question_title")),
      ...bids.map((bid) => make("th", { scope: "col" }, bid.slice("answer_".length))))),
    make("tbody", {}, ...found.map((row) => make("tr", {},
      make("td", {}, row.capability), make("th", { scope: "row" }, row.question_title),
      ...bids.map((bid) => make("td", {}, row[bid])))))));
}

/** @param {Screen} screen
 * @param {boolean} done */
function showOutputs(screen, done) {
  at(`${screen.id}-outputs`).replaceChildren(...(done ? screen.outputs(extras()) : []).map((output) => {
    const button = make("button", { type: "button" }, text(output.title));
    button.addEventListener("click", async () => {
      busyWith(screen.id, text("page.busy_write", output.name));
      const { answer, files } = await run(screen, output.name);
      const bytes = files.get(output.name);
      at(`${screen.id}-warned`).textContent = (answer.warned ?? "").trim();
      if (bytes) {
        saveFile(output.name, bytes);
      }
      busyWith(screen.id, "");
    });
    return button;
  }));
}

/** In another language, or when a screen is opened. */
export function showCommands() {
  screens.forEach(refresh);
}

/** @param {import("./deployment.js").Choice[]} editions */
export function offerEditions(editions) {
  const chosen = input("translate-to").value || "jp-mds-4.1";
  input("translate-to").replaceChildren(...editions.map((edition) => make("option",
    { value: edition.id, selected: edition.id === chosen }, edition.title)));
}

export function startCommands() {
  for (const screen of screens) {
    takesFiles(at(screen.id), input(`${screen.id}-chooser`), async (chosen) => {
      const kept = screen.most > 1 ? held.get(screen.id) : [];
      held.set(screen.id, (await readFiles(chosen, kept)).slice(-screen.most));
      refresh(screen);
    });
    at(`${screen.id}-choose`).addEventListener("click",
      () => input(`${screen.id}-chooser`).click());
  }
  watchWeights(() => refresh(screens[0]));
  at("translate-to").addEventListener("change", () => refresh(screens[1]));
  input("translate-template").addEventListener("change", async () => {
    const kept = held.get("translate");
    const all = await readFiles(input("translate-template").files, kept);
    template = all.length > kept.length ? all[all.length - 1] : null;
    refresh(screens[1]);
  });
}
