"""Quantities by name: "the determinant of A is 5", "the maximum of f on [0, 1] is 1"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound
from symnn.deferred import regex
from symnn.documents.phrases.functions import Function, bounded
from symnn.documents.phrases.having import COMPARED, RELATIONS, ranked, said_spectrum
from symnn.documents.phrases.matrices import det, dot, refuse, rows_of, square, vector
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.rank import rank_of
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker, split_domain
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    ONE,
    Expr,
    add,
    apply,
    free_symbols,
    negative,
    nth_root,
    power,
    rational,
    substitute,
)
from symnn.exact.radicals import written_form
from symnn.functions.calculus import derivative
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Scalar

Rule: TypeAlias = "Callable[[], Phrase | None]"

_OF_MATRIX: Final = regex(
    rf"(?:the )?(?P<what>determinant|trace|rank|nullity|dimension of the (?:null space|kernel"
    rf"|column space|row space|image)|norm|length|euclidean norm"
    r"|sum of (?:all )?(?:the )?(?:entries"
    rf"|components|elements|weights|probabilities))"
    rf" of (?:the )?(?:(?:weight|square|identity|vector|matrix) ){{0,2}}(?P<of>{PLACE})"
)
_DOT: Final = regex(
    rf"(?:the )?(?:dot|inner|scalar) product of (?:the vectors )?(?P<a>{PLACE}) and (?P<b>{PLACE})"
)
_EXTREME: Final = regex(
    rf"(?:the )?(?:global )?(?P<what>maximum|minimum|largest value|smallest value|maximal value"
    rf"|minimal value)(?: value)? of (?:the function )?(?P<of>{PLACE})"
)
_SPECTRUM: Final = regex(rf"(?:the )?eigenvalues of (?:the )?(?:matrix )?(?P<of>{PLACE})")
_ENTRIES: Final = regex(
    rf"(?:all |both )?(?:of )?(?:the )?(?P<what>entries|components|elements|weights"
    rf"|probabilities|outputs)"
    rf" (?:of|in) (?:the )?(?:matrix |vector |list )?(?P<of>{PLACE})"
)
_EQUAL_ENTRIES: Final = regex(
    rf"(?:all )?(?:of )?(?:the )?(?P<which>diagonal |off-diagonal )?(?:entries|elements) of"
    rf" (?:the )?(?:matrix )?(?P<of>{PLACE})"
)
_VALUE: Final = regex(rf"(?:(?:given by|equal to) )?(?P<n>{PLACE}|{COUNT})")
_SIGNS: Final = {
    "positive": ">", "negative": "<", "nonnegative": ">=", "non-negative": ">=", "nonzero": "!=",
    "non-zero": "!=", "zero": "=",
}  # fmt: skip


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about a quantity; None if it is none."""
    if verb in ("sum to", "sums to", "sum up to", "adds up to", "add up to"):
        return partial(_sums, speaker, subject, predicate)
    if verb not in ("is", "are", "equal", "equals"):
        return None
    bare, domain = split_domain(subject)
    match = _EXTREME.fullmatch(subject) or _EXTREME.fullmatch(bare)
    if match is not None:
        return partial(_extreme, speaker, match, None if match[0] == subject else domain, predicate)
    match = _OF_MATRIX.fullmatch(subject)
    if match is not None and _compared(predicate):
        return partial(_of_matrix, speaker, match, predicate)
    match = _DOT.fullmatch(subject)
    if match is not None and _compared(predicate):
        return partial(_dot, speaker, match, predicate)
    match = _SPECTRUM.fullmatch(subject)
    if match is not None and re.fullmatch(rf"(?:{PLACE}|{COUNT}|,|and| )+", predicate):
        return partial(_spectrum, speaker, match, predicate)
    match = _ENTRIES.fullmatch(subject)
    if match is not None and predicate in _SIGNS:
        return partial(_entries, speaker, match, predicate)
    match = _EQUAL_ENTRIES.fullmatch(subject)
    value = _VALUE.fullmatch(predicate.removeprefix("all ").removeprefix("equal to "))
    if match is not None and value is not None:
        return partial(_equal_entries, speaker, match, value["n"])
    return None


