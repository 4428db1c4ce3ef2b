r"""Variables whose chances are told by the name of a distribution, or by what is thrown.

"Let $X$ be the result of a fair die", "the number of heads in three tosses of a fair coin", "two
fair dice are rolled, and $S$ is their sum"; $X \sim \mathrm{Bernoulli}(p)$.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import comb
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.chances.moments import Cell
from symnn.documents.judging.placing import Place
from symnn.errors import SymnnError
from symnn.exact.expression import ONE, Expr, add, mul, negative, power, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.parser import parse

#: So many characters above a claim such words are looked for.
_BEFORE: Final = 1500
_MOST: Final = 12
_WORDS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS: Final = {word: n for n, word in enumerate(_WORDS, 1)} | {
    "once": 1,
    "twice": 2,
    "thrice": 3,
    "a": 1,
    "an": 1,
    "a single": 1,
}
_NUMBER: Final = rf"once|twice|thrice|an?|a single|{'|'.join(_WORDS)}|\d{{1,2}}"
#: Words that leave no doubt about what is thrown; with any other, nothing is taken for certain.
_KNOWN: Final = frozenset(
    regex(r"\w[\w-]*").findall(
        """let where and by write call be is are denotes denote for counts count the a an of in on
        when from we it its their result outcome value score number numbers shown showing shows
        rolled thrown tossed flipped roll throw toss flip rolls tosses flips throws fair die dice
        coin coins once twice thrice times time independent independently heads tails sum total
        face faces up upper top points pips dots spots obtained random variable then single
        consider suppose that after six-sided resulting"""
    )
) | frozenset(_WORDS)
_OTHER_NUMBER: Final = regex(r"\bnumber of (?!(?:the )?(?:heads|tails|pips|dots|points|spots)\b)")
_LISTS: Final = regex(r"\bprobabilit|\bchance|\bequally likely|\buniformly\b")
_SECTION: Final = regex(r"\n#+ |\\(?:sub)*section\b|\\begin\{(?:example|exercise)\}")
_ANEW: Final = regex(r"[$)]\s*(?:be|denotes?|counts?)\b|\bnow\b|\binstead\b")
_DIE: Final = regex(
    r"\b(?:an?|one|single) (?:single )?(?:fair )?(?:(?P<sides>\d{1,2}|six)-sided )?(?:fair )?die\b"
)
_DICE: Final = regex(
    rf"\b(?P<n>{_NUMBER}) (?:independent )?(?:fair )?(?:(?:six|6)-sided )?(?:fair )?dice\b"
)
_SUMMED: Final = regex(r"\b(?:sum|total)\b")
_SHOWN: Final = regex(r"\b(?:result|outcome|number|value|face|score|points|roll|pips|throw)\b")
_HEADS: Final = regex(r"\bnumber of (?:the )?(?:heads|tails)\b")
_TOSSES: Final = regex(
    rf"\b(?:coin (?:is )?(?:tossed |flipped |thrown )?(?P<n>{_NUMBER})(?: times)?"
    rf"|(?P<n2>{_NUMBER}) (?:independent )?(?:fair )?(?:coin )?(?:tosses|flips|throws)"
    rf"|(?P<n3>{_NUMBER}) (?:independent )?fair coins)\b"
)


def cells_by_name(place: Place, name: str) -> Sequence[Cell] | None:
    """The values of a variable with their chances, by the words that introduce it."""
    text = place.state.source.text[: place.formula.outer_start][-_BEFORE:]
    text = _SECTION.split(text)[-1]
    if name not in text:
        return None
    named = _by_law(place, name, text)
    if named is not None:
        return _cells(name, named)
    listed = _by_values(place, name, text)
    if listed is not None:
        return [Cell({name: value}, chance) for value, chance in sorted(listed.items())]
    told = [(words, _thrown(words)) for words in _sentences(text, name)]
    found = [chances for _, chances in told if chances is not None]
    same = bool(found) and all(chances == found[0] for chances in found)
    if same and told[-1][1] is None and _ANEW.search(told[-1][0]) is not None:
        return None  # it is another variable by now
    return _cells(name, {k: rational(v) for k, v in found[0].items()}) if same else None


def _by_values(place: Place, name: str, text: str) -> dict[Fraction, Expr] | None:
    """The values that a sentence lists, with their chances."""
    if _LISTS.search(text) is None:
        return None
    from symnn.documents.judging.chances.by_values import chances_of_values

    return chances_of_values(name, text, lambda node: _read(place, node))


def _cells(name: str, chances: Mapping[int, Expr]) -> list[Cell]:
    return [Cell({name: Fraction(value)}, chance) for value, chance in sorted(chances.items())]


# --- what is thrown -------------------------------------------------------------------


def _sentences(text: str, name: str) -> Iterator[str]:
    """The words that say what a variable is, with the sentence before them."""
    whole = re.split(r"(?<=[.!?:;])\s+|\n\n", text)
    named = rf"(?:\$\s*{re.escape(name)}\s*\$|\\\(\s*{re.escape(name)}\s*\\\))"
    says = regex(
        rf"\b(?i:let|where|and|by|write|call)\s+{named}\s+(?:be|is|denotes?|for|counts?)\b"
        rf"|{named}\s+(?:be|is|denotes?|counts?)\b"
    )
    for place, sentence in enumerate(whole):
        if says.search(sentence) is not None:
            before = whole[place - 1] if place and "fair" not in sentence else ""
            yield " ".join(f"{before} {sentence}".split()).lower()


def _thrown(words: str) -> dict[int, Fraction] | None:
    """The chances of what is shown by fair dice or coins; None where it is not certain."""
    words = regex(r"\$\s*(\d{1,2})\s*\$").sub(r"\1", words)
    plain = regex(r"\$[^$]*\$|\\\(.*?\\\)|[.,;:!]").sub(" ", words).split()
    known = all(w in _KNOWN or regex(r"\d{1,2}(?:-sided)?").fullmatch(w) for w in plain)
    if "fair" not in words or not known or _OTHER_NUMBER.search(words):
        return None
    dice = _DICE.search(words)
    if dice is not None and "coin" not in words:
        count = _number(dice["n"])
        return _sums(count, 6) if _SUMMED.search(words) and 2 <= count <= 4 else None
    if _HEADS.search(words) and "die" not in words:
        found = list(_TOSSES.finditer(words))
        counts = {_number(m["n"] or m["n2"] or m["n3"] or "") for m in found} - {0}
        count = counts.pop() if len(counts) == 1 else 0
        return _heads(count) if 0 < count <= _MOST else None
    die = _DIE.search(words)
    once = not regex(r"\b(?:twice|times|dice|again|sum|total|rolls|coin)\b").search(words)
    if die is not None and once and _SHOWN.search(words):
        sides = int(die["sides"]) if (die["sides"] or "six") != "six" else 6
        return {k: Fraction(1, sides) for k in range(1, sides + 1)} if sides > 1 else None
    return None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS.get(word, 0)


def _sums(count: int, sides: int) -> dict[int, Fraction]:
    found = Counter(sum(row) for row in product(range(1, sides + 1), repeat=count))
    return {k: Fraction(ways, sides**count) for k, ways in found.items()}


def _heads(count: int) -> dict[int, Fraction]:
    return {k: Fraction(comb(count, k), 2**count) for k in range(count + 1)}


# --- laws by name ---------------------------------------------------------------------


def _by_law(place: Place, name: str, text: str) -> dict[int, Expr] | None:
    r"""X \sim \mathrm{Bernoulli}(p), \mathrm{Bin}(3, 1/2), \mathrm{Unif}\{1, \ldots, 6\}."""
    pattern = regex(
        rf"(?<![a-zA-Z_\\]){re.escape(name)}\s*\\sim\s*\\(?:mathrm|operatorname|text|mathsf)\s*"
        r"\{(?P<law>[A-Za-z]{1,10})\}\s*(?:\\left)?(?P<rest>[({\\][^$]{1,60})"
    )
    found = pattern.findall(text)
    if not found or len(set(found)) != 1:
        return None
    law, rest = found[0]
    items = _items(rest)
    if law in ("Ber", "Bern", "Bernoulli") and len(items) == 1:
        chance = _read(place, items[0])
        return None if chance is None else {0: add(ONE, negative(chance)), 1: chance}
    if law in ("B", "Bin", "Binom", "Binomial") and len(items) == 2:
        chance, count = _read(place, items[1]), items[0]
        if chance is None or not isinstance(count, tree.Number) or count.value.denominator != 1:
            return None
        return _binomial(int(count.value), chance)
    return None


def _binomial(count: int, chance: Expr) -> dict[int, Expr] | None:
    if not 0 < count <= _MOST:
        return None
    other = add(ONE, negative(chance))
    powers = [
        (power(chance, rational(k)) if k else ONE, power(other, rational(count - k)))
        if k < count
        else (power(chance, rational(k)), ONE)
        for k in range(count + 1)
    ]
    return {k: mul(rational(comb(count, k)), a, b) for k, (a, b) in enumerate(powers)}


def _items(rest: str) -> tuple[tree.Node, ...]:
    """What stands in the brackets behind the name of a law."""
    close = {"(": ")", "{": "}"}.get(rest[:1], "")
    depth, end = 0, 0
    for place, sign in enumerate(rest):
        depth += (sign in "({") - (sign in ")}")
        if depth == 0 and sign == close:
            end = place + 1
            break
    inside = rest[:end].replace(r"\right", "")
    if not end:
        return ()
    found = [s.body for s in parse(inside).statements if isinstance(s, tree.Statement)]
    group = found[0] if len(found) == 1 else None
    return group.items if isinstance(group, tree.Group) else ()


def _read(place: Place, node: tree.Node) -> Expr | None:
    view = reader(place.state.scope, version=place.seen, open_names=True)
    try:
        return view.read_scalar(node).expr
    except SymnnError:
        return None
