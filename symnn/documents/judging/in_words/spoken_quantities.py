"""Quantities by their names: "the recall exceeds the precision", "the entropy of p equals …".

A word is a name that the document defined, or a quotient of the counts TP, FP, FN and TN; entropies
are those that the document wrote with a logarithm.
"""

from __future__ import annotations

import re
from typing import Final

from symnn.claims.formula import Atomic, conjunction
from symnn.deferred import regex
from symnn.documents.judging.in_words.counted_by_rule import members_of
from symnn.documents.judging.in_words.sentence import (
    PLACE,
    Sentence,
    as_before,
    judged,
    number_of,
)
from symnn.documents.judging.randomness.metrics import quotient_of
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import (
    ONE,
    Expr,
    add,
    apply,
    free_symbols,
    mul,
    negative,
    quotient,
    rational,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array

_RELATIONS: Final = {
    "exceeds": ">", "is larger than": ">", "is greater than": ">", "is higher than": ">",
    "is smaller than": "<", "is less than": "<", "is lower than": "<", "is below": "<",
    "is above": ">", "is at least": ">=", "is at most": "<=", "equals": "=", "is equal to": "=",
    "is the same as": "=", "is": "=",
}  # fmt: skip
_CLAIM: Final = regex(
    rf"(?P<a>.+?) (?P<how>{'|'.join(sorted(_RELATIONS, key=len, reverse=True))})"
    r" (?:(?P<times>twice|half|three times) )?(?P<b>.+)"
)
_TIMES: Final = {"twice": rational(2), "half": rational("1/2"), "three times": rational(3)}
_MEAN: Final = regex(
    r"(?:the )?(?P<kind>(?:arithmetic |harmonic )?mean|average|sum|product) of (?P<a>.+) and"
    r" (?P<b>.+)"
)
_ENTROPY: Final = regex(rf"(?:the )?entropy(?: of (?:the distribution )?(?P<of>{PLACE}))?")
_LENGTH: Final = regex(r"(?:the )?(?:expected|average|mean) (?:code |codeword )?length")
_WORD: Final = regex(rf"(?:the )?(?:(?P<place>{PLACE})(?: score| measure)?|(?P<word>[a-z_ -]+))")


def judge_quantities(sentence: Sentence) -> Judgement | None:
    """What is found about a sentence that compares named quantities; None for any other."""
    match = _CLAIM.fullmatch(sentence.words)
    if match is None or sentence.assumed.domain:
        return None
    if re.fullmatch(PLACE, match["a"]) and re.fullmatch(PLACE, match["b"]):
        return None
    sentence = as_before(sentence)
    if not match["times"]:
        pair = _entropies(sentence, match["a"], match["b"])
        if pair is not None:
            return judged(Atomic(_RELATIONS[match["how"]], *pair))
    one, others = _quantity(sentence, match["a"]), _quantities(sentence, match["b"])
    if one is None or not others or free_symbols(one, *others):
        return None
    times = _TIMES.get(match["times"], ONE)
    relation = _RELATIONS[match["how"]]
    found = judged(conjunction(tuple(Atomic(relation, one, mul(times, two)) for two in others)))
    places = re.findall(PLACE, match["b"])
    rounded = any(_has_decimals(sentence.node(place)) for place in places)
    return None if rounded and found.outcome == "refuted" else found


def _quantities(sentence: Sentence, words: str) -> list[Expr]:
    """The value of what is spoken of, or all members of a chain of equal ones."""
    if re.fullmatch(PLACE, words) and isinstance(sentence.node(words), tree.Chain):
        return [number_of(sentence.view, n) for n in members_of(sentence.node(words))]
    found = _quantity(sentence, words)
    return [] if found is None else [found]


def _entropies(sentence: Sentence, one: str, two: str) -> tuple[Expr, Expr] | None:
    """The entropies of two lists of chances to one base, whichever that is; None for others."""
    found = []
    for words in (one, two):
        match = _ENTROPY.fullmatch(words)
        value = sentence.view.read(sentence.node(match["of"])) if match and match["of"] else None
        if not isinstance(value, Array) or not value.is_vector:
            return None
        cells = [cell.expr for cell in value.cells()]
        found.append(negative(add(*(mul(c, apply("log", c)) for c in cells))))
    return (found[0], found[1]) if not free_symbols(*found) else None


def _quantity(sentence: Sentence, words: str) -> Expr | None:
    """The value of what is spoken of; None for what is not known."""
    mean = _MEAN.fullmatch(words)
    if mean is not None:
        one, two = _quantity(sentence, mean["a"]), _quantity(sentence, mean["b"])
        return None if one is None or two is None else _together(mean["kind"], one, two)
    entropy = _ENTROPY.fullmatch(words)
    if entropy is not None:
        return _entropy(sentence, entropy["of"])
    if _LENGTH.fullmatch(words):
        return _length(sentence)
    match = _WORD.fullmatch(words)
    if match is None:
        return None
    if match["place"]:
        node = sentence.node(match["place"])
        key = tree.key(node) or ""
        scope = sentence.place.state.scope
        counted = quotient_of(key, scope) if scope.latest(key) is None else None
        return None if isinstance(node, tree.Chain) else number_of(sentence.view, counted or node)
    return _named(sentence, match["word"].strip())


def _together(kind: str, one: Expr, two: Expr) -> Expr:
    if kind == "sum":
        return add(one, two)
    if kind == "product":
        return mul(one, two)
    if kind.startswith("harmonic"):
        return quotient(mul(rational(2), one, two), add(one, two))
    return mul(rational("1/2"), add(one, two))


def _named(sentence: Sentence, word: str) -> Expr | None:
    """A name that the document defined in upright letters, or a quotient of counts."""
    scope = sentence.place.state.scope
    known = next((k for k in (word, word.capitalize(), word.upper()) if scope.latest(k)), None)
    if known is not None and len(known) > 1:
        return number_of(sentence.view, tree.Name(known))
    found = quotient_of(word, scope)
    return None if found is None else number_of(sentence.view, found)


def _entropy(sentence: Sentence, of: str | None) -> Expr | None:
    """H as the document writes it, with a logarithm: of a distribution, or the one of its own."""
    known = sentence.place.state.scope.latest("H")
    if known is None or not any(_is_logarithm(part) for part in tree.walk(known.body)):
        return None
    if of is None:
        named = known.parameters is None
        return number_of(sentence.view, tree.Name("H")) if named else None
    if known.parameters is None or len(known.parameters) != 1:
        return None
    call = tree.Call(tree.Name("H"), tree.Group("()", (sentence.node(of),)))
    return number_of(sentence.view, call)


def _is_logarithm(part: tree.Node) -> bool:
    return isinstance(part, tree.Name) and part.base in ("log", "ln", "lb")


def _length(sentence: Sentence) -> Expr | None:
    """L, where the document gives it as a sum of probabilities and lengths."""
    known = sentence.place.state.scope.latest("L")
    if known is None or known.parameters is not None:
        return None
    bases = {part.base for part in tree.walk(known.body) if isinstance(part, tree.Name)}
    summed = any(isinstance(part, tree.BigOperator) for part in tree.walk(known.body))
    if not summed or not bases & {"ell", "l"} or "p" not in bases:
        return None
    return number_of(sentence.view, tree.Name("L"))


def _has_decimals(node: tree.Node) -> bool:
    return any(isinstance(n, tree.Number) and n.decimals for n in tree.walk(node))
