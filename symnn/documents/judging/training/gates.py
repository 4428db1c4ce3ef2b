"""Gates of logic that a unit of a lesson computes with some weights, or with none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.documents.judging.training.courses import Course
from symnn.documents.judging.training.names import named
from symnn.documents.judging.training.shown import Values
from symnn.documents.judging.training.values import View, value_of
from symnn.documents.judging.training.vectors import Number, UnknownError, Vector, number, same
from symnn.exact.expression import as_expr, symbol
from symnn.latex import syntax as tree

#: The values at (0, 0), (0, 1), (1, 0) and (1, 1).
GATES: Final = {
    "and": (0, 0, 0, 1), "or": (0, 1, 1, 1), "xor": (0, 1, 1, 0), "nand": (1, 1, 1, 0),
    "nor": (1, 0, 0, 0), "xnor": (1, 0, 0, 1), "exclusive or": (0, 1, 1, 0),
    "equivalence": (1, 0, 0, 1), "parity": (0, 1, 1, 0),
}  # fmt: skip
#: Weights that are tried for a gate that is said to be impossible.
_TRIED: Final = tuple(Fraction(k, 2) for k in range(-4, 5))


def computes(course: Course, weights: Values, gate: str) -> bool:
    """Whether the unit gives the values of a gate at all inputs.

    Raises:
        UnknownError: what stands for true and false, or the output, is not told.
    """
    low, wanted = _false(course), GATES[gate]
    found = []
    for bits, bit in zip(product((low, 1), repeat=2), wanted, strict=True):
        view = _at(course, weights, [Fraction(b) for b in bits])
        output = value_of(tree.Name(course.letters.output), view)
        found.append(same(output, Fraction(1 if bit else low)))
    return all(found)


def _at(course: Course, weights: Values, entries: Sequence[Number]) -> View:
    letters = course.letters
    if not letters.output or len(letters.inputs) != 1:
        raise UnknownError("what the output is has not been told")
    inputs = course.patterns[0].inputs
    if inputs is None or len(inputs.entries) - (inputs.first == 0) != 2:
        raise UnknownError("the gate has another number of inputs")
    shown = Vector(1, tuple(entries))
    if inputs.first == 0:
        shown = Vector(0, (inputs.entries[0], *entries))
    view = course.view(weights, None)
    (letter,) = letters.inputs
    return replace(view, values={**view.values, letter: shown})


def _false(course: Course) -> int:
    """What stands for false: 0 or -1, for inputs and targets alike."""
    found: set[object] = set()
    for pattern in course.patterns:
        if pattern.inputs is None or pattern.target is None:
            raise UnknownError("what stands for true and false is not told")
        entries = pattern.inputs.entries
        found |= {pattern.target, *(entries[1:] if pattern.inputs.first == 0 else entries)}
    for low in (0, -1):
        if found == {Fraction(low), Fraction(1)}:
            return low
    raise UnknownError("what stands for true and false is not told")


def is_impossible(course: Course, gate: str, names: Sequence[tree.Node]) -> bool:
    """Whether no weights make the unit compute a gate.

    A unit that is 1 just where a sum that is affine in the inputs is large enough computes no gate
    of which the sums of the values at opposite corners are 2 and 0.

    Raises:
        UnknownError: the unit is no such unit, or weights for the gate are not found.
    """
    low, wanted = _false(course), GATES[gate]
    _check_all_named(course, names)
    if wanted[0] + wanted[3] != wanted[1] + wanted[2]:
        net = _net_of(course)
        if abs(wanted[0] + wanted[3] - wanted[1] - wanted[2]) == 2 and _is_affine(course, net, low):
            return True
    if _some(course, gate):
        return False
    raise UnknownError("whether some weights do is not found")


def _check_all_named(course: Course, names: Sequence[tree.Node]) -> None:
    """That the letters that may be chosen are all the weights."""
    found = set()
    for node in names:
        ref = named(node)
        if ref is None or ref.base not in course.start:
            raise UnknownError
        found.add((ref.base, ref.index))
    for base, value in course.start.items():
        if (base, "") in found:
            continue
        if not isinstance(value, Vector):
            raise UnknownError("not all weights may be chosen there")
        places = range(value.first, value.first + len(value.entries))
        if any((base, str(place)) not in found for place in places):
            raise UnknownError("not all weights may be chosen there")


def _net_of(course: Course) -> tree.Chain:
    """The only condition of the output, which is 1 above and false below."""
    body = course.lesson.formulas[course.letters.output]
    if not isinstance(body, tree.Cases) or len(body.rows) != 2:
        raise UnknownError
    condition = body.rows[0].condition
    if not isinstance(condition, tree.Chain) or len(condition.links) != 1:
        raise UnknownError
    if condition.links[0].relation not in ("<", "≤", ">", "≥"):
        raise UnknownError
    return condition


def _is_affine(course: Course, net: tree.Chain, low: int) -> bool:
    """Whether both sides of the condition together are affine in the inputs, whatever is chosen."""
    weights: dict[str, Number | Vector] = {}
    for base, value in course.start.items():
        if isinstance(value, Vector):
            places = range(len(value.entries))
            entries = tuple(symbol(f"{base}{k}") for k in places)
            weights[base] = value._replace(entries=entries)
        else:
            weights[base] = symbol(base)
    corners = []
    for bits in product((low, 1), repeat=2):
        view = _at(course, weights, [Fraction(b) for b in bits])
        left, right = value_of(net.first, view), value_of(net.links[0].operand, view)
        corners.append(as_expr(number(left)) - as_expr(number(right)))
    difference = Atomic("=", corners[0] + corners[3], corners[1] + corners[2])
    return decide(Claim(difference)).proved


def _some(course: Course, gate: str) -> bool:
    """Whether some of a few weights make the unit compute a gate."""
    sizes = {k: len(v.entries) if isinstance(v, Vector) else 0 for k, v in course.start.items()}
    total = sum(max(size, 1) for size in sizes.values())
    if total > 3:
        raise UnknownError
    for values in product(_TRIED, repeat=total):
        left = list(values)
        weights: dict[str, Number | Vector] = {}
        for base, size in sizes.items():
            taken, left = left[: max(size, 1)], left[max(size, 1) :]
            start = course.start[base]
            weights[base] = (
                start._replace(entries=tuple(taken)) if isinstance(start, Vector) else taken[0]
            )
        if computes(course, weights, gate):
            return True
    return False
