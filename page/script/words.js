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

/** The text under a key, its {1} and {2} replaced; {1|one|more} is its first half where {1} is 1.
 * @param {string} key
 * @param {...(string | number)} values */
export function text(key, ...values) {
  const found = texts[language][key] ?? key;
  /** @param {string} n */
  const value = (n) => String(values[Number(n) - 1] ?? "");
  return found
    .replace(/\{(\d)\|((?:\{\d\}|[^{|}])*)\|((?:\{\d\}|[^{|}])*)\}/g,
      (_, n, one, more) => value(n) === "1" ? one : more)
    .replace(/\{(\d)\}/g, (_, n) => value(n));
}
