/* Leaves out of plotly.js what it describes its own attributes with: words for its documentation, a sixth of a script. */
import { parse } from "acorn";

const WORDS = new Set(["description", "hrName", "hrDescription"]);

/* The properties of a name in WORDS, of every object that a script writes down; of nested ones the outer alone. */
function wordsIn(node, found = []) {
  if (Array.isArray(node)) {
    for (const part of node) wordsIn(part, found);
  } else if (node && typeof node.type === "string") {
    // A pattern takes an object apart: what stands there is no words.
    const isWords = node.type === "Property" && !node.shorthand && WORDS.has(node.key.name);
    if (isWords) found.push(node.value);
    else if (node.type !== "ObjectPattern") for (const part of Object.values(node)) wordsIn(part, found);
  }
  return found;
}

/* A script with an empty text in place of each of them: what reads one finds a text. */
export function withoutWords(script) {
  let shorter = script;
  const tree = parse(script, { ecmaVersion: "latest", sourceType: "script", allowReturnOutsideFunction: true });
  for (const { start, end } of wordsIn(tree).sort((one, other) => other.start - one.start)) {
    shorter = `${shorter.slice(0, start)}""${shorter.slice(end)}`;
  }
  return shorter;
}
