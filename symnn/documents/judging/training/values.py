r"""Exact values of formulas in a step of learning: numbers and vectors of them.

A number is a fraction as long as it can be; what holds exponentials is an expression, of which
only the exact engines say how it compares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple, final

from symnn.deferred import dataclass
from symnn.documents.judging.training.names import NOW, OLD, Ref, named
from symnn.documents.judging.training.vectors import (
    RELATIONS,
    Number,
    UnknownError,
    Value,
    Vector,
    compare,
    number,
    plus,
    times,
)
from symnn.exact.expression import apply, as_expr, exp
from symnn.latex import syntax as tree

_SIGNS: Final = frozenset({"sgn", "sign", "Sgn", "Sign", "hardlims"})
_STEPS: Final = frozenset({"step", "Step", "hardlim", "heaviside", "Heaviside"})
#: Those that are 1 at 0 wherever they are used.
_ONE_AT_ZERO: Final = frozenset({"hardlim", "hardlims"})
_TIMES: Final = frozenset({"", "·", "×", "*"})
_DEEPEST: Final = 30
_MOST_POWER: Final = 8
#: What a sign, or a step, of 0 may be where that is not told.
SIGNS_OF_ZERO: Final = (0, 1, -1)


class Function(NamedTuple):
    """A function that the text defines."""

    parameters: tuple[str, ...]
    body: tree.Node


@final
@dataclass(slots=True)
class Ties:
    """What the sign of 0 is taken to be, and whether it was asked for."""

    sign: int = 0
    asked: bool = False


@final
@dataclass(frozen=True, slots=True)
class View:
    """The names at a moment: their values, formulas and functions, and indices that are bound.

    `inputs` are letters of which `y(x)` is a value at the pattern at hand; `steps` letters that
    count steps; `numbered` are members of a certain step, as W^{2}.
    """

    values: Mapping[str, Value]
    formulas: Mapping[str, tree.Node] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=dict)
    inputs: frozenset[str] = frozenset()
    raised: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    indices: Mapping[str, int] = field(default_factory=dict)
    numbered: Mapping[tuple[str, int], Value] = field(default_factory=dict)
    ties: Ties = field(default_factory=Ties)
    depth: int = 0

    def deeper(self, **changes: object) -> View:
        """The view inside a formula or a function."""
        if self.depth > _DEEPEST:
            raise UnknownError
        return replace(self, depth=self.depth + 1, **changes)  # type: ignore[arg-type]

    def lookup(self, ref: Ref) -> Value:
        """The value of a name.

        Raises:
            UnknownError: it has none that is certain.
        """
        if ref.mark not in (NOW, OLD):
            raise UnknownError
        if ref.step is not None and not ref.step.letter:
            return self._member(ref.base, ref.step.shift, ref.index)
        if ref.step is not None and ref.step.letter not in self.steps:
            raise UnknownError
        if ref.index.isdigit() and (ref.base, int(ref.index)) in self.numbered:
            return self._member(ref.base, int(ref.index), "")
        index = "" if ref.index in self.steps else ref.index
        if ref.base in self.values:
            return self._entry(self.values[ref.base], index)
        if index:
            raise UnknownError
        if ref.base in self.formulas:
            return value_of(self.formulas[ref.base], self.deeper(indices={}))
        raise UnknownError(f"{ref.base} has no value")

    def _member(self, base: str, number: int, index: str) -> Value:
        if (base, number) not in self.numbered:
            raise UnknownError
        return self._entry(self.numbered[base, number], index)

    def _entry(self, value: Value, index: str) -> Value:
        if not index:
            return value
        place = self.indices.get(index, int(index) if index.isdigit() else None)
        if place is None or not isinstance(value, Vector):
            raise UnknownError
        at = place - value.first
        if not 0 <= at < len(value.entries):
            raise UnknownError
        return value.entries[at]


def value_of(node: tree.Node, view: View) -> Value:
    """The value of a formula.

    Raises:
        UnknownError: something in it has no value that is certain.
    """
    ref = named(node, view.raised)
    if ref is not None and _is_known(ref, view):
        return view.lookup(ref)
    if isinstance(node, (tree.Call, tree.Apply)):
        return _applied(node, view)
    if isinstance(node, tree.Cases):
        return _cases(node, view)
    if isinstance(node, tree.BigOperator):
        return _sum(node, view)
    return _arithmetic(node, view)


def _is_known(ref: Ref, view: View) -> bool:
    r"""Whether it is a name rather than a product: `\alpha(t)` is none of α at a step."""
    if ref.step is not None and not ref.step.letter:
        return (ref.base, ref.step.shift) in view.numbered
    return ref.step is None or ref.step.letter in view.steps


def _arithmetic(node: tree.Node, view: View) -> Value:
    match node:
        case tree.Number(value=value):
            return value
        case tree.Neg(operand=operand):
            return times(Fraction(-1), value_of(operand, view))
        case tree.Sum(terms=terms):
            total = value_of(terms[0], view)
            for term in terms[1:]:
                total = plus(total, value_of(term, view))
            return total
        case tree.Product(factors=factors, operators=operators):
            return _product(factors, operators, view)
        case tree.Quotient(ambiguous=False):
            return _divided(value_of(node.numerator, view), value_of(node.denominator, view))
        case tree.Group() | tree.Matrix():
            return _listed(node, view)
        case tree.Transpose(operand=operand):
            return _turned(value_of(operand, view))
        case tree.Power(base=tree.Name(base="e")) if _is_euler(view):
            return exp(as_expr(number(value_of(node.exponent, view))))
        case tree.Power() if is_transposed(node):
            return _turned(value_of(node.base, view))
        case tree.Power(ambiguous=False, exponent=tree.Number(value=power)):
            return _power(value_of(node.base, view), power)
    raise UnknownError


def _is_euler(view: View) -> bool:
    """Whether e is no letter of the text, such as an error."""
    return "e" not in view.values and "e" not in view.formulas


def _product(factors: Sequence[tree.Node], operators: Sequence[str], view: View) -> Value:
    if not set(operators) <= _TIMES:
        raise UnknownError
    total = value_of(factors[0], view)
    for factor in factors[1:]:
        total = times(total, value_of(factor, view))
    return total


def _listed(node: tree.Group | tree.Matrix, view: View) -> Value:
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return value_of(node.items[0], view)
    if isinstance(node, tree.Group) and node.fence == "⟨⟩" and len(node.items) == 2:
        left, right = (value_of(item, view) for item in node.items)
        return times(left, right)
    turned = False
    if isinstance(node, tree.Matrix):
        if node.rules or node.fence in ("||", "‖‖"):
            raise UnknownError
        turned = len(node.rows) == 1
        if not turned and any(len(row) != 1 for row in node.rows):
            raise UnknownError
        items = [cell for row in node.rows for cell in row]
    elif node.fence in ("()", "[]", "⟨⟩") and set(node.separators) <= {",", ";", " "}:
        items = list(node.items)
    else:
        raise UnknownError
    return Vector(1, tuple(number(value_of(item, view)) for item in items))


def _turned(value: Value) -> Value:
    return value._replace(turned=not value.turned) if isinstance(value, Vector) else value


def is_transposed(node: tree.Power) -> bool:
    """Whether a small t above brackets or a bold letter is a transpose: (w^k)^t x."""
    base, mark = node.base, node.exponent
    is_list = isinstance(base, tree.Group) or (isinstance(base, tree.Name) and base.font == "bold")
    return is_list and isinstance(mark, tree.Name) and mark.base in ("t", "T")


def _power(base: Value, exponent: Fraction) -> Value:
    if isinstance(base, Vector) or exponent.denominator != 1 or not 0 <= exponent <= _MOST_POWER:
        raise UnknownError
    found: Value = Fraction(1)
    for _ in range(int(exponent)):
        found = times(found, base)
    return found


def _divided(value: Value, by: Value) -> Value:
    below = number(by)
    if compare("=", below, Fraction(0)):
        raise UnknownError
    return times(1 / below, value)


def _sum(node: tree.BigOperator, view: View) -> Value:
    r"""\sum_i w_i x_i and \sum_{i=1}^n w_i x_i, over all entries of what stands in it."""
    if node.operator != "sum" or node.lower is None:
        raise UnknownError
    lower, start = node.lower, None
    if isinstance(lower, tree.Chain) and len(lower.links) == 1 and lower.links[0].relation == "=":
        begins = lower.links[0].operand
        if not isinstance(begins, tree.Number) or begins.value.denominator != 1:
            raise UnknownError
        lower, start = lower.first, int(begins.value)
    if not isinstance(lower, tree.Name) or len(lower.base) != 1 or lower.base in view.indices:
        raise UnknownError
    places = _places(node.body, lower.base, view)
    if start is not None and start != places.start:
        raise UnknownError
    if isinstance(node.upper, tree.Number) and node.upper.value != places.stop - 1:
        raise UnknownError
    inside = [
        value_of(node.body, view.deeper(indices={**view.indices, lower.base: place}))
        for place in places
    ]
    total = inside[0]
    for one in inside[1:]:
        total = plus(total, one)
    return total


def _places(body: tree.Node, letter: str, view: View) -> range:
    """The entries that an index runs through: those of all vectors in a sum, if they agree."""
    found = set()
    for part in tree.walk(body):
        ref = named(part, view.raised)
        if ref is None or ref.index != letter:
            continue
        value = view.values.get(ref.base)
        if not isinstance(value, Vector):
            raise UnknownError
        found.add((value.first, value.first + len(value.entries)))
    if len(found) != 1:
        raise UnknownError
    return range(*found.pop())


def _cases(node: tree.Cases, view: View) -> Value:
    for row in node.rows:
        words = row.words.strip().lower()
        if row.condition is None:
            if words and "otherwise" not in words and "else" not in words:
                raise UnknownError
            return value_of(row.value, view)
        if words not in ("", "if", "when", "for"):
            raise UnknownError
        if holds(row.condition, view):
            return value_of(row.value, view)
    raise UnknownError


def holds(chain: tree.Node, view: View) -> bool:
    """Whether a condition holds.

    Raises:
        UnknownError: it is no relation between numbers.
    """
    if not isinstance(chain, tree.Chain):
        raise UnknownError
    if any(link.relation not in RELATIONS for link in chain.links):
        raise UnknownError
    sides = [value_of(chain.first, view), *(value_of(li.operand, view) for li in chain.links)]
    return all(
        compare(link.relation, number(a), number(b))
        for link, (a, b) in zip(chain.links, pairwise(sides), strict=True)
    )


def _applied(node: tree.Call | tree.Apply, view: View) -> Value:
    head = node.head if isinstance(node, tree.Call) else node.function
    inside = node.arguments if isinstance(node, tree.Call) else node.argument
    items = inside.items if isinstance(inside, tree.Group) and inside.fence else (inside,)
    if isinstance(node, tree.Apply) and (node.power is not None or node.ambiguous):
        raise UnknownError
    ref = named(head, view.raised)
    if ref is not None and not ref.index and not ref.mark and ref.step is None:
        if ref.base in view.functions:
            return _of_function(view.functions[ref.base], [value_of(i, view) for i in items], view)
        if _is_at_pattern(ref.base, items, view):
            return view.lookup(ref)
        known = ref.base in view.values or ref.base in view.formulas
        if not known:
            return _of_builtin(ref.base, [number(value_of(item, view)) for item in items], view)
    if isinstance(node, tree.Apply) or len(items) != 1:
        raise UnknownError
    return times(value_of(head, view), value_of(items[0], view))


def _of_function(function: Function, arguments: Sequence[Value], view: View) -> Value:
    if len(arguments) != len(function.parameters):
        raise UnknownError
    values = {**view.values, **dict(zip(function.parameters, arguments, strict=True))}
    formulas = {k: v for k, v in view.formulas.items() if k not in function.parameters}
    return value_of(function.body, view.deeper(values=values, formulas=formulas, indices={}))


def _is_at_pattern(base: str, items: Sequence[tree.Node], view: View) -> bool:
    r"""Whether it is `y(x)` or `d(\vec x)`, with the inputs of the pattern at hand."""
    refs = [named(item, view.raised) for item in items]
    if base in view.inputs or not refs:
        return False
    known = base in view.values or base in view.formulas
    return known and all(ref is not None and ref.base in view.inputs for ref in refs)


def _of_builtin(name: str, arguments: Sequence[Number], view: View) -> Number:
    if name in ("max", "min") and arguments:
        if not all(isinstance(a, Fraction) for a in arguments):
            raise UnknownError
        return (max if name == "max" else min)(a for a in arguments if isinstance(a, Fraction))
    if len(arguments) != 1:
        raise UnknownError
    (argument,) = arguments
    if name in _SIGNS or name in _STEPS:
        ties = Ties(1) if name in _ONE_AT_ZERO else view.ties
        return _sign(argument, ties, below=-1 if name in _SIGNS else 0)
    if name == "exp":
        return exp(as_expr(argument))
    if name == "tanh":
        return apply("tanh", as_expr(argument))
    raise UnknownError(f"{name} is not defined")


def _sign(argument: Number, ties: Ties, below: int) -> Fraction:
    if compare("=", argument, Fraction(0)):
        ties.asked = True
        return Fraction(ties.sign if below else max(ties.sign, 0))
    return Fraction(1 if compare(">", argument, Fraction(0)) else below)
