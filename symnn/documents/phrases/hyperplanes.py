"""Points and hyperplanes: "the distance of p from the hyperplane w·x + b = 0 is 1/√2".

The equation is an affine one in the entries of a vector that nothing defines, or in x and y, or in
x_1, …, x_n; |g(p)| / ‖∇g‖ is the distance.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound
from symnn.deferred import regex
from symnn.documents.phrases.functions import in_order
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    substitute,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Scalar, Value, column

Rule: TypeAlias = "Callable[[], Phrase | None]"

_PLANE: Final = r"(?:hyperplane|line|plane|margin|decision boundary|boundary|separating line)"
_DISTANCE: Final = regex(
    rf"(?:the )?(?:euclidean |perpendicular )?distance (?:of|from|between) (?:the )?(?:point )?"
    rf"(?P<p>{PLACE}) (?:from|to|and) (?:the )?{_PLANE}(?: given by)? (?P<of>{PLACE})"
)
_ON: Final = regex(rf"on (?:the )?{_PLANE}(?: given by)? (?P<of>{PLACE})")
_VALUE: Final = regex(rf"(?:equal to )?(?P<n>{PLACE}|{COUNT})")


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about a hyperplane and a point; None if it is none."""
    if verb in ("is", "equals"):
        match, value = _DISTANCE.fullmatch(subject), _VALUE.fullmatch(predicate)
        if match is not None and value is not None:
            return partial(_distance, speaker, match["p"], match["of"], value["n"])
    if verb in ("lies", "is"):
        match = _ON.fullmatch(predicate)
        one = speaker.subject(subject) if match is not None else None
        if match is not None and one is not None and len(one.parts) == 1:
            of = match["of"]
            if open_vector(speaker, of) is not None:
                return partial(_lies, speaker, one.values[0], of)
    return None


def _lies(speaker: Speaker, point: Value, place: str) -> Phrase:
    there, _ = at_point(speaker, place, _cells(point))
    return Phrase("lies on", "", ((Atomic("=", there, ZERO), ()),))


def _distance(speaker: Speaker, point: str, place: str, claimed: str) -> Phrase:
    """d ≥ 0 and d² ‖∇g‖² = g(p)²."""
    there, slopes = at_point(speaker, place, _cells(speaker.value(point)))
    d = speaker.number(claimed)
    norm = add(*(mul(s, s) for s in slopes))
    same = Atomic("=", mul(d, d, norm), mul(there, there))
    whole = Compound("and", (Atomic(">=", d, ZERO), Atomic(">", norm, ZERO), same))
    return Phrase("is", "", ((whole, ()),), method="|g(p)| / ‖∇g‖")


def _cells(value: Value) -> list[Expr]:
    cells = list(value.cells()) if isinstance(value, Array) else []
    if not cells:
        raise refuse("the point is no list of numbers here")
    return [cell.expr for cell in cells]


def _equation(speaker: Speaker, place: str) -> tree.Chain | None:
    node = speaker.clause.part(place).node
    one = isinstance(node, tree.Chain) and [li.relation for li in node.links] == ["="]
    return node if one and isinstance(node, tree.Chain) else None


def open_vector(speaker: Speaker, place: str) -> str | None:
    """The one name without a value, where an equation multiplies a vector with it."""
    chain = _equation(speaker, place)
    if chain is None:
        return None
    names = {
        tree.key(part): part
        for side in (chain.first, chain.links[0].operand)
        for part in tree.walk(side)
        if isinstance(part, tree.Name)
    }
    scope = speaker.reader.scope
    free = [k for k in names if k is not None and scope.latest(k) is None and k not in ("e", "pi")]
    vectors = [k for k in names if k is not None and _is_vector(speaker, k, names[k])]
    return free[0] if len(free) == 1 and vectors and names[free[0]].subscript is None else None


def _is_vector(speaker: Speaker, key: str, node: tree.Node) -> bool:
    if speaker.reader.scope.latest(key) is None:
        return False
    found = speaker.reader.read(node)
    return isinstance(found, Array) and found.is_vector


def at_point(speaker: Speaker, place: str, point: list[Expr]) -> tuple[Expr, list[Expr]]:
    """The difference of both sides at a point, and its slopes; it has to be affine."""
    chain = _equation(speaker, place)
    if chain is None:
        raise refuse("the hyperplane is given by no equation")
    name = open_vector(speaker, place)
    if name is None:
        reader, letters = speaker.wide, None
    else:
        letters = [f"{name}_{k}" for k in range(1, len(point) + 1)]
        vector = column(tuple(Scalar(symbol(letter)) for letter in letters))
        reader = speaker.reader.varying({name: vector})
    left, right = (reader.read_scalar(s).expr for s in (chain.first, chain.links[0].operand))
    g = add(left, negative(right))
    names = sorted(free_symbols(g)) if letters is None else letters
    if len(names) != len(point) or (letters is None and not in_order(names)):
        raise refuse("which coordinate each letter is, is not certain")
    origin = dict.fromkeys(names, ZERO)
    start = substitute(g, origin)
    slopes = [add(substitute(g, {**origin, n: ONE}), negative(start)) for n in names]
    line = add(start, *(mul(s, symbol(n)) for s, n in zip(slopes, names, strict=True)))
    if not decide(Claim(Atomic("=", g, line)), seconds=2).proved:
        raise refuse("the equation is no affine one")
    return substitute(g, dict(zip(names, point, strict=True))), slopes
