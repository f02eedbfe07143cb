// SPDX-License-Identifier: GPL-3.0-or-later
// The screen "Assess": files in, what was read, the verdict, switches, files out.

import { contextFile, lockDeployment, showDeployment, watchDeployment } from "./deployment.js";
import { offerEditions } from "./commands.js";
import { at, input, make } from "./dom.js";
import { ask, EngineDied } from "./engine.js";
import { readFiles, saveFile, takesFiles } from "./files.js";
import { showMessages, showTrouble } from "./messages.js";
import { showTable } from "./table.js";
import { showVerdict } from "./verdict.js";
import { languageInUse, text } from "./words.js";

/** @typedef {import("./engine.js").File} File */
/** @typedef {import("./engine.js").Answer} Answer */
/** @typedef {import("./deployment.js").Choices} Choices */
/** @typedef {{id: string, title: string, choice: boolean, state: string, response: string,
 *   note: string, where: string, hidden: boolean, worth?: number}} FormAnswer */
/** @typedef {{id: string, title: string, state: string, on: boolean, factor: number}} Control */

const contextName = "context.json";
const doubtfulShown = 5;

/** @type {File[]} */
let forms = [];
/** @type {File | null} a context of the user's own */
let context = null;
/** @type {Set<string>} */
const added = new Set();
/** @type {Answer | null} */
let answer = null;
/** @type {Choices | null} */
let choices = null;
/** Calls that a later one has overtaken are not shown. */
let turn = 0;

/** @param {string[]} outputs */
function request(outputs) {
  return {
    language: languageInUse(), as_of: input("as-of").value, forms: forms.map((form) => form.name),
    deployment: context?.name ?? contextName, added: [...added], outputs,
  };
}

