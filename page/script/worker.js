// SPDX-License-Identifier: GPL-3.0-or-later
// Runs in the worker, behind the engine's own script, which defines mdsEngine.

import { pdfReader } from "./pdf.js";
import { useEngine } from "./use.js";

const owner = /** @type {Worker} */ (/** @type {unknown} */ (self));

/** @type {Promise<any> | undefined} */
let engine;

/** @param {string} base64 of the packed module */
async function unpack(base64) {
  const packed = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {MessageEvent} event */
owner.onmessage = async ({ data }) => {
  if (data.wasm !== undefined) {
    engine = Promise.all([unpack(data.wasm), unpack(data.pdf)]).then(([wasmBinary, pdf]) =>
      mdsEngine({ wasmBinary, readPdf: pdfReader(mdsPdfWords, pdf) }));
    return;
  }
  try {
    const { answer, files } = useEngine(await engine, data);
    owner.postMessage({ call: data.call, answer, files }, files.map(([, bytes]) => bytes.buffer));
  } catch (error) {
    owner.postMessage({ call: data.call, died: String(error) });
  }
};
