"""Equations of matrices whose sizes are letters: replayed in the entries, and at small sizes.

A statement has names with their sizes, and two sides. It is proved where both sides have the same
normal form in entries, after a second look at matrices of numbers; it is refuted at matrices of
numbers, or at sizes where a side does not exist.
"""

from __future__ import annotations

import re
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
from symnn.claims.replay.engines.trials import LARGEST, Name, Trial, sizes_of
from symnn.claims.replay.reading import Object, fields, items, rational
from symnn.errors import EvidenceError

_SIZE: Final = re.compile(r'[1-9][0-9]{0,3}|(?![0-9])[^\s"]{1,40}')
_FLAGS: Final = frozenset({"symmetric", "columns", "rows"})
#: Work that one expression may take, in terms.
TERMS: Final = 400


class Names(NamedTuple):
    """The names of a statement."""

    known: Mapping[str, Name]
    rules: Rules


def verify(statement: object, proof: object, proved: bool) -> None:
    """Accept the evidence only if it shows that the statement holds, or that it does not."""
    raw = fields(statement, "names relation left right")
    names = _names(raw["names"])
    relation, left, right = raw["relation"], raw["left"], raw["right"]
    need(relation in ("=", "in"), "a statement about matrices is an equation or tells sizes")
    if not proved:
        given = fields(proof, "kind sizes values")
        _refute(names, str(relation), left, right, given)
        return
    fields(proof, "kind")
    view = Entries(names)
    if relation == "in":
        wanted = [_size(s) for s in items(right, 2)]
        need(list(view.sizes(left)) == wanted, "the sizes are not the ones that are told")
        return
    need(view.sizes(left) == view.sizes(right), "the sides have different sizes")
    same = view.form(left) == view.form(right)
    need(same, "the sides have different normal forms")
    for trial in trials(names.known, left, right):
        need(trial.agree(left, right), "the sides differ at matrices of numbers")


def trials(names: Mapping[str, Name], *nodes: object) -> Iterator[Trial]:
    """Matrices of numbers at which all of these expressions exist and are tried out."""
    for seed in range(1, 8):
        trial = Trial.of(names, seed)
        if trial is None:
            return
        try:
            for node in nodes:
                trial.value(items(node))
        except EvidenceError:
            continue
        yield trial


def _refute(names: Names, relation: str, left: object, right: object, given: Object) -> None:
    sizes = {str(k): _number(v) for k, v in fields(given["sizes"], "", None).items()}
    trial = Trial(names.known, sizes, {})
    if relation == "in":
        wanted = tuple(trial.size(_size(s)) for s in items(right, 2))
        need(trial.shape(left) != wanted, "the sizes are as they are told")
        return
    a, b = trial.shape(left), trial.shape(right)
    if a is not None and a == b:
        point = fields(given["values"], "", None)
        there = trial.at({name: _grid(value) for name, value in point.items()})
        need(not there.agree(left, right), "the sides agree at the point")


def _grid(value: object) -> list[list[fmpq]]:
    return [[rational(cell) for cell in items(row, LARGEST)] for row in items(value, LARGEST)]


def _number(value: object) -> int:
    if type(value) is not int or not 1 <= value <= LARGEST:
        raise EvidenceError(f"a size is an integer from 1 to {LARGEST}")
    return value


def _size(value: object) -> str:
    if not isinstance(value, str) or _SIZE.fullmatch(value) is None:
        raise EvidenceError("a size is a positive integer or a letter")
    return value


