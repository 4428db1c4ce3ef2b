r"""Closed forms of recurrences: x_n = 6 - 4/2^n after x_{n+1} = x_n/2 + 3 and x_0 = 2.

Proved by induction: the formula at the first one or two indices, and that the recurrence makes of
it the formula at the next one, as an identity in n and its powers (see `forms`). So it holds for
as long as the formula has values, which is why none of its denominators may be 0 on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import dataclass
from symnn.documents.judging.identities.forms import (
    FRESH,
    Forms,
    NoFormError,
    bare,
    bracketed,
    linear,
    number,
    put,
)
from symnn.documents.judging.identities.stated import letters
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.errors import SymnnError
from symnn.exact.expression import rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar

_SECONDS: Final = 2
#: A recurrence reaches back so far at most, and a sequence begins at such an index.
_DEPTH: Final = 2
_STARTS: Final = range(3)


@final
@dataclass(frozen=True, slots=True)
class Recurrence:
    """What a sequence is made from: `body` is the member at `shift`, for every `letter`."""

    name: tree.Name
    letter: str
    body: tree.Node

    @property
    def shift(self) -> int:
        """1 of x_{n+1} = … ."""
        return shift_of(self.name, self.letter) or 0


def uncalled(node: tree.Node, letter: str) -> tree.Node:
    """n(n + 1) as a product: an index is no function."""
    if isinstance(node, tree.Call) and tree.key(node.head) == letter:
        inner = tree.map_children(node.arguments, lambda part: uncalled(part, letter))
        return tree.Product((node.head, inner), ("",), span=node.span)
    if isinstance(node, tree.Transpose) and node.mark == letter:
        return tree.Power(uncalled(node.operand, letter), tree.Name(letter), span=node.span)
    return tree.map_children(node, lambda part: uncalled(part, letter))


def shift_of(name: tree.Name, letter: str) -> int | None:
    """c of x_{n+c}; None for a name that has no such index.

    Examples:
        >>> shift_of(tree.Name("x", subscript=tree.Name("n")), "n")
        0
    """
    inside = [index for index in _indices(name) if letter in letters(index)]
    if len(inside) != 1:
        return None
    try:
        times, plus = linear(inside[0], letter)
    except NoFormError:
        return None
    return plus if times == 1 else None


def numbered(name: tree.Name, letter: str, index: int) -> tree.Name:
    """x_3 of the pattern x_{n+1}, for the index 3.

    Examples:
        >>> tree.key(numbered(tree.Name("x", subscript=tree.Name("n")), "n", 3))
        'x_3'
    """
    value = number(index)

    subscript = name.subscript
    if subscript is not None and letter in letters(subscript):
        subscript = value
    labels = tuple(
        replace(label, items=(value,)) if letter in letters(label) else label
        for label in name.labels
    )
    return replace(name, subscript=subscript, labels=labels)


def starts(name: tree.Name, letter: str, closed: tree.Node, view: Reader) -> list[int]:
    """The indices at which a sequence may begin: one in the formula, else one that was given."""
    keys = {index: tree.key(numbered(name, letter, index)) or "" for index in _STARTS}
    used = {tree.key(part) for part in tree.walk(closed)}
    inside = [index for index, key in keys.items() if key in used]
    given = [index for index, key in keys.items() if view.scope.latest(key) is not None]
    return inside[:1] or given[:1]


def opened(name: tree.Name, letter: str, start: int, view: Reader) -> Reader:
    """The view in which the first member is any number, if nothing is said of it."""
    key = tree.key(numbered(name, letter, start)) or ""
    return view if view.scope.latest(key) is not None else view.varying({key: Scalar(symbol(key))})


def proved_by_induction(
    rule: Recurrence, left: tree.Name, closed: tree.Node, view: Reader
) -> Judgement | None:
    """The proof that a sequence has a closed form; None if there is none.

    Args:
        rule: what the sequence is made from.
        left: the member that the formula is about, such as x_n.
        closed: the formula.
        view: the names, with open letters.
    """
    begin = starts(rule.name, rule.letter, closed, view)
    at, depth = shift_of(left, rule.letter), _depth(rule)
    if not begin or at is None or depth is None:
        return None
    view = opened(rule.name, rule.letter, begin[0], view)
    fresh = next((n for n in FRESH if _is_free(n, rule, closed, view)), None)
    if fresh is None:
        return None
    work = _Induction(rule, closed, at, view, begin[0], fresh)
    first = [work.begins(begin[0] + k) for k in range(depth)]
    if any(one is None or one.outcome != "proved" for one in first):
        return None
    try:
        work.check_everywhere_defined()
        step = work.goes_on()
    except (NoFormError, MeaningError, SymnnError):
        return None
    if step is None or step.outcome != "proved" or first[0] is None:
        return None
    method = f"induction over {rule.letter}: {first[0].method}, then {step.method}"
    note = f"for all integers {rule.letter} ≥ {begin[0] - at}"
    return replace(step, method=method, notes=(*step.notes, note))


def proved_of_formula(
    rule: Recurrence, pattern: tree.Name, closed: tree.Node, view: Reader
) -> Judgement | None:
    """The proof that a sequence with a formula obeys a recurrence; None if there is none.

    Args:
        rule: the recurrence.
        pattern: the member that the formula is given for, such as x_n.
        closed: the formula.
        view: the names, with open letters.
    """
    at = shift_of(pattern, rule.letter)
    fresh = next((n for n in FRESH if _is_free(n, rule, closed, view)), None)
    if at is None or fresh is None or _depth(rule) is None:
        return None
    try:
        step = _Induction(rule, closed, at, view, 0, fresh).goes_on()
    except (NoFormError, MeaningError, SymnnError):
        return None
    return step if step is not None and step.outcome == "proved" else None


@final
@dataclass(frozen=True, slots=True)
class _Induction:
    """A closed form for the member at `at`, in a letter that stands for nothing."""

    rule: Recurrence
    closed: tree.Node
    at: int
    view: Reader
    start: int
    fresh: str

    def begins(self, index: int) -> Judgement | None:
        """The formula at one of the first indices, which must be given or open."""
        name = numbered(self.rule.name, self.rule.letter, index)
        value = put(self.closed, self.rule.letter, number(index - self.at))
        if index != self.start and self.view.scope.latest(tree.key(name) or "") is None:
            return None
        return self._judged(name, value)

    def goes_on(self) -> Judgement | None:
        """That the recurrence makes of the formula the formula at the next index."""
        rule, here = self.rule, tree.Name(self.fresh)

        def with_formula(node: tree.Node) -> tree.Node:
            member = isinstance(node, tree.Name) and _is_member(node, rule)
            back = shift_of(node, rule.letter) if isinstance(node, tree.Name) and member else None
            if back is not None:
                return self._formula(back)
            if isinstance(node, tree.Name) and tree.key(node) == rule.letter:
                return here
            return tree.map_children(node, with_formula)

        used = letters(rule.body) | letters(self.closed) | {self.fresh}
        forms = Forms(self.fresh, used, self.view.knows)
        sides = forms.change(self._formula(rule.shift)), forms.change(with_formula(rule.body))
        return self._judged(*sides)

    def check_everywhere_defined(self) -> None:
        """No denominator of the formula may be 0 at an index on the way."""
        letter = self.rule.letter
        floor = Atomic(">=", symbol(self.fresh), rational(self.start - self.at))
        for node in tree.walk(self.closed):
            if isinstance(node, tree.Power) and letter in letters(node.base):
                whole = isinstance(node.exponent, tree.Number)
                if not whole:
                    raise NoFormError
            below = node.denominator if isinstance(node, tree.Quotient) else None
            if below is None or letter not in letters(below) or _is_monomial(below, letter):
                continue
            grown = put(below, letter, tree.Name(self.fresh))
            value = self.view.scalar(self.view.told_apart(grown)).expr
            claim = Claim(Atomic("!=", value, rational(0)), (floor,))
            if not decide(claim, seconds=_SECONDS).proved:
                raise NoFormError

    def _formula(self, index: int) -> tree.Node:
        """The formula for the member at the fresh letter and some more."""
        plus = index - self.at
        terms = (tree.Name(self.fresh), number(plus))
        here = bracketed(tree.Sum(terms)) if plus else tree.Name(self.fresh)
        return bracketed(put(self.closed, self.rule.letter, here))

    def _judged(self, left: tree.Node, right: tree.Node) -> Judgement | None:
        view = replace(self.view, work=self.view.work.afresh())
        try:
            return judge("=", Side(view.read(left), left), Side(view.read(right), right))
        except MeaningError:
            return None


def _depth(rule: Recurrence) -> int | None:
    """How far back it reaches; None if it is made from other sequences, too."""
    back: set[int] = set()
    for node in tree.walk(rule.body):
        if not isinstance(node, tree.Name) or tree.key(node) == rule.letter:
            continue
        shift = shift_of(node, rule.letter)
        if _is_member(node, rule):
            if shift is None or shift >= rule.shift:
                return None
            back.add(rule.shift - shift)
        elif any(rule.letter in letters(index) for index in _indices(node)):
            return None
    return max(back) if back and max(back) <= _DEPTH else None


def _is_member(node: tree.Node, rule: Recurrence) -> bool:
    """Whether it is the same sequence at an index that moves."""
    if not isinstance(node, tree.Name) or node.base != rule.name.base:
        return False
    return any(rule.letter in letters(index) for index in _indices(node))


def _is_monomial(node: tree.Node, letter: str) -> bool:
    """Whether it is a product of powers in the letter and of numbers, which is never 0."""
    node = bare(node)
    if isinstance(node, tree.Product):
        return set(node.operators) <= {"", "·"} and all(
            _is_monomial(factor, letter) for factor in node.factors
        )
    if isinstance(node, tree.Number):
        return node.value != 0
    return isinstance(node, tree.Power) and letter not in letters(node.base)


def _is_free(name: str, rule: Recurrence, closed: tree.Node, view: Reader) -> bool:
    used = letters(rule.body) | letters(closed) | letters(rule.name)
    return name not in used and name != rule.letter and not view.knows(name)


def _indices(name: tree.Name) -> Iterator[tree.Node]:
    if name.subscript is not None:
        yield name.subscript
    yield from name.labels
