r"""Limits of sequences that are given by a recurrence: v_{k+1} = \beta v_k + g.

A rule x_{n+1} = p x_n + q with |p| < 1 has one limit, whatever its first member is. Of any other
rule a limit L is a value that it gives back: where F is continuous at L and F(L) is not L, no
sequence with x_{n+1} = F(x_n) goes there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound
from symnn.deferred import dataclass
from symnn.documents.judging.deciding import decided
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.identities.forms import bare
from symnn.documents.judging.identities.recurrences import numbered, shift_of, starts, uncalled
from symnn.documents.judging.identities.stated import letters
from symnn.documents.judging.over import judge_over
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    derivative,
    free_symbols,
    mul,
    negative,
    rational,
    substitute,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.subscripts import letter_of
from symnn.latex.meaning.values import Scalar
from symnn.latex.plain import plain

_SECONDS: Final = 2
#: How much nearer F brings a member to the limit, and how many members are tried.
_NEARER: Final = rational("9/10")
_MEMBERS: Final = 3
#: What keeps limits: sums, products, quotients and powers of what has one.
_CONTINUOUS: Final = (
    *(tree.Sum, tree.Product, tree.Quotient, tree.Power, tree.Number, tree.Name),
    *(tree.Group, tree.Neg),
)
#: Stands for a member of the sequence, or for its limit.
_MEMBER: Final = "member′"


@final
@dataclass(frozen=True, slots=True)
class _Rule:
    """x_{n+1} = F(x_n): the pattern of the name, its letter, and F with one name for x_n."""

    pattern: tree.Name
    letter: str
    body: tree.Node


def judge_sequence_limit(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of the limit of a sequence; None for anything else.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    if link.relation not in ("=", "≈") or assumed.is_closed:
        return None
    if not isinstance(left, tree.BigOperator) or not isinstance(left.lower, tree.Chain):
        return None
    end, count = left.lower.links[0], tree.key(left.lower.first)
    endless = isinstance(end.operand, tree.Name) and end.operand.base == "∞"
    scope = place.state.scope
    if count is None or end.relation != "→" or not endless or scope.latest(count) is not None:
        return None
    body = _with_member(left.body, count)
    if body is None or letters(link.operand) & {count}:
        return None
    rule = _rule_of(body[1], scope)
    view = assumed.view(reader(scope, open_names=True))
    if rule is None or view.knows(_MEMBER):
        return None
    try:
        found = _judged(rule, body[0], link, view, assumed)
    except (MeaningError, SymnnError):
        return None
    if found is None or view.track.supposed:
        return None
    doubtful = assumed.unread is not None or may_be_posed_in_words(place.formula)
    if found.outcome == "undecided" or (found.outcome == "refuted" and doubtful):
        return None
    return found, f"{plain(left)} {link.relation} {plain(link.operand)}"


def _with_member(node: tree.Node, count: str) -> tuple[tree.Node, tree.Name] | None:
    """An expression with one name for all members of the one sequence in it, and a member."""
    found: list[tree.Name] = []

    def visit(part: tree.Node) -> tree.Node:
        if isinstance(part, tree.Name) and shift_of(part, count) is not None:
            found.append(part)
            return tree.Name(_MEMBER, span=part.span)
        return tree.map_children(part, visit)

    whole = visit(uncalled(node, count))
    alike = {(name.base, name.font, name.accents) for name in found}
    plainly = all(isinstance(part, _CONTINUOUS) for part in tree.walk(whole))
    if len(alike) != 1 or count in letters(whole) or not plainly:
        return None
    return whole, found[0]


def _rule_of(name: tree.Name, scope: Scope) -> _Rule | None:
    """The latest recurrence of first order that was given for a sequence."""
    for key, pattern in reversed(scope.families.get(name.base, {}).items()):
        known, letter = scope.latest(key), letter_of(pattern, scope)
        if known is None or known.parameters is not None or letter is None:
            return None
        if (pattern.font, pattern.accents) != (name.font, name.accents):
            continue
        ahead, back = shift_of(pattern, letter), set[int | None]()
        for member in _members(known.body, pattern, letter):
            back.add(shift_of(member, letter))
        if ahead is None or back != {ahead - 1}:
            return None
        body = _with_member_of(uncalled(known.body, letter), pattern, letter)
        return None if letter in letters(body) else _Rule(pattern, letter, body)
    return None


def _members(node: tree.Node, pattern: tree.Name, letter: str) -> Iterator[tree.Name]:
    for part in tree.walk(node):
        if isinstance(part, tree.Name) and part.base == pattern.base and letter in letters(part):
            yield part


def _with_member_of(node: tree.Node, pattern: tree.Name, letter: str) -> tree.Node:
    members = set(_members(node, pattern, letter))

    def visit(part: tree.Node) -> tree.Node:
        if isinstance(part, tree.Name):
            return tree.Name(_MEMBER, span=part.span) if part in members else part
        return tree.map_children(part, visit)

    return visit(node)


def _judged(
    rule: _Rule, body: tree.Node, link: tree.Link, view: Reader, assumed: Assumptions
) -> Judgement | None:
    step = view.varying({_MEMBER: Scalar(symbol(_MEMBER))}).read_scalar(rule.body).expr
    end = _limit(step, assumed)
    if end is not None:
        there = replace(view.varying({_MEMBER: Scalar(end)}), work=view.work.afresh())
        sides = Side(there.read_scalar(body), body), Side(view.read(link.operand), link.operand)
        found = judge_over(link.relation, *sides, assumed)
        method = "x_{n+1} = p x_n + q with |p| < 1 goes to q/(1 - p)"
        return replace(found, method=f"{method}; then {found.method}")
    if link.relation != "=" or not isinstance(bare(body), tree.Name):
        return None
    return _at_fixed_point(rule, step, link, view, assumed)


def _limit(step: Expr, assumed: Assumptions) -> Expr | None:
    """q/(1 - p) of p x + q, where |p| < 1."""
    plus = substitute(step, {_MEMBER: ZERO})
    times = add(substitute(step, {_MEMBER: ONE}), negative(plus))
    straight = add(mul(times, symbol(_MEMBER)), plus)
    claims = (Atomic("=", step, straight), Atomic("<", apply("abs", times), ONE))
    if not all(decide(Claim(c, assumed.domain), seconds=_SECONDS).proved for c in claims):
        return None
    return plus / add(ONE, negative(times))


def _at_fixed_point(
    rule: _Rule, step: Expr, link: tree.Link, view: Reader, assumed: Assumptions
) -> Judgement | None:
    """The judgement of a limit L by F(L) = L, for an F that keeps limits."""
    if not all(isinstance(part, _CONTINUOUS) for part in tree.walk(rule.body)):
        return None
    end = view.read(link.operand)
    if not isinstance(end, Scalar):
        return None
    if end.decimals:
        return _far_from_fixed(step, end)
    there = Scalar(substitute(step, {_MEMBER: end.expr}))
    found = judge_over("=", Side(there, rule.body), Side(end, link.operand), assumed)
    if found.outcome == "refuted":
        note = "a limit L of x_{n+1} = F(x_n) has F(L) = L"
        return replace(found, right=None, notes=(*found.notes, note))
    closed = not free_symbols(end.expr) and free_symbols(step) <= {_MEMBER}
    if found.outcome != "proved" or not closed:
        return None
    return _by_contraction(rule, step, end.expr, view)


def _far_from_fixed(step: Expr, end: Scalar) -> Judgement | None:
    """The refutation of a decimal that no limit can be rounded to."""
    if free_symbols(step) != {_MEMBER}:
        return None
    x, half = symbol(_MEMBER), rational("1/2") * rational(10) ** -(end.decimals or 0)
    within = (
        Atomic("<=", x, add(end.expr, half)),
        Atomic(">=", x, add(end.expr, negative(half))),
    )
    if end.decimals is None or not decided(Atomic("!=", step, x), within).proved:
        return None
    return Judgement("refuted", "F(x) ≠ x for all x that are rounded to the decimal")


def _by_contraction(rule: _Rule, step: Expr, end: Expr, view: Reader) -> Judgement | None:
    """That a sequence goes to a value which F gives back, as F brings it nearer each time."""
    x, first = symbol(_MEMBER), starts(rule.pattern, rule.letter, tree.Empty(), view)
    if not first:
        return None
    begin = numbered(rule.pattern, rule.letter, first[0])
    member = view.read_scalar(begin).expr
    slope = derivative(step, _MEMBER, x)
    near = (Atomic("<=", slope, _NEARER), Atomic(">=", slope, negative(_NEARER)))
    for _ in range(_MEMBERS):
        size = apply("abs", add(member, negative(end)))
        within = (
            Atomic("<=", x, add(end, size)),
            Atomic(">=", x, add(end, negative(size))),
        )
        found = decided(Compound("and", near), within)
        if found.proved:
            method = "x_{n+1} = F(x_n) with F(L) = L and |F'| ≤ 9/10 around L goes to L"
            return Judgement("proved", f"{method}; {found.method}")
        member = substitute(step, {_MEMBER: member})
    return None
