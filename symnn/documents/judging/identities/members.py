r"""A claim about members written out for so many of them: o_i, \sum_j e^{z_j}, \delta_{ij}."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import final

from symnn.deferred import dataclass
from symnn.documents.judging.identities.indices import (
    Families,
    base_of,
    exponential,
    extremum_letter,
    letters_in,
    softmax_of,
    summation_letter,
)
from symnn.latex import syntax as tree


class NotWrittenOutError(Exception):
    """A name or a sum in a claim has no form in members."""


@final
@dataclass(frozen=True, slots=True)
class Members:
    """How a claim is written out: so many members, the indices at these places.

    The members of `summing` add up to 1; with `hot`, that one of them is 1, and the others are 0.
    """

    families: Families
    size: int
    places: Mapping[str, int]
    summing: frozenset[str] = frozenset()
    hot: int = 0

    def written(self, node: tree.Node) -> tree.Node:
        """The tree with every family, sum and index written out.

        Raises:
            NotWrittenOutError: an index without a place, or a notation without a form in members.
        """
        try:
            return self._written(node, dict(self.places))
        except RecursionError as error:
            raise NotWrittenOutError("two formulas are given by each other") from error

    def _written(self, node: tree.Node, places: dict[str, int]) -> tree.Node:
        match node:
            case tree.Name():
                return self._name(node, places)
            case tree.BigOperator():
                return self._sum(node, places)
            case tree.Derivative():
                return self._derivative(node, places)
            case tree.Call() if _is_one(node.head) and _is_condition(node.arguments):
                return _number(int(self._holds(node.arguments.items[0], places)))
            case tree.Call() if base_of(node.head) is not None or self._is_value(node.head):
                factors = self._written(node.head, places), self._written(node.arguments, places)
                return tree.Product(factors, ("",), span=node.span)
            case tree.Apply() if (bound := extremum_letter(node)) is not None:
                return self._extremum(node, bound, places)
            case tree.Cases():
                return self._cases(node, places)
            case tree.Indexed() if _is_one(node.operand) and isinstance(node.index, tree.Chain):
                return _number(int(self._holds(node.index, places)))
            case tree.Group() if node.fence == "[]" and _is_condition(node):
                return _number(int(self._holds(node.items[0], places)))
            case tree.Product() if (pair := self._indicator(node, places)) is not None:
                return pair
        return tree.map_children(node, lambda child: self._written(child, places))

    def _is_value(self, head: tree.Node) -> bool:
        """Whether a name before brackets is a factor: y(1 - y) of a y = σ(z)."""
        return (tree.key(head) or "") in self.families.formulas

    def _name(self, node: tree.Name, places: dict[str, int]) -> tree.Node:
        if node.base == "1" and isinstance(node.subscript, tree.Chain):
            return _number(int(self._holds(node.subscript, places)))
        key, base = tree.key(node) or "", base_of(node)
        if key in self.families.formulas:
            return _bracketed(self._written(self.families.formulas[key], places))
        index = letters_in(node.subscript) if node.subscript is not None else ()
        if base is None or not index:
            if key in self.families.indexed:
                raise NotWrittenOutError(f"{key} stands for all members at once")
            if key in places:
                return _number(places[key])
            return _number(self.size) if key in self.families.counts else node
        at = [self._place(letter, places, node) for letter in index]
        if base == "delta" and len(at) == 2:
            return _number(int(at[0] == at[1]))
        if base in self.families.bodies:
            letter, body = self.families.bodies[base]
            inner = softmax_of(body)
            if inner is not None:
                body = _quotient_of(inner, letter)
            return _bracketed(self._written(body, {letter: at[0]}))
        if base in self.summing and self.hot:
            return _number(int(at == [self.hot]))
        if base in self.summing and at == [self.size]:
            others = [_member(node, [k]) for k in range(1, self.size)]
            return _bracketed(tree.Sum((_number(1), *(tree.Neg(other) for other in others))))
        return _member(node, at)

    def _place(self, letter: str, places: Mapping[str, int], node: tree.Node) -> int:
        if letter not in places:
            raise NotWrittenOutError(f"the index {letter} has no place in {tree.key(node)}")
        return places[letter]

    def _sum(self, node: tree.BigOperator, places: dict[str, int]) -> tree.Node:
        letter = summation_letter(node) if node.operator == "sum" else None
        if letter is None:
            raise NotWrittenOutError("this range is not covered")
        rows = list(range(1, self.size + 1))
        if isinstance(node.lower, tree.Chain) and node.lower.links[0].relation == "≠":
            other = tree.key(node.lower.links[0].operand) or ""
            rows.remove(self._place(other, places, node.lower.first))
        terms = [_bracketed(self._written(node.body, {**places, letter: k})) for k in rows]
        if not terms:
            return _number(0)  # of one member there is no other
        return _bracketed(tree.Sum(tuple(terms)) if len(terms) > 1 else terms[0])

    def _extremum(self, node: tree.Apply, letter: str, places: dict[str, int]) -> tree.Node:
        r"""\max_i z_i as the largest of all members."""
        values = [
            self._written(node.argument, {**places, letter: k}) for k in range(1, self.size + 1)
        ]
        function = replace(node.function, subscript=None)  # type: ignore[call-arg]
        commas = (",",) * (len(values) - 1)
        return replace(node, function=function, argument=tree.Group("()", tuple(values), commas))

    def _derivative(self, node: tree.Derivative, places: dict[str, int]) -> tree.Node:
        operand = None if node.operand is None else self._written(node.operand, places)
        variables = tuple(self._written(v, places) for v in node.variables)
        if not all(isinstance(v, tree.Name) for v in variables):
            raise NotWrittenOutError("a derivative in what is no name")
        return replace(node, operand=operand, variables=variables)

    def _cases(self, node: tree.Cases, places: dict[str, int]) -> tree.Node:
        for row in node.rows:
            if row.condition is None or self._holds(row.condition, places):
                return _bracketed(self._written(row.value, places))
        raise NotWrittenOutError("no case applies")

    def _indicator(self, node: tree.Product, places: dict[str, int]) -> tree.Node | None:
        """1{i = j} as two factors."""
        for k, (one, braces) in enumerate(zip(node.factors, node.factors[1:], strict=False)):
            if _is_one(one) and isinstance(braces, tree.Group) and _is_condition(braces):
                value = _number(int(self._holds(braces.items[0], places)))
                factors = (*node.factors[:k], value, *node.factors[k + 2 :])
                operators = (*node.operators[:k], *node.operators[k + 1 :])
                if len(factors) == 1:
                    return value
                return self._written(replace(node, factors=factors, operators=operators), places)
        return None

    def _holds(self, node: tree.Node, places: Mapping[str, int]) -> bool:
        if not isinstance(node, tree.Chain) or len(node.links) != 1:
            raise NotWrittenOutError("this condition is not covered")
        first, second = tree.key(node.first) or "", tree.key(node.links[0].operand) or ""
        if first not in places or second not in places:
            raise NotWrittenOutError("this condition is not about indices")
        same = places[first] == places[second]
        relation = node.links[0].relation
        if relation not in ("=", "≠"):
            raise NotWrittenOutError("this condition is not covered")
        return same if relation == "=" else not same


def _is_one(node: tree.Node) -> bool:
    if isinstance(node, tree.Name):
        return node.base == "1" and node.subscript is None
    return isinstance(node, tree.Number) and node.value == 1


def _is_condition(node: tree.Group) -> bool:
    return len(node.items) == 1 and isinstance(node.items[0], tree.Chain)


def _quotient_of(name: str, letter: str) -> tree.Node:
    """The member of softmax(z) with an index."""
    base, place = tree.Name(name, subscript=tree.Name(letter)), tree.Name("j")
    total = tree.BigOperator("sum", place, None, exponential(replace(base, subscript=place)))
    return tree.Quotient(exponential(base), total)


def _number(value: int) -> tree.Number:
    return tree.Number(str(value), Fraction(value), 0)


def _member(node: tree.Name, places: list[int]) -> tree.Name:
    """A name of its own for a member, which nothing in the document defines."""
    text = "".join(f"′{k}" for k in places)
    return tree.Name(node.base, accents=node.accents, subscript=tree.Name(text), span=node.span)


def _bracketed(node: tree.Node) -> tree.Node:
    return tree.Group("()", (node,), span=node.span)