/** @param {string[]} outputs */
function assess(outputs) {
  const own = context ?? { name: contextName, bytes: contextFile() };
  return ask("assess", request(outputs), [...forms, own], outputs);
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
  if (forms.length === 0) {
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
  at("again-part").hidden = forms.length === 0;
  at("files").replaceChildren(...forms.map((form) => make("li", {}, form.name)));
  if (!next.done) {
    return;
  }
  answer = next;
  at("device").textContent = next.device;
  showRead(next.forms);
  showControls(next.controls);
  showVerdict(next.now, next.then, added.size);
  at("summary").replaceChildren(showTable(next.summary));
  at("risks").replaceChildren(showTable(next.risks));
  at("unknowns").replaceChildren(showTable(next.unknowns));
}

/** Where an answer settles nothing.
 * @param {FormAnswer} one */
function isDoubtful(one) {
  return one.choice && !["yes", "no", "na", "missing"].includes(one.state);
}

/** @param {{file: string, title: string, answers: FormAnswer[]}[]} read */
function showRead(read) {
  const all = read.flatMap((form) => form.answers);
  const doubtful = all.filter(isDoubtful).sort((a, b) => (b.worth ?? 1) - (a.worth ?? 1));
  const states = ["yes", "no", "na", "see_note", "unanswered", "unreadable", "conflict", "missing"];
  at("found").replaceChildren(...read.map((form) => make("li", {}, `${form.file} · ${form.title}`)));
  at("tally").replaceChildren(...states.map((state) => [state,
    all.filter((one) => one.choice && one.state === state).length]).filter(([, n]) => n !== 0)
    .map(([state, n]) => make("span", {}, make("b", { class: "num" }, String(n)),
      text(`answer.${state}`))));
  at("doubtful-lead").textContent = text(doubtful.length > 0 ? "page.doubtful_lead"
    : "page.doubtful_none");
  at("doubtful").replaceChildren(...doubtful.slice(0, doubtfulShown).map(showDoubt));
  at("doubtful-more").textContent = doubtful.length > doubtfulShown
    ? text("page.doubtful_more", doubtful.length - doubtfulShown) : "";
  at("answers").replaceChildren(answersTable(read));
}

/** @param {FormAnswer} one */
function showDoubt(one) {
  return make("div", { class: "doubt" },
    make("div", {}, make("h4", {}, `${one.id}  ${one.title}`),
      one.worth ? make("p", { class: "small" }, text("page.worth", factor(one.worth))) : null),
    sourceOf(one));
}

/** The cells of the file beside what was understood.
 * @param {FormAnswer} one */
function sourceOf(one) {
  const cell = (/** @type {string} */ key, /** @type {string} */ value, kind = "") =>
    make("tr", {}, make("th", { scope: "row" }, text(key)), make("td", { class: kind }, value));
  return make("table", { class: "cells" },
    make("caption", { class: "vh" }, `${text("page.source")} ${one.id}`),
    make("tbody", {}, cell("page.where", one.where),
      cell("page.manual", one.response, "hit"),
      one.note !== "" ? cell("page.remark", one.note) : null,
      cell("page.understood", text(`answer.${one.state}`) +
        (one.hidden ? ` (${text("page.hidden")})` : ""))));
}

/** @param {{answers: FormAnswer[]}[]} read */
function answersTable(read) {
  const titles = ["page.question", "page.manual", "page.understood", "page.remark", "page.where"];
  const head = titles.map((key) => make("th", { scope: "col" }, text(key)));
  const rows = read.flatMap((form) => form.answers).filter((one) => one.where !== "").map((one) =>
    make("tr", { class: isDoubtful(one) ? "look" : "" },
      make("th", { scope: "row" }, make("b", {}, `${one.id}  `), one.title),
      make("td", {}, one.response), make("td", {}, text(`answer.${one.state}`)),
      make("td", {}, one.note), make("td", { class: "quiet" }, one.where)));
  return make("table", {}, make("caption", { class: "vh" }, text("page.all_answers")),
    make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
}

/** A factor as people read it: below 2 two decimals, below 10 one, else none.
 * @param {number} value */
function factor(value) {
  return value.toFixed(value < 1.995 ? 2 : value < 9.95 ? 1 : 0);
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

/** What a dropped file is: a context or records by its content, else a form.
 * @param {File} file */
function isContext(file) {
  const head = new TextDecoder().decode(file.bytes.subarray(0, 2000));
  return /"kind"\s*:\s*"context"/.test(head) || /^\uFEFF?field,value/.test(head);
}

/** @param {globalThis.File[]} chosen */
async function take(chosen) {
  for (const file of await readFiles(chosen, [])) {
    if (isContext(file)) {
      context = file;
    } else {
      forms = [...forms.filter((form) => form.name !== file.name), file];
    }
  }
  lockDeployment(context?.name ?? "");
  at("drop").hidden = forms.length > 0;
  await update();
}

/** @param {string} name */
async function save(name) {
  if (name === contextName) {
    saveFile(context?.name ?? contextName, context?.bytes ?? contextFile());
    return;
  }
  busy("page.busy_write", name);
  try {
    const { answer: said, files } = await assess([name]);
    const bytes = files.get(name);
    if (bytes) {
      saveFile(name, bytes);
    } else {
      showMessages(said.messages, said.done);
    }
  } catch {
    showTrouble(text("page.engine_died"));
  }
  busy("");
}

function startAgain() {
  turn++;
  forms = [];
  context = null;
  answer = null;
  added.clear();
  for (const id of ["after", "panel", "mini", "again-part", "trouble"]) {
    at(id).hidden = true;
  }
  at("files").replaceChildren();
  at("messages").replaceChildren();
  at("drop").hidden = false;
  lockDeployment("");
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
    at("version").textContent = `mdsrisk ${choices.version}, ${choices.catalog}`;
  } catch {
    showTrouble(text("page.engine_died"));
  }
  await update();
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
  at("as-of").addEventListener("change", update);
  watchDeployment(update);
  at("switches").addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    box.checked ? added.add(box.value) : added.delete(box.value);
    update();
  });
  at("fewest").addEventListener("click", () => {
    added.clear();
    answer.fewest.forEach((/** @type {string} */ id) => added.add(id));
    update();
  });
  at("all-off").addEventListener("click", () => {
    added.clear();
    update();
  });
  at("downloads").addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (button) {
      save(button.dataset.file);
    }
  });
}
