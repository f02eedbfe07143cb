// SPDX-License-Identifier: GPL-3.0-or-later
// Files of the user: dropped, chosen, taken away.

import { at, make } from "./dom.js";
import { text } from "./words.js";

/** @typedef {import("./engine.js").File} File */

/** All files that the page holds at once: the engine works on a copy, in at most 1 GB. */
const mostBytes = 400 * 2 ** 20;

/** Says which files were not taken, on whichever screen they were dropped.
 * @param {string[]} reasons */
function refuse(reasons) {
  at("refused").hidden = reasons.length === 0;
  at("refused").replaceChildren(...reasons.map((reason) => make("span", {}, reason)));
}

/** Names that differ, so that two files of one name keep apart. What is too large, or cannot be
 * read any more, is said and left out.
 * @param {Iterable<globalThis.File>} chosen
 * @param {File[]} held
 * @returns {Promise<File[]>} */
export async function readFiles(chosen, held) {
  const files = [...held];
  const reasons = [];
  let size = held.reduce((sum, { bytes }) => sum + bytes.length, 0);
  for (const file of chosen) {
    if (size + file.size > mostBytes) {
      reasons.push(text("page.too_large", file.name, Math.ceil(file.size / 2 ** 20)));
      continue;
    }
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      files.push({ name: freeName(file.name, files), bytes });
      size += bytes.length;
    } catch {
      reasons.push(text("page.unreadable", file.name));
    }
  }
  refuse(reasons);
  return files;
}

/** @param {string} name
 * @param {File[]} files */
function freeName(name, files) {
  const dot = name.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  let free = name;
  for (let n = 2; files.some((file) => file.name === free); n++) {
    free = `${stem} (${n})${ending}`;
  }
  return free;
}

/** @param {string} name
 * @param {Uint8Array} bytes */
export function saveFile(name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** More files than any fleet has forms. */
const mostFiles = 5000;

/** The files below a dropped folder.
 * @param {any} entry
 * @returns {Promise<globalThis.File[]>} */
async function filesBelow(entry) {
  if (entry.isFile) {
    return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  }
  /** @type {globalThis.File[]} */
  const found = [];
  const reader = entry.createReader();
  for (;;) {
    /** @type {any[]} */
    const part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) {
      return found;
    }
    if (found.length > mostFiles) {
      throw new Error("too many files");
    }
    for (const one of part) {
      found.push(...await filesBelow(one));
    }
  }
}

/** What was dropped, folders opened.
 * @param {DataTransfer} data */
async function droppedFiles(data) {
  const files = [...data.files];
  /** @type {any[]} */
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) {
    return files;
  }
  const parts = await Promise.all(entries.filter((entry) => entry !== null).map(filesBelow));
  return parts.flat();
}

/** Makes an area take dropped files, and a button of it open the chooser.
 * @param {HTMLElement} area
 * @param {HTMLInputElement} chooser
 * @param {(files: globalThis.File[]) => void} take */
export function takesFiles(area, chooser, take) {
  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    area.classList.add("over");
  });
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", async (event) => {
    event.preventDefault();
    area.classList.remove("over");
    try {
      const files = await droppedFiles(event.dataTransfer);
      take(files.filter(({ name }) => !/^(\.|~\$)/.test(name)));
    } catch { // a folder that cannot be read, or a whole disk
      refuse([text("page.folder_refused", mostFiles)]);
    }
  });
  chooser.addEventListener("change", () => {
    take([...chooser.files]);
    chooser.value = "";
  });
}

/** A list of files, each with a button that takes it out.
 * @param {HTMLElement} list
 * @param {File[]} files
 * @param {(file: File) => void} takeOut */
export function listFiles(list, files, takeOut) {
  list.replaceChildren(...files.map((file) => {
    const button = make("button", { type: "button", class: "quiet",
      "aria-label": text("page.take_out", file.name) }, "×");
    button.addEventListener("click", () => takeOut(file));
    return make("li", {}, file.name, " ", button);
  }));
}
