// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of the catalog in the language in use.

/** @typedef {"en" | "ja"} Language */

/** @type {Record<Language, Record<string, string>>} */
const texts = JSON.parse(document.getElementById("texts").textContent);

/** @type {Language} */
let language = navigator.language.startsWith("ja") ? "ja" : "en";

/** @returns {Language} */
export function languageInUse() {
  return language;
}

/** @param {Language} next */
export function useLanguage(next) {
  language = next;
  document.documentElement.lang = next;
}

/** The text under a key, its {1} and {2} replaced.
 * @param {string} key
 * @param {...(string | number)} values */
export function text(key, ...values) {
  const found = texts[language][key] ?? key;
  return found.replace(/\{(\d)\}/g, (_, n) => String(values[Number(n) - 1] ?? ""));
}
