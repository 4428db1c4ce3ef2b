r"""Sums and products over an open range: \sum_{k=0}^n x^k = \frac{1-x^{n+1}}{1-x}.

Proved by induction: the claim at the first n, and that the right side grows by the term that the
left side gains, both as identities. A power x^{n+c} is written X x^c there for a fresh X, and
(n+c)! as F times its last factors, so that nothing but identities of rational functions is left.
Refuted if it fails for each of several n, written out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import dataclass
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.identities.forms import (
    FRESH,
    Forms,
    NoFormError,
    bare,
    bracketed,
    integer_of,
    number,
    put,
)
from symnn.documents.judging.identities.stated import letters
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.exact.expression import rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.plain import plain

#: So many values of n are tried before a claim is called false.
_TRIES: Final = 5
_VALUES: Final = (2, 3, 4, 5, 6)
_SECONDS: Final = 2
_MAX_START: Final = 20


@final
@dataclass(frozen=True, slots=True)
class Range:
    """An operator from `start` to `count` + `shift`, with `count` an open letter."""

    node: tree.BigOperator
    index: str
    start: int
    count: str
    shift: int

    @property
    def first(self) -> int:
        """The smallest value of the letter for which the range is not empty."""
        return self.start - self.shift


def judge_open_range(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of a claim about a sum or product up to an open letter.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    if link.relation != "=" or assumed.denied:
        return None
    judgement = _in_view(
        left, link.operand, assumed.view(reader(place.state.scope, open_names=True))
    )
    if judgement is None and assumed.universal:  # "for all n": so much the better
        values = {k: v for k, v in assumed.values.items() if k not in assumed.universal}
        view = replace(assumed, values=values).view(reader(place.state.scope, open_names=True))
        judgement = _in_view(left, link.operand, view)
        if judgement is not None and judgement.outcome != "proved":
            return None  # the words may leave out the number at which it fails
    if judgement is None:
        return None
    doubtful = assumed.unread is not None or may_be_posed_in_words(place.formula)
    if judgement.outcome == "refuted" and doubtful:
        return None
    return judgement, f"{plain(left)} {link.relation} {plain(link.operand)}"


def _in_view(left: tree.Node, right: tree.Node, view: Reader) -> Judgement | None:
    sides, found = (left, right), open_range(left, view)
    if found is None:
        found, sides = open_range(right, view), (right, left)
    if found is None:
        return _chosen(left, right, view)
    return said_of(view, found, sides[1])


def said_of(view: Reader, span: Range, right: tree.Node) -> Judgement | None:
    """The judgement of what an open range is said to be."""
    return _Work(view, span, _with_power(right, span.count)).judged()


def _with_power(node: tree.Node, count: str) -> tree.Node:
    """The tree with x^T as a power, where T counts the terms of a sum."""
    if isinstance(node, tree.Transpose) and node.mark == count:
        return tree.Power(_with_power(node.operand, count), tree.Name(count), span=node.span)
    return tree.map_children(node, lambda child: _with_power(child, count))


def _chosen(left: tree.Node, right: tree.Node, view: Reader) -> Judgement | None:
    r"""A claim about \binom Dj for an open letter D: about a polynomial in D."""
    whole = tree.Group("", (left, right), (",",))
    counts = {
        tree.key(part.upper) or "" for part in tree.walk(whole) if isinstance(part, tree.Binomial)
    }
    used = letters(whole)
    fresh = next((name for name in FRESH if name not in used and not view.knows(name)), None)
    if len(counts) != 1 or fresh is None or not counts <= used or view.knows(min(counts)):
        return None
    (count,) = counts
    found = decided_alone(
        view, put(left, count, tree.Name(fresh)), put(right, count, tree.Name(fresh))
    )
    if found is not None and found.outcome == "proved":
        return replace(found, notes=(*found.notes, f"as polynomials in {count}"))
    if count not in letters(left) or letters(right) != {count}:
        return None  # what fails at each of a few values may be meant for other letters
    fails: list[Judgement] = []
    for value in _VALUES:
        tried = decided_alone(view, *(put(side, count, number(value)) for side in (left, right)))
        if tried is None or tried.outcome != "refuted":
            return None
        fails.append(tried)
    return replace(fails[0], notes=(*fails[0].notes, f"already at {count} = {_VALUES[0]}"))


def decided_alone(view: Reader, left: tree.Node, right: tree.Node) -> Judgement | None:
    """The judgement of an equation by what a view knows; None without a meaning."""
    view = replace(view, work=view.work.afresh())
    try:
        return judge("=", Side(view.read(left), left), Side(view.read(right), right))
    except MeaningError:
        return None


def open_range(node: tree.Node, view: Reader) -> Range | None:
    """The open range of a side that is one sum or product, but for constant factors of a sum."""
    node = _turned_round(_with_factors_inside(node))
    if not isinstance(node, tree.BigOperator) or node.operator not in ("sum", "prod"):
        return None
    lower = node.lower
    if not isinstance(lower, tree.Chain) or len(lower.links) != 1 or node.upper is None:
        return None
    (link,) = lower.links
    index, start = tree.key(lower.first), integer_of(link.operand)
    end = _shifted(node.upper)
    if link.relation != "=" or index is None or start is None or end is None:
        return None
    count, shift = end
    if any(isinstance(n, tree.Name) and n.subscript is not None for n in tree.walk(node.body)):
        return None  # a sequence, of which nothing is known
    if (
        view.knows(count)
        or not count.isalpha()
        or abs(start) > _MAX_START
        or abs(shift) > _MAX_START
        or count == index
    ):
        return None
    return Range(node, index, start, count, shift)


def _with_factors_inside(node: tree.Node) -> tree.Node:
    """The sum of c f(i) for c times a sum of f(i), where c holds nothing of the sum."""
    if not isinstance(node, tree.Product):
        return node
    *before, inner = node.factors
    if not isinstance(inner, tree.BigOperator):
        return node
    if inner.operator != "sum" or inner.upper is None or set(node.operators) - {"", "·"}:
        return node
    own = letters(inner.upper) | (letters(inner.lower) if inner.lower is not None else set())
    if any(letters(factor) & own for factor in before):
        return node
    factors = (*before, bracketed(inner.body))
    return replace(inner, body=tree.Product(factors, node.operators))


def _turned_round(node: tree.Node) -> tree.Node:
    """The sum of x^{i - 1} for that of x^{n - i} from 1 to n: in the other order."""
    if not isinstance(node, tree.BigOperator) or node.operator != "sum" or node.upper is None:
        return node
    lower, end = node.lower, _shifted(node.upper)
    if not isinstance(lower, tree.Chain) or len(lower.links) != 1 or end is None:
        return node
    index, start = tree.key(lower.first), integer_of(lower.links[0].operand)
    count, shift = end
    if index is None or start is None or count not in letters(node.body):
        return node

    def visit(part: tree.Node) -> tree.Node:
        if isinstance(part, tree.Sum) and letters(part) == {index, count}:
            plus = _rest_of(part, index, count)
            if plus is not None:  # n - i + c at i = start + n + shift - j
                return bracketed(tree.Sum((tree.Name(index), number(plus - start - shift))))
        return tree.map_children(part, visit)

    body = visit(node.body)
    gone = count not in letters(body)
    alone = _occurrences(body, index) == _occurrences(node.body, index) == _sums(node, index, count)
    return replace(node, body=body) if gone and alone else node


def _rest_of(node: tree.Sum, index: str, count: str) -> int | None:
    """c of n - i + c."""
    total = 0
    for term in node.terms:
        value = integer_of(term)
        if value is not None:
            total += value
        elif tree.key(term) != count and not (
            isinstance(term, tree.Neg) and tree.key(term.operand) == index
        ):
            return None
    return total


def _occurrences(node: tree.Node, key: str) -> int:
    return sum(1 for part in tree.walk(node) if tree.key(part) == key)


def _sums(node: tree.BigOperator, index: str, count: str) -> int:
    """How many sums of just the index and the letter stand in the body."""
    parts = (p for p in tree.walk(node.body) if isinstance(p, tree.Sum))
    return sum(1 for part in parts if letters(part) == {index, count})


def _shifted(node: tree.Node) -> tuple[str, int] | None:
    """n, n + 1 or n - 1 as the letter and the number."""
    if isinstance(node, tree.Name):
        key = tree.key(node)
        return (key, 0) if key is not None and len(key) == 1 else None
    if not isinstance(node, tree.Sum) or len(node.terms) != 2:
        return None
    first, shift = node.terms[0], integer_of(node.terms[1])
    key = tree.key(first)
    return (key, shift) if key is not None and len(key) == 1 and shift is not None else None


@final
@dataclass(frozen=True, slots=True)
class _Work:
    """One claim: the open range, and what it is said to be."""

    view: Reader
    range: Range
    right: tree.Node

    def judged(self) -> Judgement | None:
        """Proved by induction, or false for each of several values of the letter."""
        proved = self._by_induction() or self._binomially()
        if proved is not None:
            return proved
        found = [self._at(self.range.first + k) for k in range(1, _TRIES + 1)]
        fails = [judgement for judgement in found if judgement is not None]
        everywhere = len(fails) == _TRIES and all(f.outcome == "refuted" for f in fails)
        if everywhere and self._is_general():
            note = f"already at {self.range.count} = {self.range.first + 1}"
            return replace(fails[0], notes=(*fails[0].notes, note))
        return None

    def _is_general(self) -> bool:
        """Whether the right side is a formula in the letter and in those of the terms.

        With a letter on one side only it may be a condition on that letter.
        """
        inside = letters(self.range.node.body) - {self.range.index}
        used = letters(self.right)
        return self.range.count in used and used == inside | {self.range.count}

    def _at(self, value: int) -> Judgement | None:
        """The claim at one value of the letter."""
        literal = number(value)
        sides = [put(side, self.range.count, literal) for side in (self.range.node, self.right)]
        return decided_alone(self.view, sides[0], sides[1])

    def _by_induction(self) -> Judgement | None:
        """The first case, and the step from n to n + 1."""
        span = self.range
        count = span.count
        if count in letters(span.node.body):
            return None
        begin = self._at(span.first)
        if begin is None or begin.outcome != "proved":
            return None
        fresh = next((name for name in FRESH if self._is_free(name)), None)
        if fresh is None:
            return None
        here = tree.Name(fresh)
        after = bracketed(tree.Sum((here, number(1))))
        end = bracketed(tree.Sum((here, number(span.shift + 1))))
        before, grown = (put(self.right, count, value) for value in (here, after))
        gained = put(span.node.body, span.index, end)
        kind = tree.Sum if span.node.operator == "sum" else None
        parts = (bracketed(before), bracketed(gained))
        step = kind(parts) if kind is not None else tree.Product(parts, ("·",))
        try:
            forms = Forms(fresh, {fresh} | letters(grown) | letters(step), self.view.knows)
            sides = forms.change(grown), forms.change(step)
            self._check_everywhere_defined(sides, fresh)
            found = decided_alone(self.view, *sides)
        except (NoFormError, MeaningError):
            return None
        if found is None or found.outcome != "proved":
            return None
        method = f"induction over {count}: {begin.method}, then {found.method}"
        note = f"for all integers {count} ≥ {span.first}"
        return replace(found, method=method, notes=(*found.notes, note))

    def _check_everywhere_defined(self, sides: tuple[tree.Node, ...], count: str) -> None:
        """No denominator may be 0 at a number on the way: the induction would break off there."""
        start = Atomic(">=", symbol(count), rational(self.range.first))
        for node in (part for side in sides for part in tree.walk(side)):
            grows = isinstance(node, tree.Power) and count in letters(node)
            if grows and not isinstance(getattr(node, "exponent", None), tree.Number):
                raise NoFormError
            if isinstance(node, tree.Quotient) and count in letters(node.denominator):
                below = self.view.scalar(self.view.told_apart(node.denominator)).expr
                claim = Claim(Atomic("!=", below, rational(0)), (start,))
                if not decide(claim, seconds=_SECONDS).proved:
                    raise NoFormError

    def _is_free(self, name: str) -> bool:
        used = letters(self.range.node) | letters(self.right)
        return name not in used and not self.view.knows(name)

    def _binomially(self) -> Judgement | None:
        """sum of binomials with powers a^k b^{n-k}: the n-th power of a + b."""
        span = self.range
        if span.node.operator != "sum" or span.start or span.shift:
            return None
        bases = _binomial_bases(span.node.body, span.index, span.count)
        if bases is None or not isinstance(self.right, tree.Power):
            return None
        if tree.key(bare(self.right.exponent)) != span.count:
            return None
        found = decided_alone(self.view, bracketed(tree.Sum(bases)), self.right.base)
        if found is None or found.outcome != "proved":
            return None
        note = f"for all integers {span.count} ≥ 0"
        return replace(found, method=f"binomial theorem; {found.method}", notes=(note,))


def _binomial_bases(node: tree.Node, index: str, count: str) -> tuple[tree.Node, tree.Node] | None:
    r"""a and b of \binom nk a^k b^{n-k}; 1 for one that is not written."""
    factors = list(node.factors) if isinstance(node, tree.Product) else [node]
    first: tree.Node = number(1)
    second: tree.Node = number(1)
    seen = 0
    for factor in factors:
        if isinstance(factor, tree.Binomial):
            named = tree.key(factor.upper) == count and tree.key(factor.lower) == index
            seen += 1 if named else 2
        elif isinstance(factor, tree.Power) and index not in letters(factor.base):
            exponent = bare(factor.exponent)
            if tree.key(exponent) == index:
                first = factor.base
            elif _is_rest(exponent, index, count):
                second = factor.base
            else:
                return None
        else:
            return None
    return (first, second) if seen == 1 and len(factors) <= 3 else None


def _is_rest(node: tree.Node, index: str, count: str) -> bool:
    """n - k."""
    if not isinstance(node, tree.Sum) or len(node.terms) != 2:
        return False
    first, second = node.terms
    return (tree.key(first) == count and isinstance(second, tree.Neg)) and tree.key(
        second.operand
    ) == index
