"""How many dichotomies of points, or functions of bits, hyperplanes and threshold units make.

Of N points in general position in d dimensions, affine hyperplanes make 2 Σ_{k≤d} C(N-1, k)
(Cover, 1965): for the four corners of a triangle and a point these are 14, as for a square.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import comb
from typing import Final

from symnn.claims.formula import Atomic, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.boolean import MOST
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.documents.phrases.threshold_counts import separable_by_growing
from symnn.exact.expression import rational
from symnn.latex import syntax as tree

_MADE: Final = r"(?:realiz|realis|implement|comput|achiev|induc|produc|mak|represent|giv|generat)"
_CAN: Final = rf"(?:(?:can|could) )?(?:be |are )?{_MADE}(?:es|ed|e|s|able)?"
_UNIT: Final = (
    r"(?:single |simple |linear )*(?:threshold (?:unit|gate|neuron|element)|perceptron"
    r"|mcculloch-pitts (?:unit|neuron|cell)|linear threshold (?:unit|gate|element))s?"
)
_SIZED: Final = r"(?:inputs?|variables|bits|binary inputs)"
_BOOLEAN: Final = r"(?:possible |different |distinct )?(?:boolean |logical |binary )functions"
#: One unit, of which the text says what it does; or functions, of which the number tells all.
_ONE: Final = r"(?:the|one|an?|such an?|a single|one such|one single) (?:gate|unit|neuron|cell)"
_ANY: Final = rf"(?:(?P<bare>functions)|{_BOOLEAN})"
_OF_ALL: Final = (
    rf"(?:exactly |only |just )?(?P<m>{COUNT}) (?:out )?of (?:the |all )?(?P<n>{COUNT}) "
)
_GATES: Final = (
    regex(
        rf"(?:with|for|of) (?P<k>{COUNT}) {_SIZED},? (?P<unit>the (?:gate|unit|neuron|cell)"
        rf"|(?:the |an? )?{_UNIT}) {_CAN} {_OF_ALL}{_BOOLEAN}"
    ),
    regex(
        rf"(?P<unit>(?:the |an? )?{_UNIT}) (?:with|of|in) (?P<k>{COUNT}) {_SIZED} {_CAN} "
        rf"{_OF_ALL}{_BOOLEAN}(?: of (?:its|these|the)? ?{_SIZED})?"
    ),
    regex(
        rf"{_OF_ALL}{_ANY} (?:of|on|in|with) (?P<k>{COUNT}) {_SIZED} {_CAN} "
        rf"(?:by|with|through) (?P<unit>{_ONE}|(?:the |an? |one )?{_UNIT})"
    ),
)
_LINES: Final = (
    rf"(?:the )?(?:perceptrons?|linear classifiers?|half-?spaces|hyperplanes|lines"
    rf"|linear separators|linear threshold functions|affine hyperplanes)(?: (?P<formula>{PLACE}))?"
)
_POINTS: Final = rf"(?P<points>{COUNT}) points in general position"
_SPLITS: Final = r"(?:dichotomies|labell?ings|colou?rings|binary labell?ings|partitions)"
_COVER: Final = (
    regex(
        rf"{_LINES} (?:on|in|of) (?P<space>{PLACE}|the plane) {_CAN} "
        rf"{_OF_ALL}{_SPLITS} of {_POINTS}"
    ),
    regex(
        rf"{_OF_ALL}{_SPLITS} of {_POINTS} (?:on|in) (?P<space>{PLACE}|the plane) (?:are {_CAN} by "
        rf"(?:an? )?{_LINES}|are linearly separable)"
    ),
    regex(
        rf"(?:on|in) (?P<space>{PLACE}|the plane),? {_LINES} {_CAN} {_OF_ALL}{_SPLITS} of {_POINTS}"
    ),
)
#: w · x + b.
_BIAS: Final = regex(r"[+-]\s*(?:b|T|\\theta|\\vartheta|w_\{?0\}?)(?![A-Za-z_^])")
_PARTS: Final = (
    tree.Sum, tree.Neg, tree.Product, tree.BigOperator, tree.Transpose, tree.Name, tree.Number,
    tree.Group, tree.Chain, tree.Link,
)  # fmt: skip
_WEIGHTS: Final = frozenset({"w", "W", "omega", "v", "a"})


def without_subject(words: str) -> Callable[[Speaker], Phrase | None] | None:
    """The rule of such a clause; None for any other."""
    for patterns, rule in ((_GATES, _gates), (_COVER, _cover)):
        match = next(filter(None, (pattern.fullmatch(words) for pattern in patterns)), None)
        if match is not None:
            found, made = {**match.groupdict(), "words": words}, rule
            return lambda speaker: made(speaker, found)
    return None


def _gates(speaker: Speaker, match: Mapping[str, str | None]) -> Phrase | None:
    """How many functions of some bits one threshold unit computes."""
    variables = speaker.integer(match["k"] or "")
    named = (match["unit"] or "").split()[-1] in ("gate", "unit", "neuron", "cell")
    named = named and regex(_UNIT).search(match["unit"] or "") is None
    if match.get("bare") and speaker.integer(match["n"] or "") != 2 ** (2**variables):
        raise refuse("which functions they are is not said")
    if named and not has_threshold_unit(speaker):
        raise refuse("which functions the unit computes is not said")
    if not 0 < variables <= MOST:
        raise refuse("how many of them are separable is not counted")
    support: list[Formula] = []
    found = separable_by_growing(variables, support)
    return _counts(speaker, match, found, 2 ** (2**variables), "a plane or a common point for each")


def has_threshold_unit(speaker: Speaker) -> bool:
    """Whether what is defined is 1 where weighted inputs reach a threshold, and else 0."""
    bodies = [known[-1].body for known in speaker.reader.scope.history.values()]
    units = [body for body in bodies if isinstance(body, tree.Cases)]
    return len(units) == 1 and all(map(_is_threshold, units))


def _is_threshold(body: tree.Cases) -> bool:
    outputs = {row.value.value for row in body.rows if isinstance(row.value, tree.Number)}
    conditions = [row.condition for row in body.rows if row.condition is not None]
    if len(body.rows) != 2 or outputs != {0, 1} or not conditions:
        return False
    for condition in conditions:
        parts = list(tree.walk(condition))
        weighted = any(isinstance(p, tree.Name) and p.base in _WEIGHTS for p in parts)
        if not (weighted and _has_threshold(condition)):
            return False
        if not all(isinstance(part, _PARTS) for part in parts):
            return False
    return True


def _has_threshold(condition: tree.Node) -> bool:
    """Whether a letter stands beside the weighted inputs; with w · x > 0 all planes meet in 0."""
    if not isinstance(condition, tree.Chain):
        return False
    sides = (condition.first, *(link.operand for link in condition.links))
    terms = (t for side in sides for t in (side.terms if isinstance(side, tree.Sum) else (side,)))
    bare = (term.operand if isinstance(term, tree.Neg) else term for term in terms)
    return any(isinstance(term, tree.Name) for term in bare)


def _cover(speaker: Speaker, match: Mapping[str, str | None]) -> Phrase | None:
    """Cover's number of dichotomies."""
    formula = match["formula"]
    if formula and _BIAS.search(speaker.clause.part(formula).latex) is None:
        raise refuse("whether they all pass through the origin is not certain")
    points = speaker.integer(match["points"] or "")
    dimension = _dimension(speaker, match["space"] or "")
    if regex(r"\blines\b").search(match["words"] or "") and dimension != 2:
        raise refuse("lines divide a plane")
    if not 0 < points <= 64 or dimension is None or not 0 < dimension <= 64:
        raise refuse("how many points there are, and where, is not said")
    found = 2 * sum(comb(points - 1, k) for k in range(dimension + 1))
    return _counts(speaker, match, found, 2**points, "2(C(N-1, 0) + … + C(N-1, d))")


def _dimension(speaker: Speaker, text: str) -> int | None:
    """The d of R^d; None if that is no number."""
    if text == "the plane":
        return 2
    node = speaker.clause.part(text).node
    if not isinstance(node, tree.Power) or not isinstance(node.exponent, tree.Number):
        return None
    base = node.base
    real = isinstance(base, tree.Name) and base.base == "R" and base.font == "bb"
    value = node.exponent.value
    return int(value) if real and value.denominator == 1 else None


def _counts(
    speaker: Speaker, match: Mapping[str, str | None], found: int, whole: int, method: str
) -> Phrase:
    parts = (
        Atomic("=", rational(found), speaker.number(match["m"] or "")),
        Atomic("=", rational(whole), speaker.number(match["n"] or "")),
    )
    said = speaker.said(match["words"] or "")
    return Phrase("are", said, ((conjunction(parts), ()),), method=method)
