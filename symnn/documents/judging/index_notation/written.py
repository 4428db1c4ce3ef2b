r"""Arrays of open sizes written out at small ones: every entry is a number or an unknown.

A derivative is taken with its variable as an unknown, whose own formula is put in afterwards. An
activation that nothing defines is either one that is known, or any function: then \sigma(u) and
\sigma'(u) are unknowns of their own, and the chain rule is carried out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from itertools import product
from typing import Any, Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.index_notation.arrays import DEEPEST, Arrays, Atom, Atoms, Local
from symnn.documents.judging.index_notation.averages import (
    average,
    averaged_names,
    is_average,
)
from symnn.documents.judging.index_notation.axes import MisfitError
from symnn.documents.judging.index_notation.cells import (
    Cells,
    flat,
    gaps,
    mapped,
    number,
    only,
    slopes,
    spread,
    times,
    together,
    transposed,
)
from symnn.documents.judging.index_notation.extrema import extremum
from symnn.documents.judging.index_notation.names import Member, is_trace
from symnn.documents.judging.index_notation.spelling import (
    acts_on_entries,
    is_apart,
    is_indicator_head,
    is_order,
    is_plain_number,
    is_square_of_norm,
    larger_and_smaller,
    parts_of_application,
    running,
    with_indicators,
)
from symnn.documents.judging.index_notation.unknowns import LOGISTIC, OWN_PLACE, Unknowns
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    exp,
    free_symbols,
    mul,
    negative,
    nth_root,
    power,
    quotient,
    rational,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.arrays import determinant
from symnn.latex.meaning.builtins import SPELLINGS, elementwise
from symnn.latex.meaning.values import Builtin, Scalar

_MOST: Final = 60_000


@final
@dataclass(slots=True)
class Written(Arrays):
    """A claim at sizes of its axes and at places of its indices.

    `unknowns` are the functions and numbers that nothing defines; `asked` notes in what derivatives
    are taken, `slopes_at` which of them are not 0.
    """

    unknowns: Unknowns = field(default_factory=Unknowns)
    asked: dict[Atom, tree.Name] = field(default_factory=dict)
    slopes_at: dict[int, bool] = field(default_factory=dict)
    steps: int = 0

    def of(self, node: tree.Node, local: Local, atoms: Atoms) -> Cells:
        """The entries of an expression.

        Args:
            node: the expression.
            local: what parameters and indices stand for.
            atoms: the arrays that stand for themselves, as a derivative is taken in them.

        Raises:
            MisfitError: a notation that is not covered, or sizes that do not fit.
        """
        self.steps += 1
        if self.steps > _MOST:
            raise MisfitError("a claim that is too long when it is written out")
        rule = _RULES.get(type(node))
        if rule is None:
            raise MisfitError("a notation that is not covered here")
        return rule(self, node, local, atoms)

    def literal(self, node: tree.Number, local: Local, atoms: Atoms) -> Cells:
        """A number as written."""
        del self, local, atoms
        return number(rational(node.value))

    def negative(self, node: tree.Neg, local: Local, atoms: Atoms) -> Cells:
        """Minus every entry."""
        return mapped(self.of(node.operand, local, atoms), negative)

    def operand(self, node: tree.Annotated, local: Local, atoms: Atoms) -> Cells:
        """What a note stands at."""
        return self.of(node.operand, local, atoms)

    def quotient(self, node: tree.Quotient, local: Local, atoms: Atoms) -> Cells:
        """Every entry divided by a number."""
        below = self._one(node.denominator, local, atoms)
        return mapped(self.of(node.numerator, local, atoms), lambda e: quotient(e, below))

    def power(self, node: tree.Power, local: Local, atoms: Atoms) -> Cells:
        """A power of a number; the square of a length is a sum of squares, on a kink as well."""
        if is_square_of_norm(node):
            return self.norm(node.base, local, atoms, squared=True)
        base = self._one(node.base, local, atoms)
        exponent = self._one(node.exponent, local, atoms)
        euler = tree.key(node.base) == "e" and base == exp(ONE)
        return number(exp(exponent) if euler else power(base, exponent))

    def transpose(self, node: tree.Transpose, local: Local, atoms: Atoms) -> Cells:
        """Rows as columns."""
        return transposed(self.of(node.operand, local, atoms))

    def root(self, node: tree.Root, local: Local, atoms: Atoms) -> Cells:
        """The square root of a number."""
        if node.degree is not None:
            raise MisfitError("a root that is not covered here")
        return number(nth_root(self._one(node.radicand, local, atoms)))

    def _one(self, node: tree.Node, local: Local, atoms: Atoms) -> Expr:
        return only(self.of(node, local, atoms))

    def group(self, node: tree.Group, local: Local, atoms: Atoms) -> Cells:
        """Brackets, or a condition in them; an average."""
        if is_average(node):
            over = averaged_names(self.names)
            return mapped(self.of(node.items[0], local, atoms), lambda e: average(e, over))
        if len(node.items) != 1:
            raise MisfitError("a list that is not covered here")
        (item,) = node.items
        if isinstance(item, tree.Chain):
            return self.indicator(item, local, atoms)
        return self.of(item, local, atoms)

    def sum(self, node: tree.Sum, local: Local, atoms: Atoms) -> Cells:
        """Terms of one shape; a number as written is added to every entry."""
        terms = [self.of(term, local, atoms) for term in node.terms]
        full = max(terms, key=lambda cells: len(cells) * len(cells[0]))
        wide = [
            spread(t[0][0], full) if is_plain_number(n) else t
            for t, n in zip(terms, node.terms, strict=True)
        ]
        return together(add, wide)

    # --- products -----------------------------------------------------------------------

    def product(self, node: tree.Product, local: Local, atoms: Atoms) -> Cells:
        """Factors from the left to the right."""
        factors = with_indicators(node)
        found = self.of(factors[0][1], local, atoms)
        for sign, factor in factors[1:]:
            found = times(found, self.of(factor, local, atoms), sign)
        return found

    def norm(self, node: tree.Node, local: Local, atoms: Atoms, squared: bool = False) -> Cells:
        """The length of an array."""
        if not isinstance(node, (tree.Norm, tree.Abs)):
            raise MisfitError("no length")
        cells = self.of(node.operand, local, atoms)
        flat = [cell for row in cells for cell in row]
        below = node.subscript if isinstance(node, tree.Norm) else None
        kind = "2" if below is None else tree.index_key(below)
        if len(flat) == 1 and not isinstance(node, tree.Norm):
            return number(self.unknowns.slope("abs", 0, flat[0]))
        if kind == "1" and len(cells[0]) == 1:
            return number(add(*(self.unknowns.slope("abs", 0, e) for e in flat)))
        if kind != "F" and (kind != "2" or len(cells[0]) > 1):
            raise MisfitError("a norm that is not covered here")
        total = add(*(mul(e, e) for e in flat))
        return number(total if squared else nth_root(total))

    # --- conditions, sums, cases ----------------------------------------------------------

    def big(self, node: tree.BigOperator, local: Local, atoms: Atoms) -> Cells:
        """A sum or a product over all places of an axis."""
        letters = running(node)
        ranges = [range(1, self._placed_size(node, letter) + 1) for letter in letters]
        terms: list[Cells] = []
        for places in product(*ranges):
            inside = {**local, **dict(zip(letters, places, strict=True))}
            if is_apart(node.lower) and not self.holds(node.lower, inside):
                continue
            terms.append(self.of(node.body, inside, atoms))
        if node.operator == "sum":
            return together(add, terms)
        return number(mul(*(only(term) for term in terms)))

    def cases(self, node: tree.Cases, local: Local, atoms: Atoms) -> Cells:
        """One formula for indices that are equal, another for those that differ."""
        for row in node.rows:
            if row.condition is None or self.holds(row.condition, local):
                return self.of(row.value, local, atoms)
        raise MisfitError("no case applies")

    def indexed(self, node: tree.Indexed, local: Local, atoms: Atoms) -> Cells:
        """An entry of an expression: (Wx)_i."""
        if isinstance(node.index, tree.Chain):
            return self.indicator(node.index, local, atoms)
        cells = self.of(node.operand, local, atoms)
        index = node.index
        parts = index.factors if isinstance(index, tree.Product) else (index,)
        parts = index.items if isinstance(index, tree.Group) else parts
        at = [self._place(part, local) for part in parts]
        listed = [cell for row in cells for cell in row] if len(at) == 1 else []
        sizes = (len(listed),) if len(at) == 1 else (len(cells), len(cells[0]))
        if len(at) != len(sizes) or not all(1 <= k <= n for k, n in zip(at, sizes, strict=True)):
            raise MisfitError("there is no such entry")
        return number(listed[at[0] - 1] if len(at) == 1 else cells[at[0] - 1][at[1] - 1])

    # --- functions ------------------------------------------------------------------------

    def applied(self, node: tree.Apply | tree.Call, local: Local, atoms: Atoms) -> Cells:
        """A function at its arguments."""
        head, arguments = parts_of_application(node)
        order = 0
        while isinstance(head, tree.Prime):
            order, head = order + head.count, head.operand
        if is_indicator_head(head):
            return self.indicator(arguments[0], local, atoms)
        own = self.names.function(head)
        values = [self.of(argument, local, atoms) for argument in arguments]
        extreme = extremum(self.unknowns, head, values) if own is None and not order else None
        if extreme is not None:
            found = extreme
        elif own is not None:
            found = self._own(own, values, order, atoms)
        else:
            found = self._named(head, values, order)
        if isinstance(node, tree.Apply) and node.power is not None:
            exponent = self._one(node.power, local, atoms)
            return mapped(found, lambda e: power(e, exponent))
        return found

    def indicator(self, node: tree.Node, local: Local, atoms: Atoms) -> Cells:
        """1 where indices are equal, or differ, or where an entry is positive; else 0."""
        if not is_order(node):
            return number(ONE if self.holds(node, local) else ZERO)
        larger, smaller = (self.of(side, local, atoms) for side in larger_and_smaller(node))
        return mapped(gaps(larger, smaller), lambda gap: self.unknowns.rectified(1, gap))

    def _named(self, head: tree.Node, values: list[Cells], order: int) -> Cells:
        """A function that mathematics names, or one that nothing defines."""
        (cells,) = values
        base = head.base if isinstance(head, tree.Name) else ""
        name = SPELLINGS.get(base, "")
        if name == "diag":
            return tuple(
                tuple(row[0] if i == j else ZERO for j in range(len(cells)))
                for i, row in enumerate(cells)
            )
        if is_trace(head):
            return number(add(*(row[i] for i, row in enumerate(cells))))
        if name == "det" and len(cells) <= 3:
            return number(determinant(tuple(tuple(Scalar(e) for e in row) for row in cells)))
        if name in ("softmax", "logsumexp"):
            total = add(*(exp(e) for row in cells for e in row))
            if name == "logsumexp":
                return number(elementwise(Builtin("log"))(total))
            return mapped(cells, lambda e: quotient(exp(e), total))
        if name in ("det", "norm"):
            raise MisfitError("a function that is not covered here")
        if name:
            return mapped(cells, lambda e: self.unknowns.slope(name, order, e))
        return mapped(cells, lambda e: self.unknowns.activation(tree.key(head) or "", order, e))

    def _own(
        self,
        own: tuple[tuple[str, ...], tree.Node],
        values: list[Cells],
        order: int,
        atoms: Atoms,
    ) -> Cells:
        parameters, body = own
        if len(self.way) > DEEPEST:
            raise MisfitError("a function that calls itself too often")
        before, self.way = self.way, (*self.way, "()")
        if len(values) == 1 and (acts_on_entries(parameters[0], body) or order):
            inner = only(self.of(body, {parameters[0]: number(symbol(OWN_PLACE))}, atoms))
            if self.unknowns.is_logistic(inner):
                found = mapped(values[0], lambda e: self.unknowns.slope(LOGISTIC, order, e))
            else:
                for _ in range(order):
                    inner = self.unknowns.derivative(inner, OWN_PLACE)
                found = mapped(values[0], lambda e: self.unknowns.put(inner, {OWN_PLACE: e}))
        elif order:
            raise MisfitError("a prime on several variables")
        else:
            found = self.of(body, dict(zip(parameters, values, strict=True)), atoms)
        self.way = before
        return found

    # --- derivatives ----------------------------------------------------------------------

    def derivative(self, node: tree.Derivative, local: Local, atoms: Atoms) -> Cells:
        """A derivative in entries or in a whole array."""
        if node.operand is None:
            raise MisfitError("a derivative of nothing")
        variables = [v for v, n in zip(node.variables, node.orders, strict=True) for _ in range(n)]
        bases = [self._atom(variable, local) for variable in variables]
        self.asked.update(dict(bases))
        inside = atoms | {atom for atom, _ in bases}
        if self.shapes.is_unknown(node.operand, local):
            if len(variables) > 1:
                raise MisfitError("the second derivative of what nothing defines")
            total = self.unknowns.linear(
                tree.key(node.operand) or "", lambda a, b: self.array(a, b, inside)
            )
            cells = number(total)
        else:
            cells = self.of(node.operand, local, inside)
        self._check_dependence(cells, bases, inside)
        for variable in variables:
            cells = self._slopes(cells, self.of(variable, local, inside))
        values: dict[str, Expr] = {}
        for atom, bare in bases:
            if atom not in atoms:
                values |= self.given(atom, bare, atoms)
        differs = any(cell != ZERO for cell in flat(cells))
        self.slopes_at[id(node)] = differs or self.slopes_at.get(id(node), False)
        return mapped(cells, lambda e: self.unknowns.put(e, values))

    def _check_dependence(
        self, cells: Cells, bases: list[tuple[Atom, tree.Name]], inside: Atoms
    ) -> None:
        """Of z that nothing defines it is not known how it depends on w: its slope is not 0."""
        held = self.unknowns.behind(*flat(cells))
        for atom, bare in bases:
            own = free_symbols(*flat(self.array(atom, bare, inside)))
            if self.unknowns.sinks and not own & held:
                raise MisfitError("it is not said how one depends on the other")

    def _atom(self, variable: tree.Node, local: Local) -> tuple[Atom, tree.Name]:
        if not isinstance(variable, tree.Name):
            raise MisfitError("a derivative in what is no name")
        member = self.names.member(variable) or Member(tree.key(variable) or "", variable)
        labels = tuple(self._place(label, local) for label in member.labels)
        return (member.base, labels), member.bare

    def given(self, atom: Atom, bare: tree.Name, atoms: Atoms) -> dict[str, Expr]:
        """What the unknowns of an array stand for, by its own formula."""
        if self._formula(atom, bare) is None and self.names.value(bare) is None:
            return {}
        places, worked = self.array(atom, bare, atoms | {atom}), self.array(atom, bare, atoms)
        own, values = list(flat(places)), list(flat(worked))
        if len(own) != len(values):
            raise MisfitError("its value has another number of entries")
        return {str(p.data): v for p, v in zip(own, values, strict=True) if p != v}

    def _slopes(self, cells: Cells, by: Cells) -> Cells:
        names = [[str(cell.data) if cell.op == "symbol" else "" for cell in row] for row in by]
        if not all(name for row in names for name in row):
            raise MisfitError("a derivative in what is no name")
        return slopes(cells, names, self.unknowns.derivative, self.shapes.layout)


_RULES: Final[Mapping[type[tree.Node], Callable[[Written, Any, Local, Atoms], Cells]]] = {
    tree.Number: Written.literal,
    tree.Name: Written.name,
    tree.Neg: Written.negative,
    tree.Annotated: Written.operand,
    tree.Group: Written.group,
    tree.Sum: Written.sum,
    tree.Product: Written.product,
    tree.Quotient: Written.quotient,
    tree.Power: Written.power,
    tree.Transpose: Written.transpose,
    tree.Norm: Written.norm,
    tree.Abs: Written.norm,
    tree.Root: Written.root,
    tree.Apply: Written.applied,
    tree.Call: Written.applied,
    tree.BigOperator: Written.big,
    tree.Derivative: Written.derivative,
    tree.Cases: Written.cases,
    tree.Indexed: Written.indexed,
}
