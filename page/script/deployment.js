// SPDX-License-Identifier: GPL-3.0-or-later
// The short form of where the device is, and the context file that it makes.

import { at, draw, input, make } from "./dom.js";
import { text } from "./words.js";

/** @typedef {{id: string, title: string, default: boolean}} Choice */
/** @typedef {{profiles: Choice[], zones: Choice[], volumes: Choice[], countries: Choice[],
 *   controls: Choice[], editions: Choice[], criteria: import("./weights.js").Criterion[],
 *   version: string, catalog: string, sha256: string}}
 *   Choices */

/** What the user set, by the field of the form; the others hold the policy's defaults.
 * @type {Map<string, string>} */
const stated = new Map();

/** @param {string} zone */
function picture(zone) {
  const line = (/** @type {string} */ d, kind = "") => draw("path", { d, class: kind });
  const net = (/** @type {string} */ d) => line(d);
  /** @type {Record<string, SVGElement[]>} */
  const parts = {
    standalone: [line("M36 30h14", "off"), line("M54 24l12 12M66 24L54 36", "bad"),
      line("M84 30h20", "off")],
    "clinical-network": [net("M36 30h22M58 14v32M58 18h16M58 42h16M74 12h14v12H74zM74 36h14v12H74z"),
      line("M98 6v48", "bad"), line("M106 30h10", "off")],
    "shared-network": [net("M36 30h22M58 10v40M58 14h16M58 46h16M58 30h16M74 8h14v12H74z" +
      "M74 24h14v12H74zM74 40h14v12H74z"), line("M100 14l8 6 8-6M98 12h20v12H98zM98 40h20v12H98z" +
      "M98 44h20M88 14h10M88 46h10", "bad")],
    "internet-reachable": [net("M36 30h30"),
      net("M72 40a10 10 0 0 1 2-19 14 14 0 0 1 26-3 11 11 0 0 1 4 22z"),
      line("M66 30l-9-6v12z", "bad")],
  };
  return draw("svg", { class: "pic", viewBox: "0 0 120 60", "aria-hidden": "true" },
    line("M14 22h22v16H14zM20 44h10", "dev"), ...(parts[zone] ?? []));
}

/** @param {string} id
 * @param {Choice[]} choices */
function fillSelect(id, choices) {
  const chosen = stated.get(id);
  input(id).replaceChildren(...choices.map((choice) => make("option", { value: choice.id,
    selected: chosen !== undefined ? choice.id === chosen : choice.default }, choice.title)));
}

/** @param {Choice[]} zones */
function fillZones(zones) {
  const chosen = stated.get("zone") ?? zones.find((zone) => zone.default)?.id;
  at("zones").replaceChildren(...zones.map((zone) => make("label", {},
    make("input", { type: "radio", name: "zone", value: zone.id, checked: zone.id === chosen }),
    picture(zone.id), make("b", {}, text(`page.place.${zone.id}`)),
    make("span", { class: "small quiet" }, text(`page.place_lead.${zone.id}`)))));
  at("basis").hidden = chosen !== "standalone";
}

/** Puts what is stated into the fields that hold text. */
function fillTexts() {
  for (const field of at("deployment-fields").querySelectorAll("input")) {
    if (field.type !== "radio") {
      field.value = stated.get(field.name) ?? "";
    }
  }
}

/** What the user set, by field.
 * @returns {Record<string, string>} */
export function deploymentStated() {
  return Object.fromEntries(stated);
}

/** @param {Record<string, unknown>} values */
export function stateDeployment(values) {
  stated.clear();
  for (const [field, value] of Object.entries(values)) {
    stated.set(field, String(value));
  }
}

/** Says at each field whether its value is the user's. */
function showOrigins() {
  for (const tag of document.querySelectorAll("[data-origin]")) {
    const field = /** @type {HTMLElement} */ (tag).dataset.origin;
    const dated = field.startsWith("end_of");
    tag.textContent = stated.get(field) ? text("page.yours")
      : field === "end_of_support" ? text("page.not_stated") : dated || field === "name" ? ""
        : text("page.default");
    tag.classList.toggle("warn", !stated.get(field));
  }
}

/** @param {Choices} choices */
export function showDeployment(choices) {
  fillSelect("profile", choices.profiles);
  fillSelect("country", choices.countries);
  fillSelect("data_volume", choices.volumes);
  fillZones(choices.zones);
  fillTexts();
  showOrigins();
}

/** @param {string} file a context of the user's own, or "" */
export function lockDeployment(file) {
  at("deployment-fields").hidden = file !== "";
  at("deployment-file").hidden = file === "";
  at("deployment-file").textContent = file !== "" ? text("page.context_file", file) : "";
}

/** @param {() => void} changed */
export function watchDeployment(changed) {
  at("deployment-fields").addEventListener("change", (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    stated.set(field.name, field.value.trim());
    at("basis").hidden = stated.get("zone") !== "standalone";
    showOrigins();
    changed();
  });
}

/** The context as a file of the command, of what the user set: all else is the policy's default.
 * @returns {Uint8Array} */
export function contextFile() {
  /** @type {Record<string, unknown>} */
  const context = { format_version: 1, kind: "context" };
  const names = { name: "name", profile: "clinical_profile", zone: "network_zone",
    data_volume: "data_volume", country: "country", end_of_life: "end_of_life",
    end_of_support: "end_of_support" };
  for (const [field, name] of Object.entries(names)) {
    if (stated.get(field)) {
      context[name] = stated.get(field);
    }
  }
  if (stated.get("zone") === "standalone") {
    context.network_zone_basis = { by: stated.get("basis_by") ?? "",
      on: stated.get("basis_on") ?? "", evidence: stated.get("basis_evidence") ?? "" };
  }
  return new TextEncoder().encode(JSON.stringify(context, null, 2) + "\n");
}
