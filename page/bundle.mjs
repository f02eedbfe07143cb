// SPDX-License-Identifier: GPL-3.0-or-later
// Makes one html of the page's parts: node page/bundle.mjs build/page/mdsrisk.html
// Modules become one script each for page and worker: names at their top must differ.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const target = process.argv[2];
const built = dirname(target);

/** @param {...string} parts */
const read = (...parts) => readFileSync(join(...parts), "utf8");

/** The modules that a module needs, and itself behind them.
 * @param {string} name
 * @param {string[]} order
 * @returns {string[]} */
function modules(name, order = []) {
  if (!order.includes(name)) {
    const needed = [...read(here, "script", name).matchAll(/^import .*? from "\.\/(.*?)";$/gms)];
    needed.forEach(([, other]) => modules(other, order));
    order.push(name);
  }
  return order;
}

/** @param {string} name */
function script(name) {
  const parts = modules(name).map((each) => read(here, "script", each)
    .replace(/^import [^;]*;\n/gm, "").replace(/^export /gm, ""));
  const names = parts.join("\n").matchAll(/^(?:async )?(?:function|const|let|class) (\w+)/gm);
  const seen = new Set();
  for (const [, top] of names) {
    if (seen.has(top)) {
      throw new Error(`two modules name ${top}`);
    }
    seen.add(top);
  }
  return `"use strict";\n(() => {\n${parts.join("\n")}\n})();\n`;
}

/** Texts of the catalog that a screen shows, by language. */
function texts() {
  const shown = /^(page|answer|severity|compare\.column|column)\.|^(decision\.undecided|since\.same)$/;
  /** @type {Record<string, Record<string, string>>} */
  const all = { en: {}, ja: {} };
  const folder = join(root, "catalog", "data", "text");
  for (const file of readdirSync(folder).sort()) {
    for (const { id, en, ja } of JSON.parse(read(folder, file)).records) {
      if (shown.test(id)) {
        all.en[id] = en;
        all.ja[id] = ja;
      }
    }
  }
  return JSON.stringify(all).replaceAll("<", "\\u003c");
}

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
/** The hash by which the policy allows an inline element.
 * @param {string} text */
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const style = read(here, "style", "page.css");
const main = script("main.js");
const worker = read(built, "engine.js") + read(built, "pdf-words.js") + script("worker.js");
if (/<\/script/i.test(main + worker)) {
  throw new Error("a script would end too early");
}
/** A module, packed, as text.
 * @param {string} name */
function packed(name) {
  const bytes = gzipSync(readFileSync(join(built, name)), { level: 9 });
  bytes[9] = 3; // the system that packed it: the same on every machine
  return bytes.toString("base64");
}
const policy = ["default-src 'none'", `style-src ${hash(style)}`,
  `script-src ${hash(main)} 'wasm-unsafe-eval'`, "worker-src blob:", "base-uri 'none'",
  "form-action 'none'"].join("; ");

/** @type {Record<string, string>} */
const parts = {
  POLICY: policy, STYLE: style, SCRIPT: main, WORKER: worker, WASM: packed("engine.wasm"), PDF: packed("pdf-words.wasm"),
  TEXTS: texts(), EXAMPLE: read(root, "examples", "bedside-monitor", "form.csv"),
  LICENCES: escaped(read(here, "licences.txt") + "\n" + read(root, "LICENSE")),
};
const page = read(here, "page.html").replace(/@([A-Z]+)@/g, (_, name) => parts[name]);
writeFileSync(target, page);
console.log(`${target}: ${page.length} bytes, ${gzipSync(page, { level: 9 }).length} packed`);
