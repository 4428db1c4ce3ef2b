"""Decision boundaries as the hyperplanes a·x + c = 0 that they are, and lines by their equations.

"the decision boundary of g is the line x_1 - x_2 = 1/2", "the distance from the origin to the
decision surface is 2", "w is orthogonal to the decision boundary". The boundary of a function is
where an affine one is 0, a step jumps, a sign changes, a logistic unit gives 1/2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.functions import Function, function_of, in_order
from symnn.documents.phrases.hyperplanes import at_point, open_vector
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.named import as_function, output_of
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    rational,
    substitute,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Array

Rule: TypeAlias = "Callable[[], Phrase | None]"


class Plane(NamedTuple):
    """The points with slopes · x + start = 0."""

    slopes: tuple[Expr, ...]
    start: Expr


_OF: Final = (
    r"(?: of (?:the )?(?:function |unit |perceptron |classifier |neuron |network )?"
    rf"(?P<of>{PLACE}))?"
)
_BOUNDARY: Final = (
    r"(?:the )?(?:linear )?(?:decision )?(?:boundary|surface|hyperplane|line)(?: line| surface)?"
    rf"{_OF}"
)
_SUBJECT: Final = regex(rf"(?P<what>{_BOUNDARY})")
_EQUATION: Final = regex(
    r"(?:(?:the|a) )?(?:straight )?(?:line|hyperplane|plane|set|points?|boundary)?"
    r"(?: of all points)? ?(?:with(?: the)? equation|given by|described by|defined by|with|where"
    rf"|satisfying|the)?(?: the)?(?: equation| line| hyperplane)? ?(?P<eq>{PLACE})"
)
_NORMAL: Final = (
    r"(?:orthogonal|perpendicular|normal) to (?:(?:every|each|any|all) (?:vectors?|directions?)"
    r"(?: lying| that lies| that lie)? (?:in|within|along) )?"
)
_SLOPE: Final = regex(rf"(?:a )?slope (?:of )?(?P<n>{PLACE}|{COUNT})")
_DISTANCE: Final = regex(
    r"(?:the )?(?P<signed>signed )?(?:euclidean |perpendicular |orthogonal )?distance"
    rf" (?:of|from|between) (?:the )?(?:point )?(?P<p>{PLACE}|origin)"
    rf" (?:from|to|and) {_BOUNDARY}(?: given by)?(?: (?P<eq>{PLACE}))?"
)
_ON: Final = regex(rf"(?:exactly )?on {_BOUNDARY}(?: given by)?(?: (?P<eq>{PLACE}))?")
_VALUE: Final = regex(rf"(?:equal to |exactly )?(?P<n>{PLACE}|{COUNT})")
_TWO: Final = regex(
    r"(?:the )?(?:two )?(?:straight )?(?:decision )?(?:lines|hyperplanes|planes|boundaries)"
    rf" (?P<a>{PLACE}) and (?P<b>{PLACE})"
)
_RELATED: Final = regex(
    r"(?P<how>parallel|perpendicular|orthogonal|identical|the same|at right angles)"
    r"(?: to each other| line| hyperplane)?"
)
_MEET: Final = regex(rf"(?:in |at |only at )?(?:the point )?(?P<p>{PLACE})")


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about a boundary or a line; None if it is none."""
    be = verb in ("is", "are", "equals")
    two = _TWO.fullmatch(subject)
    if two is not None:
        return _of_two(speaker, two, verb, predicate)
    of = _SUBJECT.fullmatch(subject)
    if of is not None and "decision" in subject + (of["of"] or ""):
        return _of_boundary(speaker, of, verb, predicate)
    distance, value = _DISTANCE.fullmatch(subject), _VALUE.fullmatch(predicate)
    if be and distance is not None and value is not None:
        return partial(_distance, speaker, distance, value["n"])
    on = _ON.fullmatch(predicate) if verb in ("lies", "lie", "is", "are") else None
    if on is not None and (on["eq"] or "decision" in predicate):
        return partial(_lies, speaker, subject, on)
    normal = re.fullmatch(rf"{_NORMAL}{_BOUNDARY}(?: (?P<eq>{PLACE}))?", predicate)
    if be and normal is not None:
        return partial(_normal, speaker, subject, normal)
    return None


