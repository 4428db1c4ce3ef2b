"""Matrix expressions as sums of products of entries, their derivatives included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any, Final, NamedTuple, TypeAlias

from flint import fmpq

from symnn.claims.replay import need, spend
from symnn.claims.replay.engines.contractions import (
    SAME,
    Atom,
    End,
    Factor,
    Form,
    Rules,
    Term,
    flipped,
    fresh,
    identified,
    joined,
    resolved,
    summed,
    unfold,
)
from symnn.claims.replay.engines.trials import Name, sizes_of
from symnn.claims.replay.reading import items, rational
from symnn.errors import EvidenceError

#: Work that one expression may take, in terms.
TERMS: Final = 400


class Names(NamedTuple):
    """The names of a statement."""

    known: Mapping[str, Name]
    rules: Rules


_Node: TypeAlias = "list[Any]"
#: A coefficient with factors.
_Part: TypeAlias = "tuple[fmpq, tuple[Factor, ...]]"
#: The atom of a factor that carries the indices of a derivative along.
_MARK: Final = ("mark",)


class Entries(NamedTuple):
    """Expressions as sums of products of entries."""

    names: Names

    @property
    def rules(self) -> Rules:
        """What is known of the names."""
        return self.names.rules

    def form(self, node: object) -> Form:
        """The normal form of an expression."""
        return self.rules.form(self.terms(node))

    def sizes(self, node: object) -> tuple[str, str]:
        """The rows and columns of an expression; EvidenceError where it does not exist."""
        return sizes_of(node, self.names.known, str)

    def terms(self, node: object) -> list[Term]:
        """The terms of an expression with new indices."""
        self.sizes(node)
        found = list(self._terms(items(node)))
        need(len(found) <= TERMS, "an expression has too many terms")
        return found

    def _terms(self, node: _Node) -> Iterable[Term]:
        match node:
            case ["add", *parts]:
                return [t for part in parts for t in self.terms(part)]
            case ["slope" | "jacobian" as what, a, name]:
                return self._slopes(what, self.terms(a), name)
            case ["mul" | "scale" | "hadamard", _, _]:
                return self._of_two(node)
            case ["inverse", a]:
                return self._inverse(a)
            case ["det", a]:
                return self._det(a)
            case ["f", name, a]:
                return [self._applied("f", name, a)]
            case ["transpose" | "trace" | "total" | "diag" | "diagonal" as what, a]:
                return [_turned(what, t) for t in self.terms(a)]
            case ["zero", _, _]:
                return []
        return [self._leaf(node)]

    def _leaf(self, node: _Node) -> Term:
        match node:
            case ["name", name]:
                known = self.names.known[name]
                return _entry(("name", name), fresh(known.rows), fresh(known.columns))
            case ["number", value]:
                return Term(rational(value), (), (None, None))
            case ["size", size]:
                return _entry(("size", size), None, None)
            case ["identity", size]:
                end = fresh(size)
                return Term(fmpq(1), (), (end, end))
            case ["ones", rows, columns]:
                return Term(fmpq(1), (), (fresh(rows), fresh(columns)))
            case ["power", a, size]:
                return _entry(("power", self.form(a), size), None, None)
        raise EvidenceError(f"no matrix expression reads {node[:1]!r}")

    def _of_two(self, node: _Node) -> Iterator[Term]:
        what, a, b = node
        if what == "mul":
            yield from self._product(a, b)
            return
        for s, t in product(self.terms(a), self.terms(b)):
            if what == "scale":
                yield joined(t, s)
            else:
                yield joined(s, t, *zip(t.ends, s.ends, strict=True))

    def _product(self, a: _Node, b: _Node) -> Iterator[Term]:
        for one, two in ((a, b), (b, a)):
            if one[0] == "inverse" and self.form(one[1]) == self.form(two):
                yield from self.terms(["identity", self.sizes(a)[0]])
                return
        for s, t in product(self.terms(a), self.terms(b)):
            whole = joined(s, t, (t.ends[0], s.ends[1]))
            whole = whole._replace(ends=(s.ends[0], t.ends[1]))
            middle = s.ends[1]
            if t.ends[0] == t.ends[1]:
                whole = whole._replace(ends=(s.ends[0], middle))
            yield summed(whole, middle)

    def _inverse(self, a: _Node) -> Iterator[Term]:
        match a:
            case ["inverse", b]:
                yield from self.terms(b)
            case ["transpose", b]:
                yield from self.terms(["transpose", ["inverse", b]])
            case ["identity", _]:
                yield from self.terms(a)
            case ["scale", s, b]:
                yield from self.terms(["scale", ["inverse", s], ["inverse", b]])
            case ["mul", b, c] if self._square(b):
                yield from self.terms(["mul", ["inverse", c], ["inverse", b]])
            case _:
                yield self._inverted(self.form(a), self.sizes(a)[0])

    def _inverted(self, form: Form, size: str) -> Term:
        """The inverse of a matrix of this form; a coefficient of a lone term is taken out."""
        need(form != (), "zero has no inverse")
        scale = fmpq(1)
        single: tuple[Any, ...] = ()
        if len(form) == 1:
            ((shape, text),) = form
            form, scale, single = ((shape, "1"),), 1 / fmpq(text), shape[2]
            if shape == ((None, None), (), ()):
                return Term(scale, (), (None, None))
        rows = fresh(size)
        ends = (rows, fresh(size))
        if len(single) == 1 and single[0][0][0] == "name":
            name, at = single[0][0][1], single[0][1]
            if {name} & (self.rules.columns & self.rules.rows):  # its transpose
                turned = ends[::-1] if at == form[0][0][0] else ends
                return Term(scale, (Factor(single[0][0], turned),), ends)
        turned_form = self.rules.form([flipped(t) for t in unfold(form)])
        if repr(turned_form) < repr(form):
            return Term(scale, (Factor(("inverse", turned_form), ends[::-1]),), ends)
        return Term(scale, (Factor(("inverse", form), ends),), ends)

    def _square(self, a: _Node) -> bool:
        rows, columns = self.sizes(a)
        return rows == columns

    def _det(self, a: _Node) -> Iterator[Term]:
        size = self.sizes(a)[0]
        match a:
            case ["transpose", b]:
                yield from self._det(b)
            case ["identity", _]:
                yield Term(fmpq(1), (), (None, None))
            case ["inverse", b]:
                yield from self.terms(["inverse", ["det", b]])
            case ["mul", b, c] if self._square(b):
                yield from self.terms(["scale", ["det", b], ["det", c]])
            case ["scale", s, b] if self._square(b) and size != "1":
                power = ["power", s, size]
                if size.isdigit():
                    power = s
                    for _ in range(int(size) - 1):
                        power = ["scale", s, power]
                yield from self.terms(["scale", power, ["det", b]])
            case _ if size == "1":
                yield from self.terms(a)
            case _:
                yield self._of_square("det", self.form(a))

    def _of_square(self, what: str, form: Form) -> Term:
        turned = self.rules.form([flipped(t) for t in unfold(form)])
        atom = (what, min(form, turned, key=repr))
        return Term(fmpq(1), (Factor(atom, (None, None)),), (None, None))

    def _applied(self, what: str, name: str, a: _Node) -> Term:
        rows, columns = self.sizes(a)
        form, ends = self.form(a), (fresh(rows), fresh(columns))
        turned = self.rules.form([flipped(t) for t in unfold(form)])
        if repr(turned) < repr(form):
            return Term(fmpq(1), (Factor((what, name, turned), ends[::-1]),), ends)
        return Term(fmpq(1), (Factor((what, name, form), ends),), ends)

    # -- derivatives -------------------------------------------------------------------------

    def _slopes(self, what: str, terms: Iterable[Term], name: str) -> Iterator[Term]:
        """The derivative by each entry of a name: of a number, or of a vector by a vector."""
        known = self.names.known.get(name) or Name("1", "1", frozenset(), "")
        need(not known.flags, "the entries of the variable must be free")
        for term in terms:
            by = (fresh(known.rows), fresh(known.columns))
            marked = term._replace(factors=(*term.factors, Factor(_MARK, by)))
            for slope in self.slopes(marked, name, by):
                yield _by_its_ends(what, resolved(slope))

    def slopes(self, term: Term, name: str, by: tuple[End, End]) -> Iterator[Term]:
        """The product rule: one factor after the other."""
        for place, factor in enumerate(term.factors):
            rest = term.factors[:place] + term.factors[place + 1 :]
            for scale, factors in self._slope(factor, name, by):
                spend(20_000)
                yield Term(term.coefficient * scale, (*rest, *factors), term.ends)

    def _slope(self, factor: Factor, name: str, by: tuple[End, End]) -> Iterator[_Part]:
        """What takes the place of a factor: a coefficient with factors, for each summand."""
        (what, *rest), (i, j) = factor.atom, factor.ends
        match what, rest:
            case "name", [known] if known == name:
                pairs = [(a, b) for a, b in zip((i, j), by, strict=True) if a is not None]
                yield fmpq(1), tuple(Factor(SAME, pair) for pair in pairs)
            case "name", [known] if self.names.known[known].of == name:
                yield fmpq(1), (Factor(("rate", known), (i, j)),)
            case "rate", _:
                raise EvidenceError("a second derivative of a name is not known")
            case "inverse", [form]:
                a, b = _outer(form)
                sides = (Factor(factor.atom, (i, a)), Factor(factor.atom, (b, j)))
                for scale, factors in self._inner(form, (a, b), name, by):
                    yield -scale, (*sides, *factors)
            case "det" | "power", _:
                yield from self._slope_of_number(factor, name, by)
            case "f", [function, form]:
                for scale, factors in self._inner(form, (i, j), name, by):
                    for rate, outer in self._rates(function, factor, form):
                        yield rate * scale, (*outer, *factors)

    def _slope_of_number(self, factor: Factor, name: str, by: tuple[End, End]) -> Iterator[_Part]:
        """Of a determinant, det(A) tr(A^-1 dA), and of a power, n c^n c^-1 dc."""
        form = factor.atom[1]
        a, b = _outer(form)
        inverse = self._inverted(form, a.size if a else "1")
        inverse = identified(inverse, zip(inverse.ends, (b, a), strict=True))
        outer = (factor, *inverse.factors)
        if factor.atom[0] == "power":
            outer = (*outer, Factor(("size", factor.atom[2]), (None, None)))
        for scale, factors in self._inner(form, (a, b), name, by):
            yield scale * inverse.coefficient, (*outer, *factors)

    def _inner(
        self, form: Form, ends: tuple[End, End], name: str, by: tuple[End, End]
    ) -> Iterator[_Part]:
        for term in unfold(form, ends):
            yield from ((t.coefficient, t.factors) for t in self.slopes(term, name, by))

    def _rates(self, function: str, factor: Factor, form: Form) -> Iterator[_Part]:
        """The derivative of a function of numbers, applied to entries."""
        one = fmpq(1)
        number = factor.ends == (None, None)
        if function == "exp":
            yield one, (factor,)
        elif function == "sigmoid":
            yield one, (factor,)
            yield -one, (factor, factor)
        elif function == "tanh":
            yield one, ()
            yield -one, (factor, factor)
        elif function == "log" and number:
            inverse = self._inverted(form, "1")
            yield inverse.coefficient, inverse.factors
        elif function == "sqrt" and number:
            outer = self.rules.form([Term(one, (factor,), (None, None))])
            yield fmpq(1, 2), self._inverted(outer, "1").factors
        else:
            yield one, (Factor(("f", function + "'", form), factor.ends),)


def _turned(what: str, t: Term) -> Term:
    """A transpose, a trace, a sum of all entries, a diagonal matrix, or its diagonal."""
    row, column = t.ends
    if what == "transpose":
        return flipped(t)
    if what == "diag":
        return t._replace(ends=(row, row))
    if what == "diagonal":
        return t.renamed(column, row)._replace(ends=(row, None))
    t = t.renamed(row, column) if what == "trace" else t
    return summed(t._replace(ends=(None, None)), *t.ends)


def _entry(atom: Atom, row: End, column: End) -> Term:
    return Term(fmpq(1), (Factor(atom, (row, column)),), (row, column))


def _outer(form: Form) -> tuple[End, End]:
    """New indices for the ends of a square matrix of this form."""
    (row, column), sizes, _ = form[0][0]
    return (
        None if row is None else fresh(sizes[row]),
        None if column is None else fresh(sizes[column]),
    )


def _by_its_ends(what: str, slope: Term) -> Term:
    """The derivative with the indices of what it is taken of, then those it is taken by."""
    (mark,) = (f for f in slope.factors if f.atom == _MARK)
    rest = tuple(f for f in slope.factors if f is not mark)
    outer, inner = ([e for e in ends if e is not None] for ends in (slope.ends, mark.ends))
    if what == "slope":
        need(not outer or not inner, "there are too many indices")
        return Term(slope.coefficient, rest, slope.ends if outer else mark.ends)
    need(len(outer) <= 1 and len(inner) <= 1, "there are too many indices")
    ends = (outer[0] if outer else None, inner[0] if inner else None)
    return Term(slope.coefficient, rest, ends)
