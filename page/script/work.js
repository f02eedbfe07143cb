// SPDX-License-Identifier: GPL-3.0-or-later
// What the user has given the page: forms, context, records, last year's register, switches. It is
// kept nowhere but here, until the user saves it to a file.

import { contextFile, deploymentStated, stateDeployment } from "./deployment.js";
import { input } from "./dom.js";
import { ask } from "./engine.js";
import { languageInUse } from "./words.js";

/** @typedef {import("./engine.js").File} File */
/** @typedef {{forms: File[], context: File | null, records: File | null, register: File | null,
 *   added: Set<string>}} Work */

const formatVersion = 1;

/** @type {Work} */
export const work = { forms: [], context: null, records: null, register: null, added: new Set() };

/** Whether something was entered that no saved file holds. */
let unsaved = false;

export function isUnsaved() {
  return unsaved;
}

export function workChanged() {
  unsaved = true;
}

export function forgetWork() {
  Object.assign(work, { forms: [], context: null, records: null, register: null });
  work.added.clear();
  stateDeployment({});
  unsaved = false;
}

/** Takes what of the files is a register, a context or records as that, all else as a form.
 * @param {File[]} files */
export async function addFiles(files) {
  const { answer } = await ask("kinds", { language: languageInUse(), as_of: input("as-of").value,
    files: files.map((file) => file.name) }, files);
  /** @type {{file: string, kind: string}[]} */
  const found = answer.kinds ?? [];
  const kinds = new Map(found.map((one) => [one.file, one.kind]));
  for (const file of files) {
    const kind = kinds.get(file.name);
    if (kind === "register" || kind === "context") {
      work[kind] = file;
    } else if (kind === "compensating_records") {
      work.records = file;
    } else {
      work.forms = [...work.forms.filter((form) => form.name !== file.name), file];
    }
  }
}

/** @param {string} name */
export function dropFile(name) {
  work.forms = work.forms.filter((file) => file.name !== name);
  for (const part of /** @type {const} */ (["context", "records", "register"])) {
    if (work[part]?.name === name) {
      work[part] = null;
    }
  }
}

/** The context that holds on every screen: the user's own file, or what the form says. */
export function contextInUse() {
  return work.context ?? { name: "context.json", bytes: contextFile() };
}

/** All files of the work, forms first. */
export function workFiles() {
  return [...work.forms, work.context, work.records, work.register].filter((file) => file !== null);
}

/** @param {File | null} file */
function packed(file) {
  if (file === null) {
    return null;
  }
  let text = "";
  for (let at = 0; at < file.bytes.length; at += 0x8000) {
    text += String.fromCharCode(...file.bytes.subarray(at, at + 0x8000));
  }
  return { name: file.name, base64: btoa(text) };
}

/** @param {{name: string, base64: string} | null} file
 * @returns {File | null} */
function unpacked(file) {
  return file === null ? null
    : { name: String(file.name), bytes: Uint8Array.from(atob(file.base64), (c) => c.charCodeAt(0)) };
}

/** The work as a file of the user's. */
export function workFile() {
  unsaved = false;
  return new TextEncoder().encode(JSON.stringify({
    format_version: formatVersion, kind: "work", as_of: input("as-of").value,
    deployment: deploymentStated(), added: [...work.added], forms: work.forms.map(packed),
    context: packed(work.context), records: packed(work.records), register: packed(work.register),
  }, null, 1) + "\n");
}

/** Takes the work out of such a file; false when it is none.
 * @param {File} file */
export function openWork(file) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(file.bytes);
    const saved = text.startsWith("{") ? JSON.parse(text) : {};
    if (saved.kind !== "work" || saved.format_version !== formatVersion) {
      return false;
    }
    const opened = { forms: saved.forms.map(unpacked), context: unpacked(saved.context),
      records: unpacked(saved.records), register: unpacked(saved.register),
      added: new Set(saved.added.map(String)) };
    Object.assign(work, opened);
    input("as-of").value = String(saved.as_of);
    stateDeployment(saved.deployment ?? {});
    unsaved = false;
    return true;
  } catch {
    return false;
  }
}