def _of_boundary(speaker: Speaker, of: re.Match[str], verb: str, predicate: str) -> Rule | None:
    be = verb in ("is", "are")
    equation = _EQUATION.fullmatch(predicate) if be else None
    if equation is not None:
        return partial(_is_line, speaker, of["of"], equation["eq"])
    slope = _SLOPE.fullmatch(predicate) if verb == "has" else None
    if slope is not None:
        return partial(_has_slope, speaker, of["of"], slope["n"])
    through = re.fullmatch(rf"through (?:the )?(?:point )?(?P<p>{PLACE}|origin)", predicate)
    if verb == "passes" and through is not None:
        return partial(_through, speaker, of["of"], through["p"])
    across = re.fullmatch(rf"{_NORMAL}(?:the vector )?(?P<v>{PLACE})", predicate)
    if be and across is not None:
        return lambda: _is_normal(plane_of(speaker, of["of"]), _point(speaker, across["v"]))
    return None


def _of_two(speaker: Speaker, two: re.Match[str], verb: str, predicate: str) -> Rule | None:
    related = _RELATED.fullmatch(predicate) if verb == "are" else None
    meet = _MEET.fullmatch(predicate) if verb in ("intersect", "meet", "cross") else None
    if related is None and meet is None:
        return None

    def rule() -> Phrase:
        one, other = (of_equation(speaker, two[k], None) for k in "ab")
        if meet is not None:
            return _meeting(one, other, _point(speaker, meet["p"]))
        return _related(one, other, related["how"] if related else "")

    return rule


# --- what is claimed ------------------------------------------------------------------


def _is_line(speaker: Speaker, of: str | None, place: str) -> Phrase:
    """The equation has the same points: its coefficients are in proportion."""
    f = function_with(speaker, of)
    one, other = of_function(f), of_equation(speaker, place, f)
    return Phrase("is", "", ((same_points(one, other), ()),), method="coefficients in proportion")


def same_points(one: Plane, other: Plane) -> Formula:
    """That two hyperplanes are one: their coefficients are in proportion."""
    left, right = (*one.slopes, one.start), (*other.slopes, other.start)
    return conjunction((*_proportional(left, right), _some(one.slopes), _some(other.slopes)))


def _proportional(left: Sequence[Expr], right: Sequence[Expr]) -> list[Formula]:
    """All minors of two rows are 0."""
    if len(left) != len(right):
        raise refuse(f"{len(left)} and {len(right)} coordinates")
    pairs = [(i, j) for j in range(len(left)) for i in range(j)]
    return [Atomic("=", mul(left[i], right[j]), mul(left[j], right[i])) for i, j in pairs]


def _some(slopes: Sequence[Expr]) -> Formula:
    return Atomic(">", add(*(mul(e, e) for e in slopes)), ZERO)


def _has_slope(speaker: Speaker, of: str | None, place: str) -> Phrase:
    slopes, _ = plane_of(speaker, of)
    if len(slopes) != 2:
        raise refuse("a slope of what is no line in the plane")
    rise = Atomic("=", mul(speaker.number(place), slopes[1]), negative(slopes[0]))
    return Phrase("has", "", ((Compound("and", (Atomic("!=", slopes[1], ZERO), rise)), ()),))


def _through(speaker: Speaker, of: str | None, place: str) -> Phrase:
    plane = plane_of(speaker, of)
    return Phrase("passes", "", ((_holds(plane, _point(speaker, place, plane)), ()),))


