import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { plain, windowOf } from "./page_script.js";

const { atlas, dashMantineFunctions } = windowOf("assets/option_search.js");
const pairs = JSON.parse(readFileSync(new URL("../folded_words.json", import.meta.url), "utf8"));

test("words are folded as on the server", () => {
  for (const [written, typed] of pairs) assert.deepEqual(plain(atlas.foldedWords(written)), plain(atlas.foldedWords(typed)));
});

test("words are compared across scripts as on the server", () => {
  const across = JSON.parse(readFileSync(new URL("../words_across_scripts.json", import.meta.url), "utf8"));
  for (const [word, latin, sound] of across) assert.deepEqual([atlas.latinWord(word), atlas.soundOfSearch(word)], [latin, sound]);
});

test("an option is found in letters in which it has no name", () => {
  const options = [{ value: "AZ-XCI", label: "Xocalı", names: " xocali | hojali" }, { value: "AZ-AGM", label: "Ağdam", names: " agdam akna | akdam akna" }];
  const found = (search) => dashMantineFunctions.findOptions({ options, search, limit: Infinity }).map((option) => option.value);
  for (const search of ["Акна", "Ակնա", "Агдам", "Աղդամ"]) assert.deepEqual(plain(found(search)), ["AZ-AGM"]);
  assert.deepEqual(plain(found("Ходжалы")), ["AZ-XCI"]);
  assert.deepEqual(plain(found("akdam")), []);
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
