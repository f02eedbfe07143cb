// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of PDF: a module of its own, started anew for each file, so that a file that breaks it
// reaches nothing else.

/** A function that gives the lines of a PDF's words; null when the reader died.
 * @param {(options: object) => unknown} start the module's own script
 * @param {Uint8Array} wasm
 * @returns {(bytes: Uint8Array) => Uint8Array | null} */
export function pdfReader(start, wasm) {
  /** @type {WebAssembly.Module | undefined} */
  let module;
  return (bytes) => {
    let [taken, size, lines] = [0, 0, new Uint8Array(1 << 16)];
    let code = -1;
    /** @param {number | null} byte */
    const keep = (byte) => {
      if (byte === null) {
        return;
      }
      if (size === lines.length) {
        const more = new Uint8Array(2 * size);
        more.set(lines);
        lines = more;
      }
      lines[size++] = byte;
    };
    try {
      module ??= new WebAssembly.Module(wasm);
      start({
        stdin: () => taken < bytes.length ? bytes[taken++] : null,
        stdout: keep,
        stderr: () => {},
        quit: (/** @type {number} */ status, /** @type {unknown} */ thrown) => {
          code = status;
          throw thrown;
        },
        instantiateWasm: (/** @type {any} */ imports, /** @type {any} */ done) => {
          const made = new WebAssembly.Instance(module, imports);
          done(made, module);
          return made.exports;
        },
      });
    } catch (error) {
      return null; // no memory, no stack, or a fault of the reader
    }
    return code === 0 ? lines.subarray(0, size) : null;
  };
}