def _names(value: object) -> Names:
    known = dict[str, Name]()
    for name, raw in fields(value, "", None).items():
        row = fields(raw, "rows columns flags of")
        flags = frozenset(str(f) for f in items(row["flags"], 3))
        need(flags <= _FLAGS, "nothing else can be known of a name")
        known[name] = Name(_size(row["rows"]), _size(row["columns"]), flags, str(row["of"]))
        square = known[name].rows == known[name].columns
        need(square or not flags & {"symmetric"}, "only a square matrix is symmetric")
    having = {f: frozenset(n for n, v in known.items() if f in v.flags) for f in _FLAGS}
    return Names(known, Rules(having["symmetric"], having["columns"], having["rows"]))


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
            case ["name", name]:
                known = self.names.known[name]
                yield _entry(("name", name), fresh(known.rows), fresh(known.columns))
            case ["number", value]:
                yield Term(rational(value), (), (None, None))
            case ["size", size]:
                yield Term(fmpq(1), (Factor(("size", size), (None, None)),), (None, None))
            case ["identity", size]:
                end = fresh(size)
                yield Term(fmpq(1), (), (end, end))
            case ["ones", rows, columns]:
                yield Term(fmpq(1), (), (fresh(rows), fresh(columns)))
            case ["zero", _, _]:
                return
            case ["add", *parts]:
                yield from (t for part in parts for t in self.terms(part))
            case ["mul", a, b]:
                yield from self._product(a, b)
            case ["scale", a, b]:
                for s, t in product(self.terms(a), self.terms(b)):
                    yield joined(t, s)
            case ["hadamard", a, b]:
                for s, t in product(self.terms(a), self.terms(b)):
                    yield joined(s, t, *zip(t.ends, s.ends, strict=True))
            case ["transpose", a]:
                yield from (flipped(t) for t in self.terms(a))
            case ["trace", a]:
                for t in self.terms(a):
                    t = t.renamed(*t.ends)
                    yield summed(t._replace(ends=(None, None)), *t.ends)
            case ["total", a]:
                for t in self.terms(a):
                    yield summed(t._replace(ends=(None, None)), *t.ends)
            case ["diag", a]:
                yield from (t._replace(ends=(t.ends[0], t.ends[0])) for t in self.terms(a))
            case ["diagonal", a]:
                for t in self.terms(a):
                    t = t.renamed(t.ends[1], t.ends[0])
                    yield t._replace(ends=(t.ends[0], None))
            case ["inverse", a]:
                yield from self._inverse(a)
            case ["det", a]:
                yield from self._det(a)
            case ["power", a, size]:
                atom = ("power", self.form(a), size)
                yield Term(fmpq(1), (Factor(atom, (None, None)),), (None, None))
            case ["f", name, a]:
                yield self._applied("f", name, a)
            case ["slope", a, name]:
                yield from self._slopes(self.terms(a), name)
            case _:
                raise EvidenceError(f"no matrix expression reads {node[:1]!r}")

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

    def _slopes(self, terms: Iterable[Term], name: str) -> Iterator[Term]:
        """The derivative by each entry of a name: of a number, or of a vector by a vector."""
        known = self.names.known.get(name) or Name("1", "1", frozenset(), "")
        need(not known.flags, "the entries of the variable must be free")
        for term in terms:
            by = (fresh(known.rows), fresh(known.columns))
            marked = term._replace(factors=(*term.factors, Factor(_MARK, by)))
            for slope in self.slopes(marked, name, by):
                yield _by_its_ends(resolved(slope))

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
            case "det", [form]:
                a, b = _outer(form)
                inverse = self._inverted(form, a.size if a else "1")
                inverse = identified(inverse, zip(inverse.ends, (b, a), strict=True))
                for scale, factors in self._inner(form, (a, b), name, by):
                    yield scale * inverse.coefficient, (factor, *inverse.factors, *factors)
            case "power", [form, size]:
                inverse = self._inverted(form, "1")
                outer = (Factor(("size", size), (None, None)), factor, *inverse.factors)
                for scale, factors in self._inner(form, (None, None), name, by):
                    yield scale * inverse.coefficient, (*outer, *factors)
            case "f", [function, form]:
                for scale, factors in self._inner(form, (i, j), name, by):
                    for rate, outer in self._rates(function, factor, form):
                        yield rate * scale, (*outer, *factors)

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


def _entry(atom: Atom, row: End, column: End) -> Term:
    return Term(fmpq(1), (Factor(atom, (row, column)),), (row, column))


def _outer(form: Form) -> tuple[End, End]:
    """New indices for the ends of a square matrix of this form."""
    (row, column), sizes, _ = form[0][0]
    return (
        None if row is None else fresh(sizes[row]),
        None if column is None else fresh(sizes[column]),
    )


def _by_its_ends(slope: Term) -> Term:
    """The derivative with the indices of what it is taken of, then those it is taken by."""
    (mark,) = (f for f in slope.factors if f.atom == _MARK)
    rest = tuple(f for f in slope.factors if f is not mark)
    outer, inner = ([e for e in ends if e is not None] for ends in (slope.ends, mark.ends))
    need(not outer or not inner or len(outer) == len(inner) == 1, "there are too many indices")
    ends = mark.ends if not outer else slope.ends if not inner else (outer[0], inner[0])
    return Term(slope.coefficient, rest, ends)
