"""Numbers as words, as reports write small ones."""

from __future__ import annotations

from typing import Final

NUMBER_WORDS: Final = {
    word: str(number)
    for number, words in enumerate(
        (
            "no none nil zero нет нуль немає ninguno ninguna aucun aucune nenhum keine yox yok yoxdur",
            "one один одна одного",
            "two deux dos dois два две двое двух",
            "three trois tres três три трое трех",
            "four quatre cuatro quatro четыре четверо",
            "five cinq cinco пять пятеро",
            "six seis шесть",
            "seven sept siete sete семь",
            "eight huit ocho oito восемь",
            "nine neuf nueve nove девять",
            "ten dix diez dez десять",
        )
    )
    for word in words.split()
}