def _compared(predicate: str) -> bool:
    return predicate in _SIGNS or _comparison(predicate) is not None


def _comparison(predicate: str) -> tuple[str, str] | None:
    """The relation and the place of "at most 2", "greater than 2", "2"."""
    value = _VALUE.fullmatch(predicate)
    if value is not None:
        return "=", value["n"]
    match = COMPARED.fullmatch(predicate)
    if match is not None:
        return RELATIONS[match["how"]], match["n"]
    other = re.fullmatch(rf"(?P<how>greater|larger|smaller) than (?P<n>{PLACE}|{COUNT})", predicate)
    if other is not None:
        return ("<" if other["how"] == "smaller" else ">"), other["n"]
    return None


def _claimed(speaker: Speaker, value: Expr, predicate: str) -> Phrase | None:
    if predicate in _SIGNS:
        return Phrase("is", "", ((Atomic(_SIGNS[predicate], value, rational(0)), ()),))
    compared = _comparison(predicate)
    if compared is None:
        return None
    relation, place = compared
    found = speaker.value(place) if place.startswith("⟨") else None
    if isinstance(found, Scalar) and found.decimals:
        raise refuse("a printed decimal in words may be a rounded one")
    return Phrase("is", "", ((Atomic(relation, value, speaker.number(place)), ()),))


def _matrix(speaker: Speaker, place: str) -> Array:
    found = speaker.value(place)
    if not isinstance(found, Array):
        raise refuse(f"{speaker.said(place)} is no matrix or vector here")
    return found


def _of_matrix(speaker: Speaker, match: re.Match[str], predicate: str) -> Phrase | None:
    array, what = _matrix(speaker, match["of"]), match["what"]
    if what in ("rank", "nullity") or what.startswith("dimension"):
        compared = _comparison(predicate)
        if compared is None:
            return None
        relation, claimed = compared[0], speaker.number(compared[1])
        if what == "nullity" or what.endswith(("null space", "kernel")):
            number, shown = rank_of(rows_of(array))
            left = array.shape[1] - number
            statement = (Atomic(relation, rational(left), claimed), ())
            return Phrase("is", "", (statement,), support=(shown,), method=f"the rank is {number}")
        return ranked(array, relation, claimed)
    if what == "determinant":
        return _claimed(speaker, det(square(array)), predicate)
    if what == "trace":
        diagonal = add(*(row[i] for i, row in enumerate(square(array))))
        return _claimed(speaker, diagonal, predicate)
    if what.startswith("sum"):
        return _claimed(speaker, add(*(c.expr for c in array.cells())), predicate)
    squares = (power(e, rational(2)) for e in vector(array))
    return _claimed(speaker, nth_root(add(*squares)), predicate)


def _dot(speaker: Speaker, match: re.Match[str], predicate: str) -> Phrase | None:
    sides = (vector(_matrix(speaker, match[k])) for k in "ab")
    return _claimed(speaker, dot(*sides), predicate)


def _spectrum(speaker: Speaker, match: re.Match[str], predicate: str) -> Phrase:
    array = _matrix(speaker, match["of"])
    return Phrase("are", "", said_spectrum(speaker, array, predicate, True))


def _entries(speaker: Speaker, match: re.Match[str], predicate: str) -> Phrase:
    cells = [c.expr for c in _matrix(speaker, match["of"]).cells()]
    parts = tuple(Atomic(_SIGNS[predicate], e, rational(0)) for e in cells)
    return Phrase("are", "", ((Compound("and", parts), ()),))


