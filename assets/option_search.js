/* Which options of a searchable list a search finds: as the search for words finds incidents. */
"use strict";

(function () {
  /* As data/search_text.py folds: without case and diacritics, in any script. Both are tested on
     tests/folded_words.json. */
  const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u093c\u094d\u09bc\u09cd]/g;
  const BARE = { "ə": "e", "ı": "i", "ß": "ss", "ς": "σ" };

  function foldedWords(text) {
    const bare = text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(MARKS, "");
    return bare.replace(/[əıßς]/g, (letter) => BARE[letter]).match(/[\p{L}\p{N}]+/gu) || [];
  }

  /* The options of which some word begins with each word of the search; `names` is folded on the server. */
  function findOptions({ options, search, limit }) {
    const words = foldedWords(search);
    return options.filter((option) => words.every((word) => option.names.includes(` ${word}`))).slice(0, limit);
  }

  Object.assign((window.dashMantineFunctions = window.dashMantineFunctions || {}), { findOptions });
  Object.assign((window.atlas = window.atlas || {}), { foldedWords });
})();
