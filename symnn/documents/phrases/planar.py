"""What a 2×2 matrix does to the plane: it rotates, reflects, shears, scales areas, projects."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.matrices import Rows, det, equal, product, refuse, square, transpose
from symnn.documents.phrases.matrices import unit as identity
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.expression import ONE, PI, ZERO, Expr, apply, mul, negative, nth_root, rational

Rule: TypeAlias = "Callable[[], Phrase | None]"

_WHAT: Final = r"(?:every vector|all vectors|vectors|the plane|each vector|the unit square|space)"
_TURN: Final = (
    rf"(?:by )?(?:an angle of )?(?P<angle>{PLACE})(?P<unit> degrees)?,? ?(?P<way>counterclockwise"
    r"|counter-clockwise|anticlockwise|anti-clockwise|clockwise)?(?: about the origin)?"
)
_ROTATES: Final = regex(rf"rotates (?:{_WHAT} )?{_TURN}")
_ROTATION: Final = regex(rf"(?:a )?(?:(?P<way2>counterclockwise|clockwise) )?rotation {_TURN}")
_AXES: Final = r"(?:the )?(?P<axis>⟨\d+⟩|x|y|horizontal|vertical)[- ]axis"
_LINE: Final = rf"(?:{_AXES}|the line (?P<line>{PLACE}))"
_REFLECTS: Final = regex(rf"(?:reflects|mirrors) (?:{_WHAT} )?(?:across|about|in|at) {_LINE}")
_REFLECTION: Final = regex(rf"(?:a|the) reflection (?:across|about|in|at) {_LINE}")
_PROJECTS: Final = regex(rf"projects (?:{_WHAT} )?(?:orthogonally )?onto {_LINE}")
_AREAS: Final = regex(
    rf"(?:scales|multiplies|changes) (?:all )?areas by (?:a |the )?(?:factor (?:of )?)?"
    rf"(?P<n>{PLACE}|{COUNT})"
)
_SQUARE: Final = regex(
    r"(?:maps|takes|sends|turns|transforms) the unit square (?:to|into|onto) a (?:parallelogram"
    rf"|rectangle|square) (?:of|with) area (?P<n>{PLACE}|{COUNT})"
)
_KEEPS: Final = regex(
    r"(?:preserves?|keeps?|leaves|(?P<no>does not preserve)) (?:all )?(?:the )?"
    r"(?P<what>lengths?|areas?|angles?|orientation|norms?|distances)(?: unchanged| the same)?"
)
_FLIPS: Final = regex(r"(?:flips|reverses) (?:the )?orientation")
_SHEAR: Final = regex(r"(?:a )?(?:horizontal |vertical )?shear(?: matrix)?")


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about a map of the plane; None if it is none."""
    be = verb in ("is", "are")
    said = predicate if be else f"{verb} {predicate}"
    patterns = _NOUNS if be else _VERBS
    for pattern, rule in patterns:
        match = pattern.fullmatch(said)
        if match is not None:
            return partial(_of, speaker, subject, rule, match)
    return None


Make: TypeAlias = "Callable[[Speaker, Rows, re.Match[str]], Formula]"


def _of(speaker: Speaker, text: str, make: Make, match: re.Match[str]) -> Phrase | None:
    subject = speaker.subject(text)
    if subject is None or subject.groups or subject.is_function or len(subject.values) != 1:
        return None
    (array,) = subject.arrays
    return Phrase("maps", "", ((make(speaker, square(array), match), ()),))


def _plane(rows: Rows) -> None:
    if len(rows) != 2:
        raise refuse(f"a map of {len(rows)} dimensions")


def _rotates(speaker: Speaker, rows: Rows, match: re.Match[str]) -> Formula:
    """(c, -s; s, c); clockwise by the opposite angle; without a word counterclockwise."""
    _plane(rows)
    angle = speaker.number(match["angle"])
    if match["unit"]:
        angle = mul(angle, rational("1/180"), PI)
    way = match["way"] or match.groupdict().get("way2") or "counterclockwise"
    if way == "clockwise":
        angle = negative(angle)
    c, s = apply("cos", angle), apply("sin", angle)
    return equal(rows, ((c, negative(s)), (s, c)))


