r"""How many functions of bits there are, and how many of them are threshold functions.

"n = 2: 14 of the 16 functions are threshold functions", "there are 2^{2^n} functions
{0,1}^n → {0,1}; for n = 2: 16": of how many bits they are functions is told beside it, or by how
many there are.
"""

from __future__ import annotations

import re
from typing import Final

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.judging.in_words.counted_by_rule import members_of
from symnn.documents.judging.in_words.sentence import PLACE, Sentence, judged, number_of
from symnn.documents.judging.relations import Judgement
from symnn.documents.phrases.boolean import MOST
from symnn.documents.phrases.subjects import NUMBERS
from symnn.documents.phrases.threshold_counts import separable_by_growing
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import ONE, Expr, free_symbols, power, rational, substitute, symbol
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import HELD_WEIGHTS
from symnn.latex.meaning.values import Scalar
from symnn.latex.parser import parse

_COUNT: Final = rf"(?:{PLACE}|\d+|{'|'.join(NUMBERS)})"
_UNIT: Final = (
    r"(?:single |simple |one |linear )*(?:threshold (?:unit|gate|neuron|element)|perceptron|unit"
    r"|neuron|mcculloch-pitts (?:unit|neuron|cell)|linear threshold (?:unit|gate|element))"
)
_THRESHOLD: Final = (
    r"(?:(?:linear )?threshold (?:functions?|gates?)|linearly separable(?: functions?)?"
    rf"|(?:comput|realiz|realis|implement|represent)(?:ed|able) by (?:an?|one|some) {_UNIT})"
)
_KINDS: Final = r"(?:(?:different|distinct|possible|such|boolean|logical|binary|switching) )*"
#: "functions of n bits", "functions {0,1}^n → {0,1}", "functions from {0,1}^n to {0,1}".
_FUNCTIONS: Final = (
    rf"(?P<kinds>{_KINDS})functions(?: (?:of|on|in|with) (?P<k>{_COUNT}) (?:boolean |binary )?"
    rf"(?:variables|inputs|bits|arguments)| (?P<space>{PLACE})"
    rf"| (?:from )?(?P<from>{PLACE}) (?:to|into) (?P<to>{PLACE})| on (?P<on>{PLACE}))?"
)
_NOT: Final = r"(?: (?P<no>not|no))?"
_SETTING: Final = rf"(?:for |if |when |with )?(?P<at>{PLACE})"
_FORMS: Final[tuple[re.Pattern[str], ...]] = (
    regex(
        rf"(?:exactly |only |just )?(?P<m>{_COUNT}) (?:out )?of (?:the |all )?"
        rf"(?:(?P<n>{_COUNT}) )?{_FUNCTIONS} (?:are|is){_NOT} {_THRESHOLD}"
    ),
    regex(
        rf"(?:of|among) (?:the |all )?(?:(?P<n>{_COUNT}) )?{_FUNCTIONS},? (?:exactly |only )?"
        rf"(?P<m>{_COUNT}) (?:are|is){_NOT} {_THRESHOLD}"
    ),
    regex(
        rf"(?P<every>all|every|each)(?: (?:of )?the)?(?: (?P<n>{_COUNT}))? {_FUNCTIONS}"
        rf" (?:are|is)(?: an?)? {_THRESHOLD}"
    ),
    regex(
        rf"there are (?:exactly )?(?P<n>{_COUNT}) {_FUNCTIONS}"
        rf"(?:,? (?:and |of which )(?:exactly |only )?(?P<m>{_COUNT})(?: of them)?"
        rf" (?:are|is){_NOT} {_THRESHOLD})?"
    ),
    regex(
        rf"there are (?:exactly )?(?P<n>{_COUNT}) {_FUNCTIONS}[;,:]? (?:so |thus |e\.g\. |and )?"
        rf"{_SETTING}(?:,| this is| that is| these are| there are| it is| we get| gives|:|"
        rf" that makes)* (?P<n2>{_COUNT})"
    ),
    regex(
        rf"there are (?:exactly )?(?P<n>{_COUNT}) {_FUNCTIONS}[;,:]? (?:so |thus |e\.g\. |and )?"
        rf"(?:for |if |when |with )(?P<case>{PLACE})"
    ),
    regex(
        rf"(?:the )?number of {_THRESHOLD}(?: (?:of|on|in|with) (?P<k>{_COUNT})"
        rf" (?:boolean |binary )?(?:variables|inputs|bits|arguments))? (?:is|equals)"
        rf" (?P<m>{_COUNT})"
    ),
    regex(
        rf"there are (?:exactly )?(?P<m>{_COUNT}) {_THRESHOLD}(?: (?:of|on|in|with) (?P<k>{_COUNT})"
        r" (?:boolean |binary )?(?:variables|inputs|bits|arguments))?"
    ),
)  # fmt: skip
_BITS: Final = regex(r"^\\\{0,1\\\}\^\{?(?P<n>\w+)\}?$")
_MAP: Final = regex(r"^(?P<from>.+?)\\(?:to|rightarrow|longrightarrow)(?![A-Za-z])(?P<to>.+)$")
_GAPS: Final = regex(r"\s|\\[ ,;:!]")
_LARGEST: Final = 5
_METHOD: Final = "2^(2^n) tables"
_SHOWN: Final = "2^(2^n) tables; a plane or a common point for those that grow with every bit"


