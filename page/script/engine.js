// SPDX-License-Identifier: GPL-3.0-or-later
// The engine in its worker. When it dies, a new one takes its place.

/** @typedef {{severity: string, code: string, file: string, where: string, text: string,
 *   hint: string}} Message */
/** @typedef {{done: boolean, messages: Message[]} & Record<string, any>} Answer */
/** @typedef {{name: string, bytes: Uint8Array}} File */
/** @typedef {{answer: Answer, files: Map<string, Uint8Array>}} Result */

/** Said when the worker dies: memory or patience is exhausted, or the engine is at fault. */
export class EngineDied extends Error {}

/** @type {Worker | null} */
let worker = null;
let calls = 0;
/** Milliseconds without an answer; a file made for it may keep a reader busy for ever. */
const PATIENCE = 180_000;
/** @type {number | undefined} */
let alarm;
/** @type {Map<number, {resolve: (result: Result) => void, reject: (error: Error) => void}>} */
const waiting = new Map();

/** @param {string} id */
function part(id) {
  return document.getElementById(id).textContent;
}

/** Begins to wait for the next answer. */
function watch() {
  clearTimeout(alarm);
  alarm = waiting.size > 0 ? setTimeout(stop, PATIENCE) : undefined;
}

function start() {
  const source = new Blob([part("worker")], { type: "text/javascript" });
  const address = URL.createObjectURL(source);
  const made = new Worker(address);
  made.onmessage = ({ data }) => {
    const call = waiting.get(data.call);
    waiting.delete(data.call);
    watch();
    if (data.died) {
      stop(call);
    } else {
      call?.resolve({ answer: JSON.parse(data.answer), files: new Map(data.files) });
    }
  };
  made.onerror = () => stop();
  made.postMessage({ wasm: part("wasm"), pdf: part("pdf") });
  return made;
}

/** @param {{reject: (error: Error) => void}} [call] */
function stop(call) {
  worker?.terminate();
  worker = null;
  call?.reject(new EngineDied());
  for (const other of waiting.values()) {
    other.reject(new EngineDied());
  }
  waiting.clear();
  clearTimeout(alarm);
}

/** Starts the engine ahead of the first call. */
export function warmUp() {
  worker ??= start();
}

/** Has the engine do a use case.
 * @param {string} use
 * @param {Record<string, unknown>} request
 * @param {File[]} [files] what the request names
 * @param {string[]} [outputs] names of the files that it writes
 * @returns {Promise<Result>} */
export function ask(use, request, files = [], outputs = []) {
  warmUp();
  const call = ++calls;
  return new Promise((resolve, reject) => {
    waiting.set(call, { resolve, reject });
    if (waiting.size === 1) {
      watch();
    }
    worker.postMessage({ call, use, request: JSON.stringify(request), files, outputs });
  });
}
