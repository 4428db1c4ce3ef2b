"""Formulas that their sentences deny, in English and in other languages."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries

GIVEN = "$f(x) = x^2$\n\n"
TRUE, FALSE = "$f(3) = 9$", "$2 + 3 = 6$"
DENIALS = [
    "It is not the case that {}.",
    "It isn't true that {}.",
    "We don't have {}.",
    "Nobody believes {}.",
    "One can't have {}.",
    "That does not mean {}.",
    "Es gilt nicht {}.",
    "{} ist falsch.",
    "{} stimmt nicht.",
    "Kein {} gilt hier.",
    "Es ist nicht wahr, dass für dieses $f$ auch {} gilt.",
    "On n'a pas {}.",
    "Il est faux que {}.",
    "{} n'est pas vrai.",
    "On n’a jamais {}.",
    "No es cierto que {}.",
    "No se cumple {}.",
    "{} es falso.",
    "Non è vero che {}.",
    "Non vale {}.",
    "{} è falso.",
    "Não é verdade que {}.",
    "Er geldt niet {}.",
    "{} is onjuist.",
    "Det gäller inte att {}.",
    "Det er ikke {}.",
    "Ei ole {}.",
    "Nieprawda, że {}.",
    "{} değildir.",
    "Неверно, что {}.",
    "Δεν ισχύει {}.",
    "{} 不成立。",
    "注意 {} 是错误的。",
    "{} ではない。",
    "{} 는 틀리다.",
]


@pytest.mark.parametrize("words", DENIALS)
def test_what_is_denied_is_neither_proved_nor_refuted(words: str) -> None:
    for claim in (TRUE, FALSE):
        assert entries(GIVEN + words.format(claim))[-1].verdict not in ("proved", "refuted")


@pytest.mark.parametrize(
    "words",
    [
        "This is not surprising, since {}.",
        "It is no accident that {}.",
        "Not only {} holds.",
        "We do not need a bias. Now {}.",
        "There is no bias, so {}.",
        "Don't forget that {}.",
        "Es gilt {}.",
        "Nous avons {}. Ce n'est pas difficile.",
        "Es ist nicht so schwer. Es ist {}.",
        "Tenemos {}.",
        "因此 {}。",
    ],
)
def test_what_is_not_denied(words: str) -> None:
    assert entries(GIVEN + words.format(TRUE))[-1].verdict == "proved"


@pytest.mark.parametrize(
    "words",
    [
        "Nicht {}, sondern {}.",
        "Non è {}, ma {}.",
        "No es {}, sino {}.",
        "Ce n'est pas {}, mais {}.",
    ],
)
def test_the_contrary_is_said_behind_it(words: str) -> None:
    false, true = entries(GIVEN + words.format(FALSE, TRUE))[-2:]
    assert false.verdict not in ("proved", "refuted")
    assert true.verdict == "proved"