def _lies(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    subject = speaker.subject(text) if "origin" not in text else None
    if subject is None or subject.groups or not subject.arrays:
        return None
    plane = _plane_in(speaker, match)
    parts = tuple(_holds(plane, _fitting(plane, array)) for array in subject.arrays)
    return Phrase("lies on", "", ((conjunction(parts), ()),))


def _normal(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    subject = speaker.subject(text)
    if subject is None or len(subject.values) != 1:
        return None
    plane = _plane_in(speaker, match)
    return _is_normal(plane, _fitting(plane, subject.arrays[0]))


def _is_normal(plane: Plane, v: Sequence[Expr]) -> Phrase:
    parts = (*_proportional(plane.slopes, v), _some(plane.slopes))
    return Phrase("is orthogonal", "", ((conjunction(parts), ()),))


def _distance(speaker: Speaker, match: re.Match[str], claimed: str) -> Phrase:
    """d² ‖a‖² = g(p)², and d has its sign."""
    plane = _plane_in(speaker, match)
    there = _value(plane, _point(speaker, match["p"], plane))
    d, norm = speaker.number(claimed), add(*(mul(s, s) for s in plane.slopes))
    sign = mul(d, there) if match["signed"] else d
    same = Atomic("=", mul(d, d, norm), mul(there, there))
    whole = Compound("and", (Atomic(">=", sign, ZERO), Atomic(">", norm, ZERO), same))
    return Phrase("is", "", ((whole, ()),), method="|g(p)| / ‖∇g‖")


def _related(one: Plane, other: Plane, how: str) -> Phrase:
    if how in ("identical", "the same"):
        return Phrase("are", "", ((same_points(one, other), ()),))
    some = (_some(one.slopes), _some(other.slopes))
    if how == "parallel":
        parts = [*_proportional(one.slopes, other.slopes), *some]
    else:
        if len(one.slopes) != len(other.slopes):
            raise refuse("lines in spaces of different dimensions")
        dot = add(*(mul(a, b) for a, b in zip(one.slopes, other.slopes, strict=True)))
        parts = [Atomic("=", dot, ZERO), *some]
    return Phrase("are", "", ((conjunction(tuple(parts)), ()),))


def _meeting(one: Plane, other: Plane, point: Sequence[Expr]) -> Phrase:
    """Both pass through the point, and they are two lines of the plane."""
    if not len(one.slopes) == len(other.slopes) == 2:
        raise refuse("hyperplanes that meet in more than a point")
    (a, b), (c, d) = one.slopes, other.slopes
    apart = Atomic("!=", mul(a, d), mul(b, c))
    parts = (_holds(one, point), _holds(other, point), apart)
    return Phrase("meet", "", ((Compound("and", parts), ()),))


def _value(plane: Plane, point: Sequence[Expr]) -> Expr:
    if len(point) != len(plane.slopes):
        raise refuse(f"a point of {len(point)} coordinates in {len(plane.slopes)} dimensions")
    return add(plane.start, *(mul(s, e) for s, e in zip(plane.slopes, point, strict=True)))


def _holds(plane: Plane, point: Sequence[Expr]) -> Formula:
    return Atomic("=", _value(plane, point), ZERO)


def _point(speaker: Speaker, place: str, plane: Plane | None = None) -> list[Expr]:
    if place == "origin":
        return [ZERO] * len(plane.slopes if plane is not None else ())
    found = speaker.value(place)
    if not isinstance(found, Array) or not found.is_vector:
        raise refuse("the point is no list of numbers here")
    return [cell.expr for cell in found.cells()]


def _fitting(plane: Plane, array: Array) -> list[Expr]:
    point = [cell.expr for cell in array.cells()]
    if len(point) != len(plane.slopes):
        raise refuse(f"a point of {len(point)} coordinates in {len(plane.slopes)} dimensions")
    return point


# --- which hyperplane -----------------------------------------------------------------


def _plane_in(speaker: Speaker, match: re.Match[str]) -> Plane:
    """The equation beside the words, or the boundary of the function that they speak of."""
    if match["eq"] is not None:
        return of_equation(speaker, match["eq"], None)
    return plane_of(speaker, match["of"])


def plane_of(speaker: Speaker, place: str | None) -> Plane:
    """The boundary of the function in a place, or of the only one that has one."""
    return of_function(function_with(speaker, place))


def function_with(speaker: Speaker, place: str | None) -> Function:
    """The function in a place, or the only one whose boundary is a hyperplane.

    Raises:
        MeaningError: there is none, or more than one.
    """
    if place is not None:
        node = speaker.clause.part(place).node
        key = tree.key(node) if isinstance(node, tree.Name) else None
        output = None if key is None else output_of(speaker, key)
        return output or function_of(speaker.value(place), speaker.said(place), speaker.reader)
    found = []
    for known in speaker.reader.scope.history.values():
        if known[-1].parameters is None and not known[-1].computed:
            continue
        try:
            f = as_function(speaker, known[-1])
            of_function(f)
        except SymnnError:
            continue
        found.append(f)
    several = [f for f in found if f.inputs > 1]
    if len(several) != 1:
        raise refuse("of which function the boundary is meant is not said")
    return several[0]


def of_function(f: Function) -> Plane:
    """Where a function decides.

    Raises:
        MeaningError: that is no hyperplane.
    """
    names = [f"symnn_{k + 1}" for k in range(f.inputs)]
    return affine_in(_decided_by(f.value([symbol(n) for n in names])), names)


def _decided_by(expr: Expr) -> Expr:
    """What has to be 0 on the boundary."""
    if expr.op == "piecewise" and expr.data in ((">",), (">=",), ("<",), ("<=",)):
        return add(expr.args[0], negative(expr.args[1]))
    if expr.op == "apply" and expr.data in ("sign", "step", "sigmoid", "tanh"):
        return expr.args[0]
    if expr.op == "power" and expr.args[1] == rational(-1) and expr.args[0].op == "add":
        one, *others = expr.args[0].args
        if one == ONE and len(others) == 1 and (others[0].op, others[0].data) == ("apply", "exp"):
            return others[0].args[0]
    return expr


def of_equation(speaker: Speaker, place: str, f: Function | None) -> Plane:
    """The hyperplane of an equation in x and y, in x_1, x_2, …, in an open vector, or f(x) = c."""
    node = speaker.clause.part(place).node
    if not isinstance(node, tree.Chain) or [li.relation for li in node.links] != ["="]:
        raise refuse("the hyperplane is given by no equation")
    level = _level(speaker, node)
    if level is not None:
        return level
    if open_vector(speaker, place) is not None:
        for size in range(2, 7):
            try:
                return _by_unit_vectors(speaker, place, size)
            except MeaningError:
                continue
    reader = speaker.wide
    left, right = (reader.read_scalar(s).expr for s in (node.first, node.links[0].operand))
    g = add(left, negative(right))
    names = sorted(free_symbols(g))
    return affine_in(g, _coordinates(names, f))


def _coordinates(names: Sequence[str], f: Function | None) -> list[str]:
    """The letters of the coordinates in their order, also of those that do not occur."""
    if f is None:
        if not in_order(names) or len(names) < 2:
            raise refuse("which coordinate each letter is, is not certain")
        return list(names)
    numbered = [f"x_{k + 1}" for k in range(f.inputs)]
    for letters in (numbered, ["x", "y", "z"][: f.inputs]):
        if set(names) <= set(letters) and len(letters) == f.inputs and names:
            return letters
    raise refuse("which coordinate each letter is, is not certain")


def _level(speaker: Speaker, chain: tree.Chain) -> Plane | None:
    """The boundary of f(x) = c, for a function of the document and an argument without a value."""
    call, number = chain.first, chain.links[0].operand
    if not (isinstance(call, tree.Call) and isinstance(number, tree.Number)):
        return None
    known = speaker.reader.scope.latest(tree.key(call.head) or "")
    function = known.function() if known is not None else None
    if function is None:
        return None
    f = function_of(function, function.name, speaker.reader)
    names = [f"symnn_{k + 1}" for k in range(f.inputs)]
    value = f.value([symbol(n) for n in names])
    if _decided_by(value) is not value:
        return None
    return affine_in(add(value, negative(rational(number.value))), names)


def _by_unit_vectors(speaker: Speaker, place: str, size: int) -> Plane:
    start, slopes = at_point(speaker, place, [ZERO] * size)
    return Plane(tuple(slopes), start)


def affine_in(g: Expr, names: Sequence[str]) -> Plane:
    """The hyperplane g = 0 of an expression that is affine in its letters.

    Raises:
        MeaningError: it is not.
    """
    origin = dict.fromkeys(names, ZERO)
    if not free_symbols(g) <= set(names):
        raise refuse("a letter in the equation has no value")
    start = substitute(g, origin)
    slopes = [add(substitute(g, {**origin, n: ONE}), negative(start)) for n in names]
    line = add(start, *(mul(s, symbol(n)) for s, n in zip(slopes, names, strict=True)))
    if not decide(Claim(Atomic("=", g, line)), seconds=2).proved:
        raise refuse("the equation is no affine one")
    return Plane(tuple(slopes), start)
