/* Loads a script of the page into a window of its own, without a browser. */
import { readFileSync } from "node:fs";
import { createContext, Script } from "node:vm";

/**
 * The window of a script after it ran.
 * @param {string} path from the root of the checkout
 * @param {Record<string, unknown>} [given] what the window holds beforehand
 * @param {Record<string, unknown>} [elements] of its document, by their ids
 * @param {Record<string, unknown>} [page] what else its document has
 */
export function windowOf(path, given = {}, elements = {}, page = {}) {
  const window = { dash_clientside: { no_update: Symbol("no update") }, ...given };
  const file = new URL(`../../${path}`, import.meta.url);
  const document = { addEventListener() {}, getElementById: (id) => elements[id] || null, ...page };
  const context = createContext({ window, document, URLSearchParams, Date, console });
  new Script(readFileSync(file, "utf8"), { filename: path }).runInContext(context);
  return window;
}

/** The same value made of this realm's own objects, so that deepEqual compares contents alone. */
export const plain = (value) => JSON.parse(JSON.stringify(value));
