r"""What every kind of expression is at an open index, and how it is derived there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from flint import fmpq

from symnn.documents.judging.sequences.applied import NAMED, Applied, is_logistic, reading
from symnn.documents.judging.sequences.arrays import UnreadError
from symnn.documents.judging.sequences.generic import (
    NOTHING,
    RULES,
    UNIT,
    Generic,
    Letters,
    of_monomial,
)
from symnn.documents.judging.sequences.indices import Linear, Member, bound_letters, linear
from symnn.documents.judging.sequences.laurent import ALONE, Atom, Monomial, Ratio, atom, constant
from symnn.latex import syntax as tree


def _sum(work: Generic, node: tree.Sum, letters: Letters) -> Ratio:
    found = NOTHING
    for term in node.terms:
        found = found + work.value(term, letters)
    return found


def _product(work: Generic, node: tree.Product, letters: Letters) -> Ratio:
    if not set(node.operators) <= {"", "·", "×"}:
        raise UnreadError("a sign between factors")
    found = UNIT
    for factor in node.factors:
        found = found * work.value(factor, letters)
    return found


def _call(work: Generic, node: tree.Node, letters: Letters) -> Ratio:
    found = reading(work.memory, node, letters)
    if found is not None:
        return _at(found, work.value(found.argument, letters))
    if not isinstance(node, tree.Call):
        raise UnreadError("what is applied is not read")
    return work.value(node.head, letters) * work.value(node.arguments, letters)


def _at(found: Applied, argument: Ratio) -> Ratio:
    """A function, or its slope, at an argument: an atom, or made from one."""
    if found.order == 1 and found.own is None and found.name == "tanh":
        value = atom("apply", "tanh", 0, argument)
        return UNIT + (value * value).negative
    if found.order == 1 and found.own is not None and is_logistic(found.own):
        value = atom("apply", found.name, 0, argument)
        return value * (UNIT + value.negative)
    if found.name in NAMED and found.order and found.own is None:
        raise UnreadError("a slope of a named function")
    return atom("apply", found.name, found.order, argument)


def _power(work: Generic, node: tree.Power, letters: Letters) -> Ratio:
    exponent = linear(node.exponent)
    if exponent is None:
        half = node.exponent
        if isinstance(half, tree.Quotient):
            return _rooted(work, node, half, letters)
        raise UnreadError("an exponent that is not linear")
    base, index = work.value(node.base, letters), exponent.put(letters)
    return work.power(base if not index.letters and index.constant > 0 else _nowhere_0(base), index)


def _quotient(work: Generic, node: tree.Quotient, letters: Letters) -> Ratio:
    below = _nowhere_0(work.value(node.denominator, letters))
    return work.value(node.numerator, letters) * below.inverse


def _nowhere_0(value: Ratio) -> Ratio:
    """What is divided by, if no index makes it 0: n + 1 and 1 - 0.9^t, but not n - 4 and 2^n - 8.

    What other letters make 0 has no value, which is a matter of these letters.
    """
    kinds = {one[0] for one in value.atoms()}
    if not kinds & {"index", "power"} or "member" in kinds:
        return value
    known = dict(value.above)
    rest = known.pop(ALONE, fmpq(0))
    numbers = [one[1].number() for one in value.atoms() if one[0] == "power"]
    if "index" not in kinds and None in numbers:
        return value
    if all(c > 0 for c in known.values()) and rest >= 0:
        return value
    small = all(q is not None and 0 < q < 1 for q in numbers) and "index" not in kinds
    if small and abs(rest) >= sum((abs(c) for c in known.values()), fmpq(0)):
        return value
    raise UnreadError("a denominator that may be 0")


def _rooted(work: Generic, node: tree.Power, half: tree.Quotient, letters: Letters) -> Ratio:
    top, below = half.numerator, half.denominator
    if not isinstance(top, tree.Number) or not isinstance(below, tree.Number):
        raise UnreadError("an exponent that is not linear")
    if below.value != 2 or top.value.denominator != 1:
        raise UnreadError("an exponent that is not linear")
    root = work_root(work, work.value(node.base, letters))
    return root.power(int(top.value))


def _root(work: Generic, node: tree.Root, letters: Letters) -> Ratio:
    if node.degree is not None:
        raise UnreadError("a root of a higher degree")
    return work_root(work, work.value(node.radicand, letters))


def work_root(work: Generic, inside: Ratio) -> Ratio:
    r"""\sqrt a; of a product of what lies between 0 and 1, the product of the roots."""
    if len(inside.below) != 1:
        raise UnreadError("a root of a quotient")
    shared = _shared(inside.above)
    shared = frozenset((one, k) for one, k in shared if _is_positive(work, one))
    turned = of_monomial(frozenset((one, -k) for one, k in shared))
    rest = inside * turned
    found = UNIT if rest.number() == 1 else atom("root", rest)
    for one, k in shared:
        found = found * (
            atom(*one).power(k // 2) if k % 2 == 0 else atom("root", atom(*one)).power(k)
        )
    return found


def _shared(terms: frozenset[tuple[Monomial, fmpq]]) -> Monomial:
    """The atoms that all terms share, with the least of their exponents."""
    parts = [dict(monomial) for monomial, _ in terms]
    if not parts:
        return ALONE
    common = set(parts[0]).intersection(*parts[1:])
    return frozenset((one, min(part[one] for part in parts)) for one in common)


def _is_positive(work: Generic, one: Atom) -> bool:
    if one[0] == "member":
        return one[1].key in work.shares
    if one[0] == "product":
        keys = [inner[1].key for inner in one[1].atoms() if inner[0] == "member"]
        return bool(keys) and all(key in work.shares for key in keys)
    return False


def _big(work: Generic, node: tree.BigOperator, letters: Letters) -> Ratio:
    names = bound_letters(node)
    chain = node.lower
    if len(names) != 1 or node.upper is None or not isinstance(chain, tree.Chain):
        raise UnreadError("a sum of unknown range")
    low, high = linear(chain.links[0].operand), linear(node.upper)
    if low is None or high is None or chain.links[0].relation != "=":
        raise UnreadError("a sum of unknown range")
    ends = low.put(letters), high.put(letters)
    (name,) = names
    if node.operator == "sum":
        return work.sum(node.body, name, ends, letters)
    if node.operator == "prod":
        return work.product(node.body, name, ends, letters)
    raise UnreadError("an operator at an open index")


def _group(work: Generic, node: tree.Group, letters: Letters) -> Ratio:
    if len(node.items) != 1:
        raise UnreadError("a list")
    return work.value(node.items[0], letters)


def _derived(work: Generic, node: tree.Derivative, letters: Letters) -> Ratio:
    if node.operand is None or len(node.variables) != 1 or node.orders != (1,):
        raise UnreadError("a higher derivative")
    by = work.memory.member(node.variables[0])
    if by is None:
        raise UnreadError("a derivative by what is no name")
    by = by.put(letters)
    before = work.floor
    near = [index for index in by.indices if index.lone == work.letter]
    if near:
        work.floor = near[0].constant + 1
    try:
        return _slope(work, node.operand, letters, by)
    finally:
        work.floor = before


def _slope(work: Generic, node: tree.Node, letters: Letters, by: Member) -> Ratio:
    """The derivative of a formula by a name."""
    found = work.memory.member(node)
    if found is not None:
        return _slope_of(work, found.put(letters), by)
    if isinstance(node, tree.Number):
        return NOTHING
    if isinstance(node, tree.Sum):
        total = NOTHING
        for term in node.terms:
            total = total + _slope(work, term, letters, by)
        return total
    if isinstance(node, tree.Neg):
        return _slope(work, node.operand, letters, by).negative
    if isinstance(node, tree.Group) and len(node.items) == 1:
        return _slope(work, node.items[0], letters, by)
    if isinstance(node, tree.Product) and set(node.operators) <= {"", "·", "×"}:
        total = NOTHING
        for k, factor in enumerate(node.factors):
            part = _slope(work, factor, letters, by)
            for j, other in enumerate(node.factors):
                part = part if j == k else part * work.value(other, letters)
            total = total + part
        return total
    return _slope_of_other(work, node, letters, by)


def _slope_of_other(work: Generic, node: tree.Node, letters: Letters, by: Member) -> Ratio:
    """The derivative of a function, of a power, and of roots and quotients that stay fixed."""
    if isinstance(node, (tree.Call, tree.Apply)):
        found = reading(work.memory, node, letters)
        if found is None and isinstance(node, tree.Call):
            factors = tree.Product((node.head, node.arguments), ("",))
            return _slope(work, factors, letters, by)
        if found is None or found.order:
            raise UnreadError("a slope of a slope")
        moved = _slope(work, found.argument, letters, by)
        if moved == NOTHING:
            return NOTHING
        outer = _at(found._replace(order=1), work.value(found.argument, letters))
        return outer * moved
    index = linear(node.exponent) if isinstance(node, tree.Power) else None
    if isinstance(node, tree.Power) and index is not None:
        exponent = index.put(letters)
        moved = _slope(work, node.base, letters, by)
        lower = work.power(work.value(node.base, letters), exponent.plus(Linear(-1)))
        return work.index(exponent) * lower * moved
    fixed = isinstance(node, (tree.Root, tree.Quotient, tree.Power))
    if fixed and all(_slope(work, p, letters, by) == NOTHING for p in tree.children(node)):
        return NOTHING
    raise UnreadError(f"{type(node).__name__} is not derived at an open index")


def _slope_of(work: Generic, found: Member, by: Member) -> Ratio:
    if found == by:
        return UNIT
    known = work.memory.latest(found)
    if known is None:
        return NOTHING
    if work.stays(found, known[0].is_general):
        near = [index.constant for index in by.indices if index.lone == work.letter]
        if not near:
            return atom("slope", found, by)
        if found.indices[0].lone != work.letter or found.indices[0].constant >= near[0]:
            raise UnreadError("a derivative by a member beside others")
        return NOTHING
    return _slope(work, known[0].body, known[1], by)


_RULES: Final[Mapping[type[tree.Node], Callable[..., Ratio]]] = {
    tree.Number: lambda _, n, __: constant(fmpq(n.value.numerator, n.value.denominator)),
    tree.Sum: _sum,
    tree.Neg: lambda w, n, e: w.value(n.operand, e).negative,
    tree.Product: _product,
    tree.Quotient: _quotient,
    tree.Power: _power,
    tree.Root: _root,
    tree.Group: _group,
    tree.BigOperator: _big,
    tree.Call: _call,
    tree.Apply: _call,
    tree.Derivative: _derived,
}
RULES.update(_RULES)
