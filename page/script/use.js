// SPDX-License-Identifier: GPL-3.0-or-later
// One call of the engine: files in, a use case, files out. The page's worker and the tests use it.

/** @param {any} engine
 * @param {{use: string, request: string, files: {name: string, bytes: Uint8Array}[],
 *   outputs: string[]}} call */
export function useEngine(engine, { use, request, files, outputs }) {
  const { FS } = engine;
  const made = [...files.map((file) => file.name), ...outputs];
  for (const { name, bytes } of files) {
    FS.writeFile(name, bytes);
  }
  const size = engine.lengthBytesUTF8(request) + 1;
  const given = engine._malloc(size);
  engine.stringToUTF8(request, given, size);
  const taken = engine[`_mds_page_${use}`](given);
  engine._free(given);
  if (taken === 0) {
    throw new Error("out of memory");
  }
  const answer = engine.UTF8ToString(taken);
  engine._free(taken);
  /** @type {[string, Uint8Array][]} */
  const written = [];
  for (const name of outputs) {
    if (FS.analyzePath(name).exists) {
      written.push([name, FS.readFile(name)]);
    }
  }
  for (const name of made) {
    if (FS.analyzePath(name).exists) {
      FS.unlink(name);
    }
  }
  return { answer, files: written };
}
