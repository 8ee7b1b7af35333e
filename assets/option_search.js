/* Which options of a searchable list a search finds: as the search for words finds incidents. */
"use strict";

(function () {
  /* As data/text/search_text.py folds: without case and diacritics, in any script. Both are tested on
     tests/folded_words.json. */
  const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u093c\u094d\u09bc\u09cd]/g;
  const BARE = { "ə": "e", "ı": "i", "ß": "ss", "ς": "σ" };

  function foldedWords(text) {
    const bare = text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(MARKS, "");
    return bare.replace(/[əıßς]/g, (letter) => BARE[letter]).match(/[\p{L}\p{N}]+/gu) || [];
  }

  /* As data/text/search_scripts.py compares words across scripts. Both are tested on tests/words_across_scripts.json. */
  const LATIN = {
    ...letters("абвгдезиклмнопрстуфыэѕіј", "abvgdeziklmnoprstufyezij"),
    ...{ ж: "zh", х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch", ъ: "", ь: "", ю: "yu", я: "ya" },
    ...{ ђ: "dj", є: "ie", љ: "lj", њ: "nj", ћ: "c", џ: "dzh", ґ: "g", ғ: "gh", қ: "q", ң: "ng" },
    ...{ ү: "u", ұ: "u", һ: "h", ә: "a", ө: "o" },
    ...letters("աբգդեզէըթիլկհմյնոպջռսվտրւփքօֆ", "abgdezeytilkhmynopjrsvtrwpkof"),
    ...{ ժ: "zh", խ: "kh", ծ: "ts", ձ: "dz", ղ: "gh", ճ: "ch", շ: "sh", չ: "ch", ց: "ts" },
  };
  const SOUNDS = ["dzh j", "tch j", "dj j", "zh j", "ch j", "c j", "kh h", "x h", "gh k", "q k", "g k", "sh s", "ts s", "z s", "w v",
    "yo o", "yu u", "ya a", "ye a", "ae a", "e a", "y i"].map((pair) => pair.split(" "));
  const SHORTEST_BY_SOUND = 4;
  const SOUNDS_FOLLOW = " |";

  function letters(from, to) {
    return Object.fromEntries([...from].map((letter, at) => [letter, to[at]]));
  }

  /* A folded word in Latin letters; "" for one that is Latin already, or of a script without rules here. */
  function latinWord(word) {
    const written = [...word.replaceAll("ու", "u")].map((letter) => (letter in LATIN ? LATIN[letter] : letter)).join("");
    return written !== word && /^[a-z0-9]*$/.test(written) ? written : "";
  }

  function soundOfSearch(word) {
    const latin = latinWord(word);
    const sound = SOUNDS.reduce((text, [spelled, spoken]) => text.replaceAll(spelled, spoken), latin).replace(/(.)\1+/g, "$1");
    return sound.length >= SHORTEST_BY_SOUND ? sound : "";
  }

  function isNamed(names, word) {
    const [written, sounds = ""] = names.split(SOUNDS_FOLLOW);
    const [latin, sound] = [latinWord(word), soundOfSearch(word)];
    return written.includes(` ${word}`) || (latin && written.includes(` ${latin}`)) || (sound && sounds.includes(` ${sound}`));
  }

  /* The options of which some word begins with each word of the search; `names` is folded on the server. */
  function findOptions({ options, search, limit }) {
    const words = foldedWords(search);
    return options.filter((option) => words.every((word) => isNamed(option.names, word))).slice(0, limit);
  }

  Object.assign((window.dashMantineFunctions = window.dashMantineFunctions || {}), { findOptions });
  Object.assign((window.atlas = window.atlas || {}), { foldedWords, latinWord, soundOfSearch });
})();
