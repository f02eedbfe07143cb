// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the page's engine writes the bytes that the command writes, for each example and each test
// form, but for the last digits of numbers, which the maths library decides:
//   node tests/page/same_bytes.mjs build/page build/native/mdsrisk
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync }
  from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { pdfReader } from "../../page/script/pdf.js";
import { useEngine } from "../../page/script/use.js";

const [built, command] = process.argv.slice(2).map((path) => resolve(path));
const mdsEngine = createRequire(import.meta.url)(join(built, "engine.js"));
const wasmBinary = readFileSync(join(built, "engine.wasm"));
const mdsPdfWords = createRequire(import.meta.url)(join(built, "pdf-words.js"));
const readPdf = pdfReader(mdsPdfWords, readFileSync(join(built, "pdf-words.wasm")));
const engine = await mdsEngine({ wasmBinary, readPdf });
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const day = "2026-11-28";
const outputs = ["register.json", "register.csv", "register.xlsx"];

/** @param {string} folder
 * @param {RegExp} pattern
 * @param {boolean} [deep] folders inside too
 * @returns {string[]} */
function filesOf(folder, pattern, deep = false) {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && deep ? filesOf(join(folder, entry.name), pattern, deep)
      : pattern.test(entry.name) ? [join(folder, entry.name)] : []).sort() : [];
}

/** What the command writes, by name; empty when it refuses.
 * @param {string} folder
 * @param {string[]} forms
 * @param {string | undefined} context
 * @param {string} language */
function byCommand(folder, forms, context, language) {
  for (const output of outputs) {
    const given = ["assess", ...forms, ...(context ? ["--context", context] : []), "-q",
      "--as-of", day, "--lang", language, "-o", output];
    try {
      execFileSync(command, given, { cwd: folder, stdio: "pipe" });
    } catch (error) {
      if (/** @type {any} */ (error).status !== 2) {
        throw error;
      }
      return new Map();
    }
  }
  const made = new Map(outputs.map((name) => [name, readFileSync(join(folder, name))]));
  outputs.forEach((name) => rmSync(join(folder, name))); // or the next run would carry them on
  return made;
}

let files = 0;
let equal = 0;

/** @param {string} folder
 * @param {Buffer} expected
 * @param {Uint8Array} written */
function isSame(folder, expected, written) {
  files++;
  if (expected.equals(Buffer.from(written))) {
    equal++;
    return true;
  }
  const [a, b] = [join(folder, "expected"), join(folder, "written")];
  writeFileSync(a, expected);
  writeFileSync(b, written);
  return spawnSync("/usr/bin/python3", [join(root, "tests/platform/same.py"), a, b]).status === 0;
}

/** @param {string[]} paths
 * @param {string | undefined} context */
function compare(paths, context) {
  const folder = mkdtempSync(join(tmpdir(), "mdsrisk-page-"));
  const all = context ? [...paths, context] : paths;
  all.forEach((path) => copyFileSync(path, join(folder, basename(path))));
  const forms = paths.map((path) => basename(path));
  const given = all.map((path) => ({ name: basename(path), bytes: readFileSync(path) }));
  let differences = 0;
  for (const language of ["en", "ja"]) {
    const expected = byCommand(folder, forms, context && basename(context), language);
    const request = JSON.stringify({ language, as_of: day, forms,
      deployment: context ? basename(context) : "", outputs });
    const { answer, files: written } = useEngine(engine,
      { use: "assess", request, files: given, outputs });
    const { done, messages } = JSON.parse(answer);
    if (done !== expected.size > 0) {
      console.error(`${paths}: page ${done}, command ${expected.size > 0}`, messages.slice(0, 2));
      differences++;
    }
    for (const [name, bytes] of written) {
      if (expected.size > 0 && !isSame(folder, expected.get(name), bytes)) {
        console.error(`${paths} ${language}: ${name} differs`);
        differences++;
      }
    }
  }
  rmSync(folder, { recursive: true });
  return differences;
}

/** @type {[string[], string | undefined][]} */
const cases = [];
for (const example of filesOf(join(root, "examples"), /^[a-z-]+$/)) {
  const forms = filesOf(example, /^(form|mds|checklist)\.(xlsx|csv)$/);
  if (forms.length > 0) {
    cases.push([forms, filesOf(example, /^context\.(csv|json)$/)[0]]);
  }
}
const forms = filesOf(resolve(root, "../shared/forms"), /\.(xlsx|csv|json|pdf)$/, true);
if (forms.length === 0) {
  console.log("No ../shared/forms here: only the examples are compared.");
}
forms.forEach((form) => cases.push([[form], undefined]));
let differences = 0;
for (const [paths, context] of cases) {
  differences += compare(paths, context);
}
console.log(`${cases.length} cases in two languages, ${differences} differences; ` +
  `${equal} of ${files} files are the same byte for byte`);
process.exit(differences > 0 || cases.length === 0 ? 1 : 0);