def judge_functions(sentence: Sentence) -> Judgement | None:
    """What is found about such a sentence; None for any other."""
    for words in dict.fromkeys((sentence.words, _behind_colon(sentence))):
        for form in _FORMS:
            match = form.fullmatch(words)
            if match is None:
                continue
            try:
                found = _counted(sentence, match.groupdict())
            except SymnnError:
                continue
            if found is not None:
                return found
    return None


def _behind_colon(sentence: Sentence) -> str:
    """All words, if the sentence was cut at a colon within it: "…; for n = 2: 16"."""
    return "" if sentence.settings and ":" in sentence.whole.words else sentence.whole.words


def _counted(sentence: Sentence, groups: dict[str, str | None]) -> Judgement | None:
    letter, size = _size(sentence, groups)
    if groups.get("kinds") is not None and not _are_of_bits(sentence, groups, size):
        return None
    parts: list[Atomic] = []
    if groups.get("n"):
        parts += _whole(sentence, groups["n"] or "", letter, size)
    if groups.get("at"):
        own, number = _setting(sentence, groups["at"] or "")
        if own != letter:
            return None
        parts += _whole(sentence, groups["n2"] or "", None, number)
    if groups.get("case"):
        own, number, claimed = _case(sentence, groups["case"] or "")
        if own != letter:
            return None
        parts.append(Atomic("=", rational(2 ** (2**number)), rational(claimed)))
    if groups.get("m") or groups.get("every"):
        if size is None or not 1 <= size <= MOST:
            return None
        parts.append(_separable(sentence, groups, size))
    if not parts:
        return None
    method = _SHOWN if groups.get("m") or groups.get("every") else _METHOD
    return _all(parts, method)


def _all(parts: list[Atomic], method: str) -> Judgement | None:
    letters = sorted(free_symbols(*(side for part in parts for side in (part.left, part.right))))
    for number in range(1, _LARGEST) if letters else (1,):
        there = dict.fromkeys(letters, rational(number))
        for part in parts:
            one = Atomic("=", substitute(part.left, there), substitute(part.right, there))
            if judged(one).outcome == "refuted":
                at = tuple((name, str(number)) for name in letters)
                return Judgement("refuted", method, counterexample=at or None)
    over = tuple(Atomic(">=", symbol(name), ONE) for name in letters)
    found = judged(conjunction(tuple(parts)), over)
    return Judgement("proved", method) if found.outcome == "proved" else None


def _separable(sentence: Sentence, groups: dict[str, str | None], size: int) -> Atomic:
    """How many are threshold functions, or are none."""
    if HELD_WEIGHTS in sentence.place.state.scope.told:
        raise _unknown()
    found, whole = separable_by_growing(size, []), 2 ** (2**size)
    if groups.get("every"):
        return Atomic("=", rational(found), rational(whole))
    if groups.get("no"):
        found = whole - found
    return Atomic("=", rational(found), rational(_number(sentence, groups["m"] or "")))


def _whole(sentence: Sentence, text: str, letter: str | None, size: int | None) -> list[Atomic]:
    """That there are 2^(2^n), for each member of a chain."""
    two = rational(2)
    bits = symbol(letter) if size is None and letter is not None else rational(size or 0)
    view = sentence.view
    if letter is not None and size is None:
        view = view.varying({**view.varied, letter: Scalar(symbol(letter))})
    claimed = [rational(_number(sentence, text))] if not text.startswith("⟨") else [
        number_of(view, member) for member in members_of(sentence.node(text))
    ]  # fmt: skip
    if not claimed or any(free_symbols(c) - {letter} for c in claimed):
        raise _unknown()
    return [Atomic("=", power(two, power(two, bits)), c) for c in claimed]


# --- of how many bits -------------------------------------------------------------------


