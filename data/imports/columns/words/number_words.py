"""Numbers as words, as reports write small ones."""

from __future__ import annotations

from typing import Final

NUMBER_WORDS: Final = {
    word: str(number)
    for number, words in enumerate(
        (
            "no none nil zero нет нуль немає ninguno ninguna aucun aucune nenhum keine yox yok yoxdur",
            "one один одна одного",
            "two два две двое двух",
            "three три трое трех",
            "four четыре четверо",
            "five пять пятеро",
            "six шесть",
            "seven семь",
            "eight восемь",
            "nine девять",
            "ten десять",
        )
    )
    for word in words.split()
}
