// SPDX-License-Identifier: GPL-3.0-or-later
// Starts the page: language, colours, screens.

import { showAssess, startAssess, take } from "./assess.js";
import { showCommands, startCommands } from "./commands.js";
import { at } from "./dom.js";
import { warmUp } from "./engine.js";
import { showFleet, startFleet } from "./fleet.js";
import { startMine } from "./mine.js";
import { languageInUse, text, useLanguage } from "./words.js";
import { isUnsaved } from "./work.js";

const screenNames = ["assess", "compare", "translate", "mine", "fleet"];

function screenInUse() {
  const wanted = location.hash.slice(1);
  return screenNames.includes(wanted) ? wanted : screenNames[0];
}

function showScreen() {
  const shown = screenInUse();
  for (const name of screenNames) {
    at(name).hidden = name !== shown;
    const link = document.querySelector(`nav a[href="#${name}"]`);
    name === shown ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  }
  document.title = `mdsrisk: ${text(`page.${shown}`)}`;
  showCommands();
  showFleet();
}

/** Puts the texts into the elements that name them. */
function showTexts() {
  for (const element of document.querySelectorAll("[data-t]")) {
    element.textContent = text(/** @type {HTMLElement} */ (element).dataset.t);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", text(/** @type {HTMLElement} */ (element).dataset.label));
  }
  document.title = `mdsrisk: ${text(`page.${screenInUse()}`)}`;
  at("language").textContent = languageInUse() === "ja" ? "English" : "日本語";
  at("language").lang = languageInUse() === "ja" ? "en" : "ja";
}

/** @param {import("./words.js").Language} language */
function speak(language) {
  useLanguage(language);
  showTexts();
  showAssess();
  showCommands();
  showFleet();
}

at("language").addEventListener("click", () => speak(languageInUse() === "ja" ? "en" : "ja"));
at("theme").addEventListener("click", () => {
  const root = document.documentElement.dataset;
  root.theme = root.theme === "dark" ? "light" : "dark";
  at("theme").setAttribute("aria-pressed", String(root.theme === "dark"));
});
useLanguage(languageInUse());
showTexts();
startAssess();
startCommands();
startMine(take);
startFleet();
addEventListener("beforeunload", (event) => isUnsaved() && event.preventDefault());
showScreen();
addEventListener("hashchange", showScreen);
// The first picture does not wait for the engine.
requestAnimationFrame(() => setTimeout(() => {
  warmUp();
  showAssess();
}));