def _size(sentence: Sentence, groups: dict[str, str | None]) -> tuple[str | None, int | None]:
    """The letter for the number of bits, and that number; either may be unknown."""
    told = _told(sentence, groups)
    letter = told if told is not None and not told.isdigit() else None
    if told is not None and told.isdigit():
        return None, int(told)
    settings = dict(map(_value, sentence.settings))
    if letter is not None:
        return letter, settings.get(letter)
    if len(settings) == 1:
        return next(iter(settings.items()))
    if settings or not groups.get("n"):
        raise _unknown()
    for size in range(1, MOST + 1):  # there are 16 of two bits
        claimed = _whole(sentence, groups["n"] or "", None, size)
        if all(judged(part).outcome == "proved" for part in claimed):
            return None, size
    raise _unknown()


def _told(sentence: Sentence, groups: dict[str, str | None]) -> str | None:
    """The number of bits as it is written."""
    if groups.get("k"):
        text = groups["k"] or ""
        if not text.startswith("⟨"):
            return str(NUMBERS.get(text, text))
        return sentence.clause.part(text).latex.strip()
    bits = _BITS.fullmatch(_domain(sentence, groups))
    return bits["n"] if bits is not None else None


def _domain(sentence: Sentence, groups: dict[str, str | None]) -> str:
    place = groups.get("on") or groups.get("from")
    if place:
        return _GAPS.sub("", sentence.clause.part(place).latex)
    if groups.get("space"):
        found = _MAP.fullmatch(_GAPS.sub("", sentence.clause.part(groups["space"] or "").latex))
        return found["from"] if found is not None else ""
    return ""


def _are_of_bits(sentence: Sentence, groups: dict[str, str | None], size: int | None) -> bool:
    """Whether the functions take bits and give one, as far as it is said."""
    if groups.get("to") or groups.get("space"):
        latex = _GAPS.sub("", sentence.clause.part(groups.get("to") or groups["space"] or "").latex)
        return latex.endswith(r"\{0,1\}") and _BITS.fullmatch(_domain(sentence, groups)) is not None
    if re.search(r"boolean|logical|switching", groups["kinds"] or ""):
        return True
    if size is not None and groups.get("n"):
        claimed = _whole(sentence, groups["n"] or "", None, size)
        if any(judged(part).outcome != "proved" for part in claimed):
            return False  # they may be some of them
    separable = bool(groups.get("m") or groups.get("every"))
    text = _GAPS.sub("", sentence.place.state.source.text[: sentence.place.formula.outer_start])
    of_bits = re.search(r"\\\{0,1\\\}\^\{?\w+\}?\\(?:to|rightarrow)\\\{0,1\\\}", text) is not None
    named = re.search(r"(?i)boolean function", sentence.place.state.source.text) is not None
    return separable and (of_bits or named) and size is not None


def _value(chain: tree.Chain) -> tuple[str, int]:
    """A letter and the whole number that it is."""
    key = tree.key(chain.first)
    if key is None or [li.relation for li in chain.links] != ["="]:
        raise _unknown()
    node = chain.links[0].operand
    if not isinstance(node, tree.Number) or node.value.denominator != 1:
        raise _unknown()
    return key, int(node.value)


def _setting(sentence: Sentence, place: str) -> tuple[str, int]:
    node = sentence.node(place)
    if not isinstance(node, tree.Chain):
        raise _unknown()
    return _value(node)


def _case(sentence: Sentence, place: str) -> tuple[str, int, int]:
    """The letter, its value and a number: of "n = 2: 16"."""
    setting, _, number = sentence.clause.part(place).latex.partition(":")
    bodies = [
        statement.body
        for text in (setting, number)
        for statement in parse(text).statements
        if isinstance(statement, tree.Statement)
    ]
    if len(bodies) != 2 or not isinstance(bodies[0], tree.Chain):
        raise _unknown()
    letter, value = _value(bodies[0])
    if not isinstance(bodies[1], tree.Number) or bodies[1].value.denominator != 1:
        raise _unknown()
    if not 0 < value <= _LARGEST:
        raise _unknown()
    return letter, value, int(bodies[1].value)


def _number(sentence: Sentence, text: str) -> int:
    if not text.startswith("⟨"):
        return NUMBERS[text] if text in NUMBERS else int(text)
    found: Expr = number_of(sentence.view, sentence.node(text))
    whole = exact_value(lower(found))
    if not whole.is_rational or whole.as_fmpq().q != 1:
        raise _unknown()
    return int(whole.as_fmpq().p)


def _unknown() -> SymnnError:
    from symnn.documents.judging.in_words.input_sets import refused

    return refused()
