// SPDX-License-Identifier: GPL-3.0-or-later
// The screen "Assess": files in, what was read, the verdict, switches, files out.

import { lockDeployment, showDeployment, watchDeployment } from "./deployment.js";
import { offerEditions } from "./commands.js";
import { at, input, make } from "./dom.js";
import { ask, EngineDied } from "./engine.js";
import { listFiles, readFiles, saveFile, takesFiles } from "./files.js";
import { showMessages, showTrouble } from "./messages.js";
import { showMine } from "./mine.js";
import { factor, showRead } from "./reading.js";
import { showDrawers, showTable } from "./table.js";
import { showVerdict } from "./verdict.js";
import { offerWeights } from "./weights.js";
import { languageInUse, text } from "./words.js";
import { addFiles, contextInUse, dropFile, forgetWork, openWork, work, workChanged, workFile,
  workFiles } from "./work.js";

/** @typedef {import("./engine.js").File} File */
/** @typedef {import("./engine.js").Answer} Answer */
/** @typedef {import("./deployment.js").Choices} Choices */
/** @typedef {{id: string, title: string, state: string, on: boolean, factor: number}} Control */

const contextName = "context.json";
const workName = "work.json";
/** Columns of the register that everybody reads. */
const front = ["rank", "risk", "share", "rrf", "frequency", "helps_most"];
/** And of the open questions. */
const openQuestion = ["question", "question_title", "answer_state", "note", "where",
  "answer_factor"];

/** @type {Answer | null} */
let answer = null;
/** @type {Choices | null} */
let choices = null;
/** Calls that a later one has overtaken are not shown. */
let turn = 0;

/** @param {string[]} outputs */
function assess(outputs) {
  const context = contextInUse();
  const request = {
    language: languageInUse(), as_of: input("as-of").value,
    forms: work.forms.map((form) => form.name), deployment: context.name,
    records: work.records?.name ?? "", register: work.register?.name ?? "",
    added: [...work.added], outputs,
  };
  return ask("assess", request, [...workFiles().filter((file) => file !== work.context), context],
    outputs);
}

/** @param {string} key
 * @param {...string} values */
function busy(key, ...values) {
  at("busy").textContent = key !== "" ? text(key, ...values) : "";
  at("assess").setAttribute("aria-busy", String(key !== ""));
}

/** Asks the engine again and shows what it says. */
async function update() {
  const mine = ++turn;
  showFiles();
  if (work.forms.length === 0) {
    showMine(null);
    return;
  }
  busy("page.busy_assess");
  try {
    const result = await assess([]);
    if (mine === turn) {
      show(result.answer);
    }
  } catch (error) {
    if (mine === turn) {
      showTrouble(error instanceof EngineDied ? text("page.engine_died") : String(error));
    }
  }
  if (mine === turn) {
    busy("");
  }
}

/** @param {Answer} next */
function show(next) {
  showMessages(next.messages, next.done);
  at("after").hidden = at("panel").hidden = at("mini").hidden = !next.done;
  showMine(next.done ? next : null);
  if (!next.done) {
    return;
  }
  answer = next;
  at("device").textContent = next.device;
  showRead(next.forms);
  showControls(next.controls);
  showVerdict(next.now, next.then, work.added.size);
  showLead(next.lead);
  at("summary").replaceChildren(showTable(next.summary));
  at("risks").replaceChildren(showDrawers(next.risks, front));
  at("unknowns").hidden = next.unknowns.rows.length === 0;
  at("unknowns").replaceChildren(showTable(next.unknowns, openQuestion));
}

/** What belongs beside the verdict: what to do and who, assumptions, what is not known.
 * @param {import("./table.js").Table} lead */
function showLead(lead) {
  const lines = lead.rows.filter(([item, value]) => item[1] !== "heading" &&
    (value[1] === "" || value[1] === "notice"));
  at("lead").replaceChildren(...lines.flatMap(([item, value]) =>
    [make("dt", {}, item[0]), make("dd", {}, value[0])]));
}

/** @param {Control} control */
function controlEffect(control) {
  if (control.state !== "missing" && control.state !== "incomplete") {
    return text("page.in_place");
  }
  return control.factor < 1.005 ? text("page.no_effect") : `÷\u00a0${factor(control.factor)}`;
}

/** The switches stay the same elements, so that the focus stays on the one in use.
 * @param {Control[]} controls */
function showControls(controls) {
  const labels = [...at("switches").children];
  if (labels.length !== controls.length) {
    at("switches").replaceChildren(...controls.map((control) => make("label", {},
      make("input", { type: "checkbox", role: "switch", value: control.id }), make("span", {}),
      make("span", { class: "f" }))));
  }
  [...at("switches").children].forEach((label, i) => {
    const box = /** @type {HTMLInputElement} */ (label.children[0]);
    const open = ["missing", "incomplete"].includes(controls[i].state);
    box.checked = controls[i].on || !open;
    box.disabled = !open;
    label.children[1].textContent = controls[i].title;
    label.children[2].textContent = controlEffect(controls[i]);
  });
  const enough = answer.fewest !== null;
  input("fewest").disabled = !enough || answer.fewest.length === 0;
  at("fewest-none").hidden = enough;
}

