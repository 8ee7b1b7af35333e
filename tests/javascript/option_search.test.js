import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { plain, windowOf } from "./page_script.js";

const { atlas, dashMantineFunctions } = windowOf("assets/option_search.js");
const pairs = JSON.parse(readFileSync(new URL("../folded_words.json", import.meta.url), "utf8"));

test("words are folded as on the server", () => {
  for (const [written, typed] of pairs) assert.deepEqual(plain(atlas.foldedWords(written)), plain(atlas.foldedWords(typed)));
});

test("each word of a search must begin a word of an option's names", () => {
  const options = [
    { value: "AZ-AGM", label: "Ağdam · 32", names: " agdam aghdam агдам" },
    { value: "AZ-FUZ", label: "Füzuli · 15", names: " fuzuli fizuli физули" },
  ];
  const found = (search) => dashMantineFunctions.findOptions({ options, search, limit: Infinity }).map((option) => option.value);
  for (const search of ["Agdam", "aghd", "Агдам", "ağdam"]) assert.deepEqual(plain(found(search)), ["AZ-AGM"]);
  for (const search of ["Fuzuli", "Fizuli", "Физули"]) assert.deepEqual(plain(found(search)), ["AZ-FUZ"]);
  assert.deepEqual(plain(found("")), ["AZ-AGM", "AZ-FUZ"]);
  assert.deepEqual(plain(found("dam")), []);
});
