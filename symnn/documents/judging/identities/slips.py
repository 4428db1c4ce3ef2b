r"""Equations in open letters that are one slip away from an identity.

\sigma(z) + \sigma(-z) = z may be one to solve, but \sigma(z) - \sigma(-z) = z is a law of the
rectifier: who writes the first has lost a sign. A slip is a sign, that of all terms but the first,
a factor of two, also in an argument, max for min, a logarithm or an exponential too many
around a whole side, the reciprocal of a side, a term too many, or a letter that a term has lost.
The law must be a richer one than a matter of order: two terms at least, functions or products of
letters in it, and no side a mere rearrangement of the other.
So it is with inequalities that are stated the wrong way round: \log x \ge x - 1 may be meant as a
condition on x, but nobody sets one that only a few points meet. If the opposite holds for all
values, and the stated one fails wherever it is tried, \le was meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import Final, TypeAlias

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.documents.judging.identities.trials import at_points, constant_factor, exists_somewhere
from symnn.documents.judging.relations import RELATIONS, Side, judge
from symnn.exact.expression import Expr, free_symbols, mul, postorder, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Track
from symnn.latex.meaning.values import Scalar

Sides: TypeAlias = "tuple[tree.Node, tree.Node]"
#: So many repairs are tried.
MOST: Final = 500
_ANGLES: Final = frozenset({"sin", "cos", "tan"})
_SEVERAL: Final = 2
_WRAPPERS: Final = frozenset({"log", "ln", "exp", "sqrt"})
_OPPOSITE: Final = {"<=": "≥", "<": "≥", ">=": "≤", ">": "≤"}
_ENOUGH: Final = 3
_SWAPPED: Final = {"max": "min", "min": "max"}
_CLOSED: Final = (
    *(tree.Apply, tree.Call, tree.Name, tree.BigOperator, tree.Derivative, tree.Matrix),
    *(tree.Abs, tree.Root, tree.Norm),
)


def is_one_slip_away(left: tree.Node, right: tree.Node, view: Reader) -> bool:
    """Whether a false equation becomes an identity when one slip in it is mended.

    Args:
        left, right: the sides.
        view: the reader that gave them their values, with open letters as unknowns.
    """
    first = _value(left, view), _value(right, view)
    if first[0] is None or first[1] is None:
        return False
    if _is_counted(left) and _is_multiple(first[0], first[1]):
        return True
    return _is_rich(first) and is_mended(left, right, view)


def _is_counted(node: tree.Node) -> bool:
    """Whether numbers are multiplied with signs: 3 × (C × (3 × 5 × C)), which nobody solves."""
    products = [part for part in tree.walk(node) if isinstance(part, tree.Product)]
    numbers = [f for p in products if any(p.operators) for f in p.factors if _is_number(f)]
    return len(numbers) >= _SEVERAL


def _is_number(node: tree.Node) -> bool:
    return isinstance(node, tree.Number) and node.value != 1


def _is_multiple(first: Expr, second: Expr) -> bool:
    """Whether one side is a number times the other, for all values of their letters."""
    if not free_symbols(first) or free_symbols(first) != free_symbols(second):
        return False
    factor = constant_factor(first, second)
    if factor is None or factor == 1:
        return False
    return decide(Claim(Atomic("=", first, mul(rational(factor), second)))).proved


def is_mended(
    left: tree.Node, right: tree.Node, view: Reader, most: int = MOST, same: bool = False
) -> bool:
    """Whether mending one slip makes an identity of it, however plain that is.

    With `same` also where the sides have the very same terms then, as two formulas for a name may.
    """
    for one, other in islice(_repairs(left, right, _letters_in(left, right, view)), most):
        sides = _value(one, view), _value(other, view)
        if sides[0] is None or sides[1] is None:
            continue
        if _terms(sides[0]) == _terms(sides[1]):
            if same:
                return True
            continue
        if Status.REFUTED in at_points("=", sides[0], sides[1]):
            continue
        if not exists_somewhere(sides[0], sides[1]):
            continue  # what has no value anywhere is no law
        ends = Side(Scalar(sides[0]), one), Side(Scalar(sides[1]), other)
        if judge("=", *ends).outcome == "proved":
            return True
    return False


def _value(node: tree.Node, view: Reader) -> Expr | None:
    """The value as a number, if it is one, and without anything taken for granted."""
    track = Track()
    try:
        found = replace(view, track=track).read(node)
    except MeaningError:
        return None
    return found.expr if isinstance(found, Scalar) and not track.supposed else None


def _is_rich(sides: tuple[Expr | None, Expr | None]) -> bool:
    """Whether functions are applied twice, or letters multiplied, with a sum among them.

    Both sides hold the same letters: an equation with a constant side is one to solve. So are
    those of angles and roots, which exercises are full of.
    """
    known = [side for side in sides if side is not None]
    letters = [free_symbols(side) for side in known]
    nodes = {node for node in postorder(*known) if free_symbols(node)}
    if all(side.op == "apply" for side in known) and known[0].data == known[1].data:
        return False
    functions = [n for n in nodes if n.op in ("apply", "piecewise") and n.data not in _ANGLES]
    powers = [n for n in nodes if n.op == "power" or (n.op == "mul" and len(free_symbols(n)) > 1)]
    several = len(functions) > 1 or (len(letters[0]) > 1 and bool(powers))
    fewer, more = sorted(letters, key=len)
    same = fewer == more or (fewer < more and len(fewer) >= _SEVERAL)
    orders = len({n.data for n in functions} & set(_SWAPPED)) > 0 and len(functions) > 1
    return several and same and (orders or any(n.op == "add" for n in nodes))


def _terms(value: Expr) -> frozenset[Expr]:
    """The terms of a sum, in no order."""
    return frozenset(value.args) if value.op == "add" else frozenset({value})


# --- the slips ------------------------------------------------------------------------


def _letters_in(left: tree.Node, right: tree.Node, view: Reader) -> tuple[tree.Node, ...]:
    """The letters in both sides, and in the formulas of what they name."""
    found = {tree.key(p): p for side in (left, right) for p in tree.walk(side) if _is_letter(p)}
    for key in tuple(found):
        known = view.scope.latest(key or "")
        if known is not None and known.parameters is None:
            behind = {tree.key(part): part for part in tree.walk(known.body) if _is_letter(part)}
            found = behind | found
    return tuple(found.values())


def _repairs(left: tree.Node, right: tree.Node, letters: tuple[tree.Node, ...]) -> Iterator[Sides]:
    """The equation with one slip mended, the likeliest first."""
    for other in _changed(right):
        yield left, other
    for other in _changed(left):
        yield other, right
    yield left, _negative(right)
    for factor in (Fraction(2), Fraction(1, 2)):
        yield left, _times(factor, right)
    yield from _of_whole_sides(left, right)
    for other in _with_letters(right, letters):
        yield left, other
    for other in _with_letters(left, letters):
        yield other, right


def _of_whole_sides(left: tree.Node, right: tree.Node) -> Iterator[Sides]:
    """The equation without a function around one side, and with one side turned over."""
    if (inner := _unwrapped(left)) is not None:
        yield inner, right
    if (inner := _unwrapped(right)) is not None:
        yield left, inner
    if not isinstance(right, tree.Number):
        power = tree.Power(tree.Name("e", span=right.span), right, span=right.span)
        yield left, power
    if isinstance(left, tree.Quotient) or isinstance(right, tree.Quotient):
        one = tree.Number("1", Fraction(1), span=right.span)
        yield left, tree.Quotient(one, right, span=right.span)


def _unwrapped(node: tree.Node) -> tree.Node | None:
    r"""The z of \log z and of e^z."""
    if isinstance(node, tree.Apply) and isinstance(node.function, tree.Name):
        return _argument(node) if node.function.base in _WRAPPERS and node.power is None else None
    if isinstance(node, tree.Power) and tree.key(node.base) == "e":
        return node.exponent
    return None


def _is_letter(node: tree.Node) -> bool:
    return isinstance(node, tree.Name) and tree.key(node) not in (None, "e", "pi")


def _with_letters(node: tree.Node, letters: tuple[tree.Node, ...]) -> Iterator[tree.Node]:
    """A sum with a letter as one more factor of a term, or without one of its terms.

    In a product, another letter stands for one of them, or 1 - z for z.
    """
    yield from _with_another(node, letters)
    if isinstance(node, tree.Sum):
        for place, term in enumerate(node.terms):
            before, after = node.terms[:place], node.terms[place + 1 :]
            if len(node.terms) > _SEVERAL:
                yield replace(node, terms=(*before, *after))
            for letter in letters:
                product = tree.Product((tree.Group("()", (term,)), letter), ("·",), span=term.span)
                yield replace(node, terms=(*before, product, *after))
    if isinstance(node, _CLOSED):
        return
    for part in tree.children(node):
        for new in _with_letters(part, letters):
            yield _with_part(node, part, new)


def _with_another(node: tree.Node, letters: tuple[tree.Node, ...]) -> Iterator[tree.Node]:
    """Another letter in a product or below a bar."""
    if isinstance(node, tree.Product):
        yield from _with_other_factors(node, letters)
    if isinstance(node, tree.Call) and _is_letter(node.head):  # z(a - b) may be a product
        product = tree.Product((node.head, node.arguments), ("",), span=node.span)
        yield from _with_other_factors(product, letters)
    if isinstance(node, tree.Quotient) and _is_letter(node.denominator):
        for letter in letters:
            if tree.key(letter) != tree.key(node.denominator):
                yield replace(node, denominator=letter)


def _with_other_factors(node: tree.Product, letters: tuple[tree.Node, ...]) -> Iterator[tree.Node]:
    for place, factor in enumerate(node.factors):
        before, after = node.factors[:place], node.factors[place + 1 :]
        others = [o for o in letters if _is_letter(factor) and tree.key(o) != tree.key(factor)]
        for other in (*_complements(factor), *others):
            yield replace(node, factors=(*before, other, *after))


def _complements(node: tree.Node) -> Iterator[tree.Node]:
    """1 - z for a letter z, and z for (1 - z)."""
    one = tree.Number("1", Fraction(1), span=node.span)
    if _is_letter(node):
        rest = tree.Sum((one, tree.Neg(node, span=node.span)), span=node.span)
        yield tree.Group("()", (rest,), span=node.span)
        return
    inner = node.items[0] if isinstance(node, tree.Group) and len(node.items) == 1 else node
    if isinstance(inner, tree.Sum) and len(inner.terms) == _SEVERAL:
        first, second = inner.terms
        if first == replace(one, span=first.span) and isinstance(second, tree.Neg):
            yield second.operand


def _changed(node: tree.Node) -> Iterator[tree.Node]:
    """An expression with the sign of a term turned, or with max for min, in one place."""
    if isinstance(node, tree.Sum):
        for place, term in enumerate(node.terms):
            before, after = node.terms[:place], node.terms[place + 1 :]
            for new in (_negative(term), _times(Fraction(2), term), _times(Fraction(1, 2), term)):
                yield replace(node, terms=(*before, new, *after))
        if len(node.terms) > _SEVERAL:
            yield replace(node, terms=(node.terms[0], *map(_negative, node.terms[1:])))
    if isinstance(node, tree.Power) and tree.key(node.base) == "e":
        letters = {tree.key(part) for part in tree.walk(node.exponent)} - {None}
        if len(letters) < _SEVERAL:
            return  # e^x + e^{-x} = 2e^x may be one to solve
        yield replace(node, exponent=_negative(node.exponent))
        return
    if isinstance(node, tree.Apply) and isinstance(node.function, tree.Name):
        swapped = _SWAPPED.get(node.function.base)
        if swapped is not None:
            yield replace(node, function=replace(node.function, base=swapped))
    yield from _in_argument(node)
    if isinstance(node, _CLOSED):
        return
    for part in tree.children(node):
        for new in _changed(part):
            yield _with_part(node, part, new)


def _in_argument(node: tree.Node) -> Iterator[tree.Node]:
    """A function with another argument: σ(2x) for σ(x), or a slip mended in one of two letters."""
    inside = _argument(node)
    if isinstance(inside, tree.Name | tree.Product):
        for factor in (Fraction(2), Fraction(1, 2)):
            yield _applied_to(node, _times(factor, inside))
    elif inside is not None and len({tree.key(n) for n in tree.walk(inside)} - {None, "e"}) > 1:
        for new in _changed(inside):
            yield _applied_to(node, new)
        yield _applied_to(node, _negative(inside))  # r(x - y) for r(y - x)


def _argument(node: tree.Node) -> tree.Node | None:
    """The only argument of a function."""
    found = node.argument if isinstance(node, tree.Apply) else None
    found = node.arguments if isinstance(node, tree.Call) else found
    if isinstance(found, tree.Group):
        return found.items[0] if len(found.items) == 1 else None
    return found


def _applied_to(node: tree.Node, argument: tree.Node) -> tree.Node:
    inside = tree.Group("()", (argument,), span=argument.span)
    if isinstance(node, tree.Call):
        return replace(node, arguments=inside)
    return replace(node, argument=inside) if isinstance(node, tree.Apply) else node


def _with_part(node: tree.Node, old: tree.Node, new: tree.Node) -> tree.Node:
    return tree.map_children(node, lambda part: new if part is old else part)


def _negative(node: tree.Node) -> tree.Node:
    if isinstance(node, tree.Sum):
        return replace(node, terms=tuple(map(_negative, node.terms)))
    return node.operand if isinstance(node, tree.Neg) else tree.Neg(node, span=node.span)


def _times(factor: Fraction, node: tree.Node) -> tree.Node:
    number = tree.Number(str(factor), factor, span=node.span)
    return tree.Product((number, tree.Group("()", (node,))), ("·",), span=node.span)


# --- inequalities the wrong way round ---------------------------------------------------


def is_reversed(relation: str, left: Side, right: Side) -> bool:
    """Whether the opposite of a false inequality is a theorem, and it fails at all points tried.

    Args:
        relation: as written.
        left, right: the sides, with their open letters as unknowns.

    Examples:
        >>> from symnn.exact.expression import apply, symbol
        >>> from symnn.latex.syntax import Empty
        >>> x = symbol("x")
        >>> size = Side(Scalar(apply("abs", x)), Empty())
        >>> is_reversed("≥", Side(Scalar(x), Empty()), size)
        False
    """
    wanted = RELATIONS.get(relation, "")
    if wanted not in _OPPOSITE:
        return False
    if not isinstance(left.value, Scalar) or not isinstance(right.value, Scalar):
        return False
    sides = left.value.expr, right.value.expr
    names = [free_symbols(side) for side in sides]
    if not all(names) or not (_has_function(*sides) or len(names[0] | names[1]) > 1):
        return False
    if not _fails_everywhere(wanted, *sides):
        return False
    return judge(_OPPOSITE[wanted], left, right).outcome == "proved"


def _has_function(*sides: Expr) -> bool:
    """Whether a function other than a power stands in it: x^2 ≤ 2x - 1 may be an exercise."""
    return any(node.op in ("apply", "nth_root") for node in postorder(*sides))


def _fails_everywhere(relation: str, left: Expr, right: Expr) -> bool:
    failed = 0
    for status in at_points(relation, left, right):
        if status is Status.PROVED:
            return False
        failed += status is Status.REFUTED
    return failed >= _ENOUGH