def _equal_entries(speaker: Speaker, match: re.Match[str], place: str) -> Phrase:
    """All entries, those of the diagonal, or all others, are one number."""
    rows, number = rows_of(_matrix(speaker, match["of"])), speaker.number(place)
    which = (match["which"] or "").strip()
    if which and len(rows) != len(rows[0]):
        raise refuse("a matrix that is not square has no diagonal that is meant for certain")
    places = [(i, j) for i, row in enumerate(rows) for j, _ in enumerate(row)]
    if which:
        places = [(i, j) for i, j in places if (i == j) is (which == "diagonal")]
    cells = [rows[i][j] for i, j in places]
    parts = tuple(Atomic("=", e, number) for e in cells)
    return Phrase("are", "", ((Compound("and", parts) if len(parts) > 1 else parts[0], ()),))


def _sums(speaker: Speaker, subject: str, predicate: str) -> Phrase | None:
    value = _VALUE.fullmatch(predicate)
    match = _ENTRIES.fullmatch(subject)
    rows = re.fullmatch(
        rf"(?:the |all |each |every )?(?:the )?(?P<which>rows?|columns?) of (?:the matrix )?"
        rf"(?P<of>{PLACE})",
        subject,
    )
    if value is None:
        return None
    number = speaker.number(value["n"])
    if rows is not None:
        found = speaker.vectors(rows["of"], rows["which"])
        parts = tuple(Atomic("=", add(*row), number) for row in found)
        return Phrase("sums to", "", ((Compound("and", parts), ()),))
    if match is not None:
        array: Array | None = _matrix(speaker, match["of"])
    else:
        whole = speaker.subject(subject)
        array = whole.arrays[0] if whole is not None and len(whole.values) == 1 else None
        array = array if array is not None and array.is_vector else None
    if array is None:
        return None
    total = add(*(c.expr for c in array.cells()))
    return Phrase("sums to", "", ((Atomic("=", total, number), ()),))


# --- the largest and the smallest value -----------------------------------------------


def _extreme(
    speaker: Speaker, match: re.Match[str], domain: str | None, predicate: str
) -> Phrase | None:
    subject = speaker.subject(match["of"])
    if subject is None or not subject.is_function:
        raise refuse(f"{speaker.said(match['of'])} is no function here")
    top = match["what"] in ("maximum", "largest value", "maximal value")
    where = re.fullmatch(
        rf"(?P<how>attained |reached |achieved |located |found )?at (?P<at>{PLACE})", predicate
    )
    value = _VALUE.fullmatch(predicate)
    if where is not None and where["how"] not in ("attained ", "reached ", "achieved "):
        from symnn.documents.phrases.places import optimum_at

        return optimum_at(speaker, speaker.function(subject, domain), match["of"], where["at"], top)
    if where is not None:
        return _at(speaker.function(subject, domain), speaker.value(where["at"]), top)
    if value is None:
        return None
    if _tells_where(speaker, value["n"]):
        raise refuse("it may tell where the value is taken")
    claimed = speaker.number(value["n"])
    decimals = _decimals(speaker, value["n"])
    if decimals:
        from symnn.documents.phrases.rounded_extremes import rounded_extreme

        return rounded_extreme(speaker.function(subject, domain), claimed, decimals, top)
    return _extremal(speaker.function(subject, domain), claimed, top)


def _tells_where(speaker: Speaker, place: str) -> bool:
    """Whether "the minimum is x = 2" names an argument of a function, and no value of it."""
    node = speaker.clause.part(place).node if place.startswith("⟨") else None
    key = tree.key(node.first) if isinstance(node, tree.Chain) else None
    nodes = [p.node for p in speaker.clause.parts if p.node is not None and p.node is not node]
    own = {tree.key(n) for one in nodes for n in tree.walk(one)}
    known = speaker.reader.scope.history.values()
    return key is not None and (key in own or any(key in (k[-1].parameters or ()) for k in known))