def _direction(speaker: Speaker, match: re.Match[str]) -> tuple[Expr, Expr]:
    """A vector along an axis, or along a line through the origin."""
    axis = match["axis"]
    if axis is not None:
        if axis.startswith("⟨"):
            axis = speaker.clause.part(axis).latex.replace("_", "").strip("{}")
        first = axis in ("x", "horizontal", "x1")
        if not first and axis not in ("y", "vertical", "x2"):
            raise refuse("which axis is meant is not certain")
        return (ONE, ZERO) if first else (ZERO, ONE)
    latex = re.sub(r"\s", "", speaker.clause.part(match["line"]).latex)
    lines = {"y=x": (ONE, ONE), "y=-x": (ONE, rational(-1)), "y=0": (ONE, ZERO),
             "x=0": (ZERO, ONE), "x_2=x_1": (ONE, ONE), "x_2=-x_1": (ONE, rational(-1)),
             "x_1=x_2": (ONE, ONE), "x=y": (ONE, ONE)}  # fmt: skip
    if latex not in lines:
        raise refuse("the line is not one that is known")
    return lines[latex]


def _reflects(speaker: Speaker, rows: Rows, match: re.Match[str]) -> Formula:
    """u to u, and what is orthogonal to u to its opposite."""
    _plane(rows)
    a, b = _direction(speaker, match)
    kept = product(rows, ((a,), (b,)))
    turned = product(rows, ((negative(b),), (a,)))
    return conjunction((equal(kept, ((a,), (b,))), equal(turned, ((b,), (negative(a),)))))


def _projects(speaker: Speaker, rows: Rows, match: re.Match[str]) -> Formula:
    _plane(rows)
    a, b = _direction(speaker, match)
    kept = product(rows, ((a,), (b,)))
    lost = product(rows, ((negative(b),), (a,)))
    return conjunction((equal(kept, ((a,), (b,))), equal(lost, ((ZERO,), (ZERO,)))))


def _areas(speaker: Speaker, rows: Rows, match: re.Match[str]) -> Formula:
    _plane(rows)
    determinant = det(rows)
    return Atomic("=", nth_root(mul(determinant, determinant)), speaker.number(match["n"]))


def _keeps(speaker: Speaker, rows: Rows, match: re.Match[str]) -> Formula:
    del speaker
    what = match["what"].rstrip("s")
    if what in ("length", "norm", "distance"):
        found: Formula = equal(product(transpose(rows), rows), identity(len(rows)))
    elif what == "area":
        _plane(rows)
        found = Atomic("=", mul(det(rows), det(rows)), ONE)
    elif what == "orientation":
        found = Atomic(">", det(rows), ZERO)
    else:
        gram = product(transpose(rows), rows)
        scaled = tuple(tuple(mul(gram[0][0], e) for e in row) for row in identity(len(rows)))
        found = conjunction((equal(gram, scaled), Atomic("!=", gram[0][0], ZERO)))
    return Compound("not", (found,)) if match["no"] else found


def _flips(speaker: Speaker, rows: Rows, match: re.Match[str]) -> Formula:
    del speaker, match
    return Atomic("<", det(rows), ZERO)


def _shear(speaker: Speaker, rows: Rows, match: re.Match[str]) -> Formula:
    """1 on the diagonal, one other entry; without a word along either axis."""
    del speaker
    _plane(rows)
    upper = rows[0][1] if "vertical" not in match[0] else rows[1][0]
    other = rows[1][0] if "vertical" not in match[0] else rows[0][1]
    ones = (Atomic("=", rows[0][0], ONE), Atomic("=", rows[1][1], ONE))
    one = conjunction((*ones, Atomic("=", other, ZERO), Atomic("!=", upper, ZERO)))
    if "horizontal" in match[0] or "vertical" in match[0]:
        return one
    two = conjunction((*ones, Atomic("=", upper, ZERO), Atomic("!=", other, ZERO)))
    if not any(decide(Claim(formula)).proved for formula in (one, two)):
        raise refuse("a shear along another line may be meant")
    return Compound("or", (one, two))


_VERBS: Final[tuple[tuple[re.Pattern[str], Make], ...]] = (
    (_ROTATES, _rotates), (_REFLECTS, _reflects), (_PROJECTS, _projects), (_AREAS, _areas),
    (_SQUARE, _areas), (_KEEPS, _keeps), (_FLIPS, _flips),
)  # fmt: skip
_NOUNS: Final[tuple[tuple[re.Pattern[str], Make], ...]] = (
    (_ROTATION, _rotates), (_REFLECTION, _reflects), (_SHEAR, _shear),
)  # fmt: skip
