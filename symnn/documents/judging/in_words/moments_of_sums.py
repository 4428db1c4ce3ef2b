"""Means and variances of formulas in independent variables, of which a text tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import final

from symnn.deferred import dataclass
from symnn.documents.judging.in_words.input_sets import refused
from symnn.documents.judging.in_words.sentence import Sentence, number_of
from symnn.documents.judging.in_words.spreads_told import Told
from symnn.exact.expression import ONE, ZERO, Expr, add, mul, rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar


@final
@dataclass(frozen=True, slots=True)
class Moments:
    """A mean, if it is known, and a variance."""

    mean: Expr | None
    variance: Expr


@final
class Sums:
    """The moments of formulas in the variables that are told of; each is in it only once."""

    def __init__(self, sentence: Sentence, told: Told, settings: dict[str, tree.Node]) -> None:
        """With what is told, and the numbers of the claim."""
        self.told = told
        self.used: set[str] = set()
        self.sentence = sentence
        view = sentence.view
        values = {key: Scalar(number_of(view, node)) for key, node in settings.items()}
        self.view: Reader = view.varying({**view.varied, **values})

    def number(self, node: tree.Node) -> Expr:
        """The value of a formula; letters that nothing gives a value are open."""
        return number_of(opened(self.sentence, self.view, node), node)

    def moments(self, node: tree.Node, within: frozenset[str] = frozenset()) -> Moments:
        """The mean and the variance of a formula; `within` are the indices that are summed over."""
        if isinstance(node, tree.Group) and node.fence in ("()", "[]") and len(node.items) == 1:
            return self.moments(node.items[0], within)
        if not self._is_random(node):
            if any(list(self._bases(node, index)) for index in within):
                raise refused()  # of what is told of nothing, each member may be another number
            if not self._is_known(node):
                raise refused()  # it may be random itself
            return Moments(self.number(node), ZERO)
        if isinstance(node, tree.Name):
            return self._name(node, within)
        if isinstance(node, tree.Neg):
            return _scaled(self.moments(node.operand, within), rational(-1))
        if isinstance(node, tree.Sum):
            return _added([self.moments(term, within) for term in node.terms])
        if isinstance(node, tree.Quotient) and not self._is_random(node.denominator):
            bottom = self.number(node.denominator)
            return _scaled(self.moments(node.numerator, within), bottom ** rational(-1))
        if isinstance(node, tree.BigOperator) and node.operator == "sum":
            return self._sum(node, within)
        if isinstance(node, tree.Product):
            return self._product(node, within)
        raise refused()

    def _is_known(self, node: tree.Node) -> bool:
        """Whether all letters of a formula have values, or stand in what is told."""
        scope = self.sentence.place.state.scope
        unknown = _names(node) - self.told.letters - self.view.varied.keys()
        return all(scope.latest(key) is not None for key in unknown)

    def _is_random(self, node: tree.Node) -> bool:
        """Whether something in a formula is told of, or is made of such things."""
        if isinstance(node, tree.Name):
            fixed = {*self.told.fixed, *(base for base, _, _ in self.told.tallies)}
            return node.base in self.told.random | fixed or self._definition(node) is not None
        return any(self._is_random(part) for part in tree.children(node))

    def _definition(self, node: tree.Name) -> tree.Node | None:
        """What a name is given as, where that is made of random variables."""
        key = tree.key(node)
        known = self.sentence.place.state.scope.latest(key) if key is not None else None
        body = known.body if known is not None else self.told.formulas.get(key or "")
        plain = known is None or known.parameters is None
        if body is None or not plain or node.base in self.told.random:
            return None
        inside = {part.base for part in tree.walk(body) if isinstance(part, tree.Name)}
        return body if inside & self.told.random else None

    def _name(self, node: tree.Name, within: frozenset[str]) -> Moments:
        body = self._definition(node)
        if body is not None:
            return self.moments(body, within)
        family = node.base in self.told.families
        own = node.subscript
        running = isinstance(own, tree.Name) and own.base in within
        if family and not running and not isinstance(own, tree.Number):
            raise refused()
        if not family and own is not None:
            raise refused()
        return self._member(node.base)

    def _member(self, base: str) -> Moments:
        """What is told of one member of a family, or of a single variable."""
        if base in self.used:
            raise refused()  # it is not independent of itself
        self.used.add(base)
        told = self.told
        if base in told.fixed:
            return Moments(self.number(told.fixed[base]), ZERO)
        if base in told.variances:
            spread = self.number(told.variances[base])
        elif base in told.deviations:
            deviation = self.number(told.deviations[base])
            spread = mul(deviation, deviation)
        else:
            raise refused()
        if base not in told.apart:
            raise refused()
        mean = told.means.get(base)
        return Moments(None if mean is None else self.number(mean), spread)

    def _product(self, node: tree.Product, within: frozenset[str]) -> Moments:
        """A number times random things, or a scalar product of two vectors."""
        factors = list(node.factors)
        scale = ONE
        random: list[tree.Node] = []
        for factor in factors:
            if self._is_random(factor):
                random.append(factor)
            else:
                scale = mul(scale, self.number(factor))
        vectors = [self._vector(factor) for factor in random]
        if len(random) == 2 and all(vectors):
            size = self._size([base for base in vectors if base is not None])
            one = _multiplied([self._member(base) for base in vectors if base is not None])
            return _scaled(_times(one, size), scale)
        return _scaled(_multiplied([self.moments(factor, within) for factor in random]), scale)

    def _vector(self, node: tree.Node) -> str | None:
        """The letter of a vector q, or of its transpose."""
        if isinstance(node, tree.Transpose):
            node = node.operand
        plain = isinstance(node, tree.Name) and node.subscript is None
        base = node.base if isinstance(node, tree.Name) and plain else None
        return base if base is not None and base in self.told.families else None

    def _sum(self, node: tree.BigOperator, within: frozenset[str]) -> Moments:
        """A sum over the members of families."""
        index, count = self._range(node)
        if index is None:
            index = self._only_index(node.body)
        bases = sorted(self._bases(node.body, index))
        if count is None:
            count = self._size(bases)
        tallies = [one for one in self.told.tallies if one[0] in bases]
        inside = within | {index}
        if not tallies:
            return _times(self.moments(node.body, inside), count)
        if len(tallies) > 1:
            raise refused()
        (base, total, groups) = tallies[0]
        found, rest, before = [], count, set(self.used)
        if total is not None:
            count = rest = self.number(total)
        for number, value in groups:
            size = rest if number is None else self.number(number)
            rest = add(rest, mul(rational(-1), size))
            self.used = set(before)
            self.told.fixed[base] = value
            found.append(_times(self.moments(node.body, inside), size))
            del self.told.fixed[base]
        return _added(found)

    def _range(self, node: tree.BigOperator) -> tuple[str | None, Expr | None]:
        """The index of a sum, and how many terms there are, if its signs say it."""
        lower = node.lower
        if isinstance(lower, tree.Chain) and [li.relation for li in lower.links] == ["="]:
            first, start = lower.first, lower.links[0].operand
            if not isinstance(first, tree.Name) or node.upper is None:
                raise refused()
            low, high = self.number(start), self.number(node.upper)
            return first.base, add(high, mul(rational(-1), low), ONE)
        if isinstance(lower, tree.Name) and node.upper is None:
            return lower.base, None
        if lower is None and node.upper is None:
            return None, None
        raise refused()

    def _only_index(self, body: tree.Node) -> str:
        letters = {
            part.subscript.base
            for part in tree.walk(body)
            if isinstance(part, tree.Name) and isinstance(part.subscript, tree.Name)
        }
        if len(letters) != 1:
            raise refused()
        return next(iter(letters))

    def _bases(self, body: tree.Node, index: str) -> Iterator[str]:
        for part in tree.walk(body):
            own = part.subscript if isinstance(part, tree.Name) else None
            if isinstance(part, tree.Name) and isinstance(own, tree.Name) and own.base == index:
                yield part.base

    def _size(self, bases: list[str]) -> Expr:
        """How many members some families have."""
        nodes = [self.told.sizes[base] for base in bases if base in self.told.sizes]
        nodes += [total for base, total, _ in self.told.tallies if base in bases and total]
        sizes = {self.number(node) for node in nodes}
        if len(sizes) != 1:
            raise refused()
        return next(iter(sizes))


def _added(parts: list[Moments]) -> Moments:
    means = [part.mean for part in parts]
    mean = add(*(m for m in means if m is not None)) if None not in means else None
    return Moments(mean, add(*(part.variance for part in parts)))


def _scaled(part: Moments, by: Expr) -> Moments:
    mean = None if part.mean is None else mul(by, part.mean)
    return Moments(mean, mul(by, by, part.variance))


def _times(part: Moments, count: Expr) -> Moments:
    mean = None if part.mean is None else mul(count, part.mean)
    return Moments(mean, mul(count, part.variance))


def _multiplied(parts: list[Moments]) -> Moments:
    """The product of independent variables: the mean of its square is that of their squares."""
    if len(parts) == 1:
        return parts[0]
    if any(part.mean is None for part in parts):
        if len(parts) == 2 and any(part.variance == ZERO for part in parts):
            fixed = next(part for part in parts if part.variance == ZERO)
            other = parts[1] if fixed is parts[0] else parts[0]
            return _scaled(other, fixed.mean) if fixed.mean is not None else other
        raise refused()
    means = [part.mean for part in parts if part.mean is not None]
    squares = [add(p.variance, mul(m, m)) for p, m in zip(parts, means, strict=True)]
    mean = mul(*means)
    return Moments(mean, add(mul(*squares), mul(rational(-1), mean, mean)))


def _names(*nodes: tree.Node) -> set[str]:
    """The names in some formulas that are no functions and no constants."""
    parts = [part for node in nodes for part in tree.walk(node)]
    heads = {tree.key(p.function) for p in parts if isinstance(p, tree.Apply)}
    heads |= {tree.key(p.head) for p in parts if isinstance(p, tree.Call)}
    return {k for p in parts if (k := tree.key(p)) is not None} - heads - {"e", "pi"}


def opened(sentence: Sentence, view: Reader, *nodes: tree.Node) -> Reader:
    """The view in which letters of some formulas that nothing defines are numbers."""
    scope = sentence.place.state.scope
    keys = _names(*nodes)
    free = {k for k in keys if k not in view.varied and scope.latest(k) is None}
    return view.varying({**view.varied, **{key: Scalar(symbol(key)) for key in free}})