/** The files in use, each to be taken out again. */
function showFiles() {
  const files = workFiles();
  for (const list of ["files", "mine-files"]) {
    listFiles(at(list), files, (file) => {
      dropFile(file.name);
      return files.length === 1 ? startAgain() : updateAll();
    });
  }
  lockDeployment(work.context?.name ?? "");
  at("again-part").hidden = files.length === 0;
  at("drop").hidden = work.forms.length > 0;
  at("device").textContent = work.forms.length === 0 && files.length > 0
    ? text("page.form_missing") : at("device").textContent;
}

/** Hides what the last forms gave, until there is something new. */
function clear() {
  for (const id of ["after", "panel", "mini", "trouble", "messages-part"]) {
    at(id).hidden = true;
  }
}

/** @returns {Promise<void>} */
function updateAll() {
  if (work.forms.length === 0) {
    clear();
  }
  return update();
}

/** @param {globalThis.File[]} chosen */
export async function take(chosen) {
  const files = await readFiles(chosen, []);
  const opened = files.find(openWork);
  let died = false;
  busy("page.busy_read");
  try {
    await addFiles(files.filter((file) => file !== opened));
  } catch {
    died = true;
  }
  busy("");
  if (opened) {
    showDeployment(choices);
  }
  await updateAll();
  if (died) { // said last, for the update takes away what was there
    showTrouble(text("page.engine_died"));
  }
}

/** A file that the command makes of this device.
 * @param {string} name */
function makeByCommand(name) {
  const context = contextInUse();
  const verb = /^(questions|letter)/.test(name) ? "ask" : "assess";
  const line = [verb, ...work.forms.map((form) => form.name), "--context", context.name,
    ...(work.records ? ["--records", work.records.name] : []),
    ...(work.register && verb === "assess" ? ["--register", work.register.name] : []),
    "--as-of", input("as-of").value, "--lang", languageInUse(), "-q", "-o", name];
  return ask("command", { language: languageInUse(), as_of: input("as-of").value, arguments: line },
    [...workFiles().filter((file) => file !== work.context), context], [name]);
}

/** @param {string} name */
async function save(name) {
  if (name === contextName || name === workName) {
    const bytes = name === workName ? workFile() : contextInUse().bytes;
    saveFile(name === workName ? name : contextInUse().name, bytes);
    return;
  }
  busy("page.busy_write", name);
  try {
    const { answer: said, files } = await (/^(questions|letter|report)/.test(name)
      ? makeByCommand(name) : assess([name]));
    const bytes = files.get(name);
    if (bytes) {
      saveFile(name, bytes);
    } else {
      showMessages(said.messages, false);
    }
  } catch {
    showTrouble(text("page.engine_died"));
  }
  busy("");
}

function startAgain() {
  turn++;
  forgetWork();
  answer = null;
  clear();
  showDeployment(choices);
  showFiles();
  showMine(null);
  at("choose").focus();
}

function toLocalDay() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

/** In another language, or at the start. */
export async function showAssess() {
  try {
    const { answer: offered } = await ask("choices", { language: languageInUse(),
      as_of: toLocalDay() });
    choices = /** @type {any} */ (offered);
    showDeployment(choices);
    offerEditions(choices.editions);
    offerWeights(choices.criteria);
    at("version").textContent = `mdsrisk ${choices.version}, ${choices.catalog}`;
  } catch {
    showTrouble(text("page.engine_died"));
  }
  await update();
}

/** An entry of the user's. */
function changed() {
  workChanged();
  update();
}

export function startAssess() {
  input("as-of").value = toLocalDay();
  takesFiles(at("assess"), input("chooser"), take);
  at("choose").addEventListener("click", () => input("chooser").click());
  at("add").addEventListener("click", () => input("chooser").click());
  at("example").addEventListener("click", () => {
    const example = at("example-form");
    take([new File([example.textContent], example.dataset.name)]);
  });
  at("again").addEventListener("click", startAgain);
  at("as-of").addEventListener("change", changed);
  watchDeployment(changed);
  at("switches").addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    box.checked ? work.added.add(box.value) : work.added.delete(box.value);
    changed();
  });
  at("fewest").addEventListener("click", () => {
    work.added.clear();
    answer.fewest.forEach((/** @type {string} */ id) => work.added.add(id));
    changed();
  });
  at("all-off").addEventListener("click", () => {
    work.added.clear();
    changed();
  });
  document.querySelector("main").addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (button?.dataset.file) {
      save(button.dataset.file);
    }
  });
}
