"""Sums of products of entries: the normal form that decides equations of matrices of any size.

A matrix expression is a sum of terms; a term is a coefficient times entries of matrices, as in
sum_k A_ik B_kj, with two ends that stay free, its row and its column. A number has no free end.
Two expressions are equal for all sizes if their terms agree up to the names of the inner indices.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any, Final, NamedTuple, TypeAlias

from flint import fmpq

from symnn.claims.replay import need, spend


class Index(NamedTuple):
    """An index and the size that it runs to; where the size is 1 there is None instead."""

    size: str
    number: int


#: A row or a column; none where the size is 1.
End: TypeAlias = "Index | None"
#: A kind, with a name or with the normal form of its argument.
Atom: TypeAlias = "tuple[Any, ...]"
#: A term whose indices are numbered canonically: its ends, the sizes, the factors.
Shape: TypeAlias = "tuple[Any, ...]"
#: Coefficients, as text, by canonical terms, in order.
Form: TypeAlias = "tuple[tuple[Shape, str], ...]"

#: The atom of a factor that is 1 where its two indices are the same, and else 0.
SAME: Final = ("same",)
ORDER: Final = 6
_FRESH: Final = count()


class Factor(NamedTuple):
    """An entry of a matrix."""

    atom: Atom
    ends: tuple[End, End]


class Term(NamedTuple):
    """A coefficient times entries, summed over all indices but the two free ends."""

    coefficient: fmpq
    factors: tuple[Factor, ...]
    ends: tuple[End, End]

    def renamed(self, old: End, new: End) -> Term:
        """With one index in the place of another; their sizes must agree."""
        if old == new:
            return self
        need(old is not None and new is not None and old.size == new.size, "sizes do not match")

        def put(ends: tuple[End, End]) -> tuple[End, End]:
            return (new if ends[0] == old else ends[0], new if ends[1] == old else ends[1])

        factors = tuple(Factor(f.atom, put(f.ends)) for f in self.factors)
        return Term(self.coefficient, factors, put(self.ends))


def fresh(size: str) -> End:
    """A new index of a size."""
    return None if size == "1" else Index(size, next(_FRESH))


def joined(a: Term, b: Term, *same: tuple[End, End]) -> Term:
    """The product of two terms with the ends of the first, in which some ends are the same."""
    term = Term(a.coefficient * b.coefficient, (*a.factors, *b.factors), a.ends)
    return identified(term, same)


def identified(term: Term, same: Iterable[tuple[End, End]]) -> Term:
    """The term in which the two ends of each pair are one."""
    pairs = list(same)
    for place, (old, new) in enumerate(pairs):
        term = term.renamed(old, new)
        for later in range(place + 1, len(pairs)):
            one, two = pairs[later]
            pairs[later] = (new if one == old else one, new if two == old else two)
    return term


def summed(term: Term, *ends: End) -> Term:
    """The term after a sum over ends it had: what no factor uses is counted, by its size."""
    used = {e for f in term.factors for e in f.ends} | set(term.ends)
    lost = {e for e in ends if e is not None} - used
    sizes = tuple(Factor(("size", e.size), (None, None)) for e in lost)
    return term._replace(factors=(*term.factors, *sizes))


def linked(term: Term, factors: tuple[Factor, ...], one: End, two: End) -> Term:
    """The term with other factors, in which two of its indices are the same."""
    return summed(term._replace(factors=factors).renamed(one, two), two)


def resolved(term: Term) -> Term:
    """The term without factors that only say that two indices are the same."""
    while True:
        place = next((n for n, f in enumerate(term.factors) if f.atom == SAME), None)
        if place is None:
            return term
        rest = term.factors[:place] + term.factors[place + 1 :]
        term = linked(term, rest, *term.factors[place].ends)


class Rules(NamedTuple):
    """The names that are symmetric, and those whose columns, or rows, are orthonormal."""

    symmetric: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()

    def turns(self, atom: Atom) -> bool:
        """Whether the two ends of an atom may be exchanged."""
        kind, what = atom[0], atom[-1]
        if kind == "name":
            return what in self.symmetric
        if kind in ("inverse", "f"):
            return bool(self.form([flipped(t) for t in unfold(what)]) == what)
        return False

    def form(self, terms: Iterable[Term]) -> Form:
        """The normal form of a sum of terms."""
        values = dict[Shape, fmpq]()
        for term in terms:
            reduced = self.reduced(term)
            shape = self._shape(reduced)
            values[shape] = values.get(shape, fmpq(0)) + reduced.coefficient
        kept = [(shape, str(c)) for shape, c in values.items() if c != 0]
        return tuple(sorted(kept, key=repr))

    def reduced(self, term: Term) -> Term:
        """Without factors that cancel: a matrix and its inverse, orthonormal columns."""
        term = resolved(term)
        while True:
            found = next(self._steps(term), None)
            if found is None:
                return term
            term = found

    def _steps(self, term: Term) -> Iterator[Term]:
        uses = Counter(e for f in term.factors for e in f.ends) + Counter(term.ends)
        for place, factor in enumerate(term.factors):
            spend(20_000 * len(term.factors))
            rest = term.factors[:place] + term.factors[place + 1 :]
            if factor.atom[0] == "inverse":
                yield from self._cancelled(term, factor, rest, uses)
            if factor.atom[-1] in self.columns | self.rows and factor.atom[0] == "name":
                yield from self._orthonormal(term, factor, rest, uses)

    def _orthonormal(
        self, term: Term, one: Factor, rest: tuple[Factor, ...], uses: Counter[End]
    ) -> Iterator[Term]:
        for side, names in ((0, self.columns), (1, self.rows)):
            for place, two in enumerate(rest):
                shared = one.ends[side] == two.ends[side] and uses[one.ends[side]] == 2
                if one.atom[-1] in names and two.atom == one.atom and shared:
                    kept = rest[:place] + rest[place + 1 :]
                    yield linked(term, kept, one.ends[1 - side], two.ends[1 - side])

    def _cancelled(
        self, term: Term, one: Factor, rest: tuple[Factor, ...], uses: Counter[End]
    ) -> Iterator[Term]:
        """M^-1 M = 1 where M is one term: its factors are looked for at an end of the inverse."""
        form = one.atom[-1]
        if len(form) != 1 or form[0][1] != "1":
            return
        (pattern,) = unfold(form)
        alike = (None in one.ends) == (None in pattern.ends)
        if not alike or len(set(pattern.ends)) != len(set(one.ends)):
            return
        used = Counter(e for f in pattern.factors for e in f.ends)
        for near in (0, 1):
            at, other = one.ends[near], pattern.ends[near]
            start: dict[End, End] = {} if at is None else {pattern.ends[1 - near]: at}
            for known, left in self._matches(pattern.factors, rest, start):
                inner = [e for e in known if e is not None and e != other]
                if all(uses[known[e]] == used[e] + (e in pattern.ends) for e in inner):
                    yield linked(term, left, known.get(other), one.ends[1 - near])

    def _matches(
        self, wanted: Sequence[Factor], given: tuple[Factor, ...], known: dict[End, End]
    ) -> Iterator[tuple[dict[End, End], tuple[Factor, ...]]]:
        """Ways to find factors among given ones, with the indices they stand for and the rest."""
        if not wanted:
            values = [v for v in known.values() if v is not None]
            if len(set(values)) == len(values):
                yield known, given
            return
        first = wanted[0]
        for place, factor in enumerate(given):
            if factor.atom != first.atom:
                continue
            orders = (factor.ends, factor.ends[::-1]) if self.turns(first.atom) else (factor.ends,)
            for ends in orders:
                spend(2000)
                more = dict(known)
                pairs = zip(first.ends, ends, strict=True)
                if all(more.setdefault(a, b) == b if a else b is None for a, b in pairs):
                    yield from self._matches(wanted[1:], given[:place] + given[place + 1 :], more)

    def _shape(self, term: Term) -> Shape:
        """The canonical form of a term: the least among the orders that its structure allows."""
        found = {e for f in term.factors for e in f.ends} | set(term.ends)
        indices = sorted(e for e in found if e is not None)
        colours = {i: repr((i.size, [e == i for e in term.ends])) for i in indices}
        return min(self._orders(term, colours), key=repr)

    def _orders(self, term: Term, colours: dict[Index, str]) -> Iterator[Shape]:
        colours = self._refined(term, colours)
        classes = dict[str, list[Index]]()
        for index, colour in colours.items():
            classes.setdefault(colour, []).append(index)
        tied = [c for c in sorted(classes) if len(classes[c]) > 1]
        if not tied:
            yield self._numbered(term, sorted(colours, key=lambda i: colours[i]))
            return
        group = classes[tied[0]]
        need(len(group) <= ORDER, "too many indices play the same part")
        for index in group:
            yield from self._orders(term, {**colours, index: colours[index] + "!"})

    def _refined(self, term: Term, colours: dict[Index, str]) -> dict[Index, str]:
        """Colours that tell apart what the factors around tell apart."""
        while True:
            spend(30_000 * (1 + len(term.factors)) * (1 + len(colours)))
            seen = {i: list[str]() for i in colours}
            for factor in term.factors:
                both = [colours[e] if e else "" for e in factor.ends]
                both = sorted(both) if self.turns(factor.atom) else both
                for place, end in enumerate(factor.ends):
                    if end is not None:
                        side = 0 if self.turns(factor.atom) else place
                        seen[end].append(repr((factor.atom, side, both)))
            keys = {i: repr((colours[i], sorted(seen[i]))) for i in colours}
            ranks = {key: f"{rank:03d}" for rank, key in enumerate(sorted(set(keys.values())))}
            new = {i: ranks[keys[i]] for i in colours}
            if len(set(new.values())) == len(set(colours.values())):
                return new
            colours = new

    def _numbered(self, term: Term, order: list[Index]) -> Shape:
        number: dict[End, int | None] = {index: n for n, index in enumerate(order)}
        number[None] = None
        rows = []
        for atom, ends in term.factors:
            placed = tuple(number[e] for e in ends)
            placed = tuple(sorted(placed, key=repr)) if self.turns(atom) else placed
            rows.append((atom, placed))
        sizes = tuple(i.size for i in order)
        return tuple(number[e] for e in term.ends), sizes, tuple(sorted(rows, key=repr))


def flipped(term: Term) -> Term:
    """The transpose of a term."""
    return term._replace(ends=term.ends[::-1])


def unfold(form: Form, ends: tuple[End, End] | None = None) -> list[Term]:
    """The terms of a normal form, with new inner indices and, if given, these free ends."""
    terms = []
    for (outer, sizes, rows), coefficient in form:
        index: dict[int | None, End] = {n: fresh(size) for n, size in enumerate(sizes)}
        index[None] = None
        factors = tuple(Factor(atom, (index[a], index[b])) for atom, (a, b) in rows)
        term = Term(fmpq(coefficient), factors, (index[outer[0]], index[outer[1]]))
        if ends is not None:
            pairs = [p for p in zip(ends, term.ends, strict=True) if p[0] is not None]
            same = tuple(Factor(SAME, pair) for pair in pairs)
            term = Term(term.coefficient, (*factors, *same), ends)
        terms.append(term)
    return terms
