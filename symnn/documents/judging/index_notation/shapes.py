r"""The shapes of arrays in a claim, as their uses tell them.

x_j says that x has entries, Wx + b that b has as many rows as W, \sum_i (z_i - y_i)^2 that z and y
are equally long. What is left open is settled by the habits of authors: a capital before a vector
is a matrix, a small letter that no use makes a vector is a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from itertools import pairwise
from typing import Any, Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.index_notation.averages import is_average
from symnn.documents.judging.index_notation.axes import NUMBER, SINGLE, MisfitError, Shape
from symnn.documents.judging.index_notation.habits import (
    OpenProduct,
    is_matrix,
    settle_name,
    settle_norm,
    settle_product,
)
from symnn.documents.judging.index_notation.named import Local, Named
from symnn.documents.judging.index_notation.names import is_trace
from symnn.documents.judging.index_notation.products import product_of, slope_of
from symnn.documents.judging.index_notation.spelling import (
    acts_on_entries,
    is_activation,
    is_indicator_head,
    is_plain_number,
    parts_of_application,
    places_of,
    running,
    with_indicators,
)
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import GRADIENT
from symnn.latex.meaning.builtins import ELEMENTWISE, SPELLINGS

_PASSES: Final = 40
_MOST: Final = 4000
_DEEPEST: Final = 30


@final
@dataclass(slots=True)
class Shapes(Named):
    """The shapes of all that stands in a claim, in a layout of derivatives."""

    layout: str = GRADIENT
    open: list[OpenProduct] = field(default_factory=list)
    normed: list[Shape] = field(default_factory=list)
    steps: int = 0

    def settle(self, left: tree.Node, right: tree.Node) -> None:
        """Find all shapes for two sides of a claim.

        Raises:
            MisfitError: some shapes do not fit, or a notation is not covered.
        """
        for _ in range(_PASSES):
            before = self.axes.changes
            self.open.clear()
            self.normed.clear()
            self.seen.clear()
            self._equal(left, right)
            if self.axes.changes == before and not self._by_habit():
                self._check_capitals()
                return
        raise MisfitError("the shapes are not settled")

    def _equal(self, left: tree.Node, right: tree.Node) -> None:
        a, b = self.of(left, {}), self.of(right, {})
        if not (is_plain_number(right) or is_plain_number(left)):
            self.axes.fit(a, b)

    def _by_habit(self) -> bool:
        """Settle one thing that no use settles; whether there was any."""
        if settle_product(self.axes, self.open) or settle_norm(self.axes, self.normed):
            return True
        return settle_name(self.axes, self.lone, self.wholes)

    def _check_capitals(self) -> None:
        """A matrix of an author is no number, though all shapes would fit."""
        for key, name in self.lone.items():
            no_matrix = is_matrix(name) and self.axes.is_number(self.wholes[key])
            if no_matrix and self.names.definition(key) is None:
                raise MisfitError("a capital that is no matrix")

    # --- expressions ------------------------------------------------------------------

    def of(self, node: tree.Node, local: Local) -> Shape:
        """The shape of an expression, as far as it is known."""
        self.steps += 1
        if self.steps > _MOST * _PASSES or len(self.way) > _DEEPEST:
            raise MisfitError("a claim that rests on too much")
        rule = _RULES.get(type(node))
        if rule is None:
            raise MisfitError("a notation that is not covered here")
        return rule(self, node, local)

    def literal(self, node: tree.Number, local: Local) -> Shape:
        """A number has no rows and columns."""
        del self, node, local
        return NUMBER

    def operand(self, node: tree.Neg | tree.Annotated, local: Local) -> Shape:
        """The shape of what a sign or a note stands at."""
        return self.of(node.operand, local)

    def group(self, node: tree.Group, local: Local) -> Shape:
        """Brackets around one expression, or around a condition: [i = j]."""
        if is_average(node):
            return self.of(node.items[0], local)
        if len(node.items) != 1 or node.fence not in ("()", "[]", "{}", ""):
            raise MisfitError("a list that is not covered here")
        return self._inside(node.items[0], local)

    def quotient(self, node: tree.Quotient, local: Local) -> Shape:
        """An array divided by a number."""
        self._number(node.denominator, local)
        return self.of(node.numerator, local)

    def power(self, node: tree.Power, local: Local) -> Shape:
        """A power of a number."""
        self._number(node.exponent, local)
        return self._number(node.base, local)

    def transpose(self, node: tree.Transpose, local: Local) -> Shape:
        """Rows as columns."""
        rows, columns = self.of(node.operand, local)
        inner = node.operand
        while isinstance(inner, tree.Group) and len(inner.items) == 1:
            inner = inner.items[0]
        entry = isinstance(inner, tree.Derivative) or self.names.member(inner) is not None
        if entry and self.axes.is_number((rows, columns)):
            raise MisfitError("an entry that is transposed")
        return columns, rows

    def norm(self, node: tree.Norm | tree.Abs, local: Local) -> Shape:
        """The length of an array, and the size of a number."""
        shape = self.of(node.operand, local)
        if isinstance(node, tree.Norm):
            self.normed.append(shape)
        return NUMBER

    def root(self, node: tree.Root, local: Local) -> Shape:
        """The root of a number."""
        return self._number(node.radicand, local)

    def _inside(self, node: tree.Node, local: Local) -> Shape:
        if isinstance(node, tree.Chain):
            return self.condition(node, local)
        return self.of(node, local)

    def _number(self, node: tree.Node, local: Local) -> Shape:
        self.axes.fit(self.of(node, local), NUMBER)
        return NUMBER

    def sum(self, node: tree.Sum, local: Local) -> Shape:
        """Terms of one shape; a number as written is added to every entry."""
        shapes = [self.of(t, local) for t in node.terms if not is_plain_number(t)]
        for other in shapes[1:]:
            self.axes.fit(shapes[0], other)
        return shapes[0] if shapes else NUMBER

    def product(self, node: tree.Product, local: Local) -> Shape:
        """Factors from the left to the right."""
        factors = with_indicators(node)
        self._note_mean([factor for _, factor in factors])
        found, last = self.of(factors[0][1], local), factors[0][1]
        for sign, factor in factors[1:]:
            found = self._times(found, self.of(factor, local), sign, (last, factor))
            last = factor
        return found

    def _note_mean(self, factors: list[tree.Node]) -> None:
        """The m of 1/m before a sum whose range is not said is the number of its terms."""
        for before, total in pairwise(factors):
            if not isinstance(before, tree.Quotient) or not isinstance(total, tree.BigOperator):
                continue
            key = self._open_size(before.denominator)
            if key is not None and total.upper is None and isinstance(total.lower, tree.Name):
                axis = self.placed_axis(total, tree.key(total.lower) or "")
                self.axes.merge(self.count(key), axis)

    def _open_size(self, node: tree.Node) -> str | None:
        """m, or the m of 2m, if nothing defines it."""
        if isinstance(node, tree.Product) and len(node.factors) == 2:
            node = node.factors[1]
        key = tree.key(node)
        known = None if key is None else self.names.scope.latest(key)
        return key if key is not None and len(key) == 1 and known is None else None

    def _times(self, a: Shape, b: Shape, sign: str, factors: tuple[tree.Node, tree.Node]) -> Shape:
        told = product_of(self.axes, a, b, sign)
        if told is None:
            self.open.append(OpenProduct(factors, (a, b), self._kept("product", factors[1])))
        return self._same("product", factors[1], told=told)

    # --- functions, sums, derivatives -------------------------------------------------

    def applied(self, node: tree.Apply | tree.Call, local: Local) -> Shape:
        """A function at its arguments."""
        head, arguments = parts_of_application(node)
        while isinstance(head, tree.Prime):
            head = head.operand
        if is_indicator_head(head):
            return self.condition(arguments[0], local)
        own = self.names.function(head)
        shapes = [self.of(argument, local) for argument in arguments]
        if own is not None:
            return self._own(own, shapes, node)
        if tree.key(head) in ("max", "min") and len(shapes) == 2:
            wide = [s for s, n in zip(shapes, arguments, strict=True) if not is_plain_number(n)]
            for shape in wide[1:]:
                self.axes.fit(wide[0], shape)
            return wide[0] if wide else NUMBER
        if len(shapes) != 1:
            raise MisfitError("a function of several arguments")
        (shape,) = shapes
        name = SPELLINGS.get(head.base, "") if isinstance(head, tree.Name) else ""
        if name == "diag":
            self.axes.mark(shape[0])
            self.axes.merge(shape[1], SINGLE)
            return shape[0], shape[0]
        if name == "softmax":
            self.axes.mark(shape[int(self.names.across and self.axes.is_single(shape[0]))])
            return shape
        if is_trace(head) or name == "det":
            self.axes.merge(*shape)
        if is_trace(head) or name in ("det", "logsumexp", "norm"):
            return NUMBER
        if name not in ELEMENTWISE and not is_activation(head, bool(name)):
            raise MisfitError("a function that is not covered here, or a factor")
        return shape

    def _own(
        self, own: tuple[tuple[str, ...], tree.Node], shapes: list[Shape], node: tree.Node
    ) -> Shape:
        parameters, body = own
        if len(parameters) != len(shapes):
            raise MisfitError("other arguments than the function has")
        if len(shapes) == 1 and acts_on_entries(parameters[0], body):
            inside: dict[str, Shape | int] = {parameters[0]: NUMBER}
            result = shapes[0]
        else:
            inside, result = dict(zip(parameters, shapes, strict=True)), None
        before = self.way
        self.way = (*before, id(node))
        found = self.of(body, inside)
        self.way = before
        return found if result is None else result

    def big(self, node: tree.BigOperator, local: Local) -> Shape:
        """A sum or a product over all places of an axis."""
        letters = running(node)
        inside = dict(local)
        for letter in letters:
            inside[letter] = self.placed_axis(node, letter)
        size = places_of(node)
        if size is not None:
            self.axes.merge(self.count(size), self._axis(inside, letters[0]))
        if isinstance(node.lower, tree.Chain) and node.lower.links[0].relation == "≠":
            self._one_axis((node.lower.first, node.lower.links[0].operand), inside)
        return self.of(node.body, inside)

    @staticmethod
    def _axis(inside: Local, letter: str) -> int:
        axis = inside[letter]
        if not isinstance(axis, int):
            raise MisfitError("a letter that is no index")
        return axis

    def cases(self, node: tree.Cases, local: Local) -> Shape:
        """One formula for indices that are equal, another for those that differ."""
        for row in node.rows:
            if row.condition is not None:
                self.axes.fit(self.condition(row.condition, local), NUMBER)
        shapes = [self.of(row.value, local) for row in node.rows]
        for shape in shapes[1:]:
            self.axes.fit(shapes[0], shape)
        return shapes[0]

    def derivative(self, node: tree.Derivative, local: Local) -> Shape:
        """A derivative in entries or in a whole array."""
        if node.operand is None:
            raise MisfitError("a derivative of nothing")
        shape = self.of(node.operand, local)
        if self.is_unknown(node.operand, local):
            self.axes.fit(shape, NUMBER)
        for k, variable in enumerate(node.variables):
            by = self.of(variable, local)
            told = slope_of(self.axes, shape, by, self.layout)
            if told is None:
                self._kept("slope", variable, k)
            shape = self._same("slope", variable, k, told=told)
        return shape

    def is_matrix(self, name: tree.Node) -> bool:
        """Whether a name has several rows and several columns."""
        return all(map(self.axes.is_several, self.wholes.get(tree.key(name) or "", NUMBER)))

    def is_unknown(self, node: tree.Node, local: Iterable[str]) -> bool:
        r"""Whether it is a name that nothing defines, as the C of \partial C/\partial z."""
        if not isinstance(node, tree.Name) or self.names.member(node) is not None:
            return False
        key = tree.key(node) or ""
        names = self.names
        free = key not in local and key not in names.labelled and key not in names.bases
        free = free and not self.declared.latest(key)
        return free and self.names.definition(key) is None and self.names.value(node) is None


_RULES: Final[Mapping[type[tree.Node], Callable[[Shapes, Any, Local], Shape]]] = {
    tree.Number: Shapes.literal,
    tree.Name: Shapes.name,
    tree.Neg: Shapes.operand,
    tree.Annotated: Shapes.operand,
    tree.Group: Shapes.group,
    tree.Sum: Shapes.sum,
    tree.Product: Shapes.product,
    tree.Quotient: Shapes.quotient,
    tree.Power: Shapes.power,
    tree.Transpose: Shapes.transpose,
    tree.Norm: Shapes.norm,
    tree.Abs: Shapes.norm,
    tree.Root: Shapes.root,
    tree.Apply: Shapes.applied,
    tree.Call: Shapes.applied,
    tree.BigOperator: Shapes.big,
    tree.Derivative: Shapes.derivative,
    tree.Cases: Shapes.cases,
    tree.Indexed: Shapes.indexed,
}