def _decimals(speaker: Speaker, place: str) -> int:
    """How many digits are printed behind the point of a number."""
    found = speaker.value(place) if place.startswith("⟨") else None
    return (found.decimals or 0) if isinstance(found, Scalar) else 0


def _at(f: Function, point: object, top: bool) -> Phrase:
    """f(x) ≤ f(p) for all x, at a point p of the domain."""
    cells = [point] if isinstance(point, Scalar) else list(getattr(point, "cells", list)())
    at = [cell.expr for cell in cells]
    if len(at) != f.inputs:
        raise refuse(f"{f.name} takes {f.inputs} numbers")
    best = f.value(at)
    low, high = (None, best) if top else (best, None)
    return Phrase("is attained at", "", (bounded(f, low, high),), support=f.domain(at))


def _extremal(f: Function, claimed: Expr, top: bool) -> Phrase:
    """f ≤ M everywhere and f = M somewhere: where, is found among the cells."""
    from symnn.documents.phrases import pieces
    from symnn.exact.from_sympy import from_sympy
    from symnn.networks.cells.extrema import extremum

    low, high = (None, claimed) if top else (claimed, None)
    bound = bounded(f, low, high)
    if decide(Claim(*bound), seconds=2).refuted:
        return Phrase("is", "", (bound,))
    told = _smooth_extreme(f, claimed, top)
    if told is not None:
        return told
    try:
        found = extremum(pieces.study_of(f), 1 if top else -1)
    except SymnnError as error:
        raise refuse("that the bound is attained was not found") from error
    if not found.is_attained:
        raise refuse("the bound is not attained, and may be meant as a bound")
    point = [from_sympy(x) for x in found.points[0]]
    reached = Atomic("=", f.value(point), claimed)
    whole = Compound("and", (bound[0], reached))
    return Phrase("is", "", ((whole, bound[1]),), method=pieces.METHOD)


#: Where the extreme value of a smooth function is looked for.
_LIKELY: Final = ("0", "1", "-1", "1/2", "-1/2", "2", "-2")


def _critical(f: Function) -> list[Expr]:
    """Where f′ is 0 if it is affine, or a logarithm and a number: only places to look at."""
    try:
        slope = lower(derivative(lower(f.value(f.point("x"))), "x"))
    except SymnnError:
        return []
    found = [apply("exp", negative(lower(substitute(slope, {"x": ONE}))))]
    try:
        first, second = (exact_value(lower(substitute(slope, {"x": rational(k)}))) for k in "12")
    except SymnnError:
        return found
    rise = second - first
    return [written_form(1 - first / rise), *found] if rise else found


def _ends(f: Function) -> list[Expr]:
    """The ends of the interval that a function is taken on."""
    (x,) = f.point("x")
    rows = [row for row in f.domain([x]) if isinstance(row, Atomic)]
    sides = [row.right if row.left == x else row.left for row in rows if x in (row.left, row.right)]
    return [side for side in sides if not free_symbols(side)]


def _smooth_extreme(f: Function, claimed: Expr, top: bool) -> Phrase | None:
    """A bound that is met at a likely point, or one that is met nowhere."""
    x = f.point("x")
    bound = bounded(f, None if top else claimed, claimed if top else None)
    strict = Atomic("<" if top else ">", f.value(x), claimed)
    if decide(Claim(strict, f.domain(x)), seconds=2).proved:
        nowhere = Compound("not", (Atomic("=", f.value(x), claimed),))
        return Phrase("is", "", ((nowhere, f.domain(x)),), negated=True)
    for place in (*_ends(f), *map(rational, _LIKELY), *_critical(f)) if f.inputs == 1 else ():
        point = [place]
        inside = all(decide(Claim(row), seconds=1).proved for row in f.domain(point))
        reached = Atomic("=", f.value(point), claimed)
        if inside and decide(Claim(reached), seconds=1).proved:
            whole = Compound("and", (bound[0], reached))
            return Phrase("is", "", ((whole, bound[1]),))
    return None
