r"""Factorials and binomials of letters: \frac{(D+M-1)!}{(D-1)!\,M!} = \binom{D+M-1}{M}.

Every term is a rational function times factorials of whole multiples of letters, (D + M + 2)! being
(D + M)! times its last factors. Two sides are equal where all factorials exist if the rational
functions before equal products of factorials add up to the same. A sum up to an open letter is
settled by induction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import factorial
from typing import Final, NamedTuple, TypeAlias

from flint import fmpq

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula, sides
from symnn.documents.judging.identities.forms import bare, bracketed, integer_of, number, put
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.errors import SymnnError
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    power,
    rational,
    symbol,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.scope import Scope
from symnn.latex.plain import plain

#: The letters of a linear form with their multiples, by name.
Linear: TypeAlias = "tuple[tuple[str, int], ...]"
#: How often the factorial of each form stands as a factor.
Powers: TypeAlias = "tuple[tuple[Linear, int], ...]"

_SECONDS: Final = 4
_MOST_TERMS: Final = 40
_FURTHEST: Final = 20
_DEEPEST: Final = 6
_MULTIPLIED: Final = frozenset({"", "·", "*", "×"})


class Term(NamedTuple):
    """A rational function times factorials."""

    share: Expr
    factorials: Powers


class _NoTermError(Exception):
    """Something in it is no rational function times factorials."""


def judge_factorials(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The proof and the reading of such an identity; None for any other claim, or a false one.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    if link.relation != "=" or assumed.denied or assumed.is_closed:
        return None
    scope = place.state.scope
    try:
        nodes = _written(left, scope), _written(link.operand, scope)
    except _NoTermError:
        return None
    if not any(isinstance(p, tree.Factorial | tree.Binomial) for n in nodes for p in tree.walk(n)):
        return None
    used = {key for node in nodes for key in _letters(node)}
    given = {key for key in used - assumed.universal if scope.latest(key) is not None}
    if not used or given or place.said.matrices:
        return None
    found = _by_terms(*nodes) or _by_induction(*nodes) or _by_induction(nodes[1], nodes[0])
    if found is None:
        return None
    method, forms = found
    if any(not _exists(form, assumed) for form in forms):
        return None
    note = f"for whole numbers {', '.join(sorted(used))} of which all factorials exist"
    text = f"{plain(left)} = {plain(link.operand)}"
    return Judgement("proved", method, notes=(note,)), text


def equal_by_factorials(
    left: tree.Node, right: tree.Node, over: tuple[Formula, ...]
) -> Judgement | None:
    """The proof that two expressions of letters are equal all over a domain; None without one."""
    found = _by_terms(left, right)
    if found is None:
        return None
    method, forms = found
    shown = (decide(Claim(Atomic(">=", f, ZERO), over), seconds=_SECONDS) for f in forms)
    return Judgement("proved", method) if all(one.proved for one in shown) else None


def _exists(form: Expr, assumed: Assumptions) -> bool:
    """Whether a factorial exists all over what the words say of its letters, if they say it."""
    over = assumed.domain or assumed.narrow
    bounded = frozenset[str]().union(*(free_symbols(*sides(f)) for f in over))
    if not over or not free_symbols(form) <= bounded:
        return True
    whole = tuple(f for f in over if not any(e.op == "apply" for e in sides(f)))
    return decide(Claim(Atomic(">=", form, ZERO), whole), seconds=_SECONDS).proved


# --- writing out ------------------------------------------------------------------------


def _written(node: tree.Node, scope: Scope, depth: int = 0) -> tree.Node:
    """The tree with the formulas of the document's functions for what they are applied to."""
    if depth > _DEEPEST:
        raise _NoTermError
    node = tree.map_children(node, lambda part: _written(part, scope, depth))
    key = tree.key(node.head) if isinstance(node, tree.Call) else None
    known = None if key is None else scope.latest(key)
    if not isinstance(node, tree.Call) or known is None or known.parameters is None:
        return node
    items = node.arguments.items
    bound = _run_through(known.body)
    inside = {key for item in items for key in _letters(item)}
    if len(items) != len(known.parameters) or bound & inside:
        raise _NoTermError
    fresh = {name: f"{name}′" for name in known.parameters}
    body = known.body
    for name, mark in fresh.items():
        body = put(body, name, tree.Name(mark))
    for name, item in zip(known.parameters, items, strict=True):
        body = put(body, fresh[name], bracketed(item))
    return bracketed(_written(body, scope, depth + 1))


def _run_through(node: tree.Node) -> set[str | None]:
    """The indices of its sums."""
    ranges = (p.lower for p in tree.walk(node) if isinstance(p, tree.BigOperator))
    return {tree.key(lower.first) for lower in ranges if isinstance(lower, tree.Chain)}


def _letters(node: tree.Node) -> Iterator[str]:
    """The letters that are not run through."""
    bound = _run_through(node)
    for part in tree.walk(node):
        key = tree.key(part)
        if key is not None and key not in bound:
            yield key


def _bare_letters(node: tree.Node) -> Iterator[str]:
    """The letters that stand for themselves, and not only before brackets."""
    if isinstance(node, tree.Call):
        yield from _bare_letters(node.arguments)
        return
    if (key := tree.key(node)) is not None:
        yield key
    for part in tree.children(node):
        yield from _bare_letters(part)


# --- terms ------------------------------------------------------------------------------


def _by_terms(left: tree.Node, right: tree.Node) -> tuple[str, list[Expr]] | None:
    work = _Work(left, right)
    try:
        return (work.method, work.forms) if work.agree(left, right) else None
    except (_NoTermError, SymnnError):
        return None


class _Work:
    """Reads terms, and keeps what factorials were met."""

    method = "factorials by their last factors; identities of rational functions"

    def __init__(self, *nodes: tree.Node) -> None:
        self.bare = {key for node in nodes for key in _bare_letters(node)}
        self.forms: list[Expr] = []
        self.below: list[Expr] = []

    def agree(self, left: tree.Node, right: tree.Node) -> bool:
        """Whether two expressions are proved equal.

        Raises:
            _NoTermError: one of them is no sum of terms.
        """
        shares: dict[Powers, list[Expr]] = {}
        for sign, node in ((ONE, left), (rational(-1), right)):
            for term in self.terms(node):
                shares.setdefault(term.factorials, []).append(mul(sign, term.share))
        return all(
            decide(Claim(Atomic("=", add(*found), ZERO)), seconds=_SECONDS).proved
            for found in shares.values()
        )

    def terms(self, node: tree.Node) -> list[Term]:
        """The terms of an expression."""
        node = bare(node)
        if isinstance(node, tree.Number):
            return [Term(rational(fmpq(node.value.numerator, node.value.denominator)), ())]
        if isinstance(node, tree.Name):
            key = tree.key(node)
            if key is None or len(key.rstrip("′")) != 1 or key == "e":
                raise _NoTermError
            return [Term(symbol(key), ())]
        if isinstance(node, tree.Neg):
            return [t._replace(share=mul(rational(-1), t.share)) for t in self.terms(node.operand)]
        if isinstance(node, tree.Sum):
            return [term for part in node.terms for term in self.terms(part)]
        return self._compound(node)

    def _compound(self, node: tree.Node) -> list[Term]:
        if isinstance(node, tree.Product) and set(node.operators) <= _MULTIPLIED:
            found = [Term(ONE, ())]
            for factor in node.factors:
                found = [_times(a, b) for a in found for b in self.terms(factor)]
                if len(found) > _MOST_TERMS:
                    raise _NoTermError
            return found
        if isinstance(node, tree.Call) and len(node.arguments.items) == 1:
            if tree.key(node.head) not in self.bare:
                raise _NoTermError  # f(n + 1) of a function f
            product = tree.Product((node.head, node.arguments), ("",))  # D(D + 1)
            return self._compound(product)
        if isinstance(node, tree.Quotient) and not node.ambiguous:
            below = self._inverse(self.terms(node.denominator))
            return [_times(term, below) for term in self.terms(node.numerator)]
        if isinstance(node, tree.Power) and (times := integer_of(node.exponent)) is not None:
            return self._power(node.base, times)
        if isinstance(node, tree.Factorial) and node.count == 1:
            return [self._factorial(*_linear(node.operand))]
        if isinstance(node, tree.Binomial):
            rest = bracketed(tree.Sum((node.upper, tree.Neg(bracketed(node.lower)))))
            both = tree.Product((tree.Factorial(node.lower), tree.Factorial(rest)), ("·",))
            return self.terms(tree.Quotient(tree.Factorial(node.upper), both))
        raise _NoTermError

    def _power(self, base: tree.Node, times: int) -> list[Term]:
        if not 0 <= times <= _DEEPEST:
            raise _NoTermError
        product = tree.Product((number(1), *(base,) * times), ("·",) * times)
        return self._compound(product) if times else [Term(ONE, ())]

    def _inverse(self, found: list[Term]) -> Term:
        """One by a term, or by several terms without factorials."""
        if any(term.factorials for term in found):
            if len(found) != 1:
                raise _NoTermError
            (only,) = found
            self.below.append(only.share)
            return Term(power(only.share, rational(-1)), tuple((f, -k) for f, k in only.factorials))
        self.below.append(add(*(term.share for term in found)))
        return Term(power(self.below[-1], rational(-1)), ())

    def _factorial(self, form: Mapping[str, int], shift: int) -> Term:
        """(a + 2)! as a! (a + 1)(a + 2), and (a - 1)! as a!/a."""
        whole = add(*(mul(rational(n), symbol(key)) for key, n in form.items()), rational(0))
        if not form:
            if not 0 <= shift <= _FURTHEST:
                raise _NoTermError
            return Term(rational(factorial(shift)), ())
        if abs(shift) > _FURTHEST:
            raise _NoTermError
        self.forms.append(add(whole, rational(shift)))
        factors = [add(whole, rational(k)) for k in range(1, shift + 1)]
        below = [add(whole, rational(-k)) for k in range(-shift)]
        share = mul(ONE, *factors, *(power(b, rational(-1)) for b in below))
        return Term(share, ((tuple(sorted(form.items())), 1),))


def _times(one: Term, other: Term) -> Term:
    counts = dict(one.factorials)
    for form, k in other.factorials:
        counts[form] = counts.get(form, 0) + k
    kept = tuple(sorted((form, k) for form, k in counts.items() if k))
    return Term(mul(one.share, other.share), kept)


def _linear(node: tree.Node) -> tuple[dict[str, int], int]:
    """The 1, 1 of the letters and the -1 of D + M - 1."""
    node = bare(node)
    if (value := integer_of(node)) is not None:
        return {}, value
    key = tree.key(node)
    if isinstance(node, tree.Name) and key is not None and len(key.rstrip("′")) == 1:
        return {key: 1}, 0
    if isinstance(node, tree.Neg):
        form, shift = _linear(node.operand)
        return {k: -n for k, n in form.items()}, -shift
    if isinstance(node, tree.Sum):
        total, shift = dict[str, int](), 0
        for form, plus in map(_linear, node.terms):
            shift += plus
            for k, n in form.items():
                total[k] = total.get(k, 0) + n
        return {k: n for k, n in total.items() if n}, shift
    if isinstance(node, tree.Product) and len(node.factors) == 2:
        times = integer_of(bare(node.factors[0]))
        if times is not None and set(node.operators) <= _MULTIPLIED:
            form, shift = _linear(node.factors[1])
            return {k: times * n for k, n in form.items()}, times * shift
    raise _NoTermError


# --- sums -------------------------------------------------------------------------------


def _by_induction(total: tree.Node, closed: tree.Node) -> tuple[str, list[Expr]] | None:
    """A sum from a number to an open letter: the first case, and what the next term adds."""
    total = bare(total)
    if not isinstance(total, tree.BigOperator) or total.operator != "sum" or total.upper is None:
        return None
    chain = total.lower
    if not isinstance(chain, tree.Chain) or len(chain.links) != 1 or chain.links[0].relation != "=":
        return None
    index, start = tree.key(chain.first), integer_of(chain.links[0].operand)
    try:
        form, shift = _linear(total.upper)
    except _NoTermError:
        return None
    if index is None or start is None or len(form) != 1 or set(form.values()) != {1}:
        return None
    (count,) = form
    if count in set(_letters(total.body)) or index in set(_letters(closed)):
        return None
    first = number(start - shift)
    before = bracketed(tree.Sum((tree.Name(count), number(-1))))
    work = _Work(total, closed)
    try:
        begins = work.agree(put(closed, count, first), put(total.body, index, number(start)))
        grown = tree.Sum((bracketed(closed), tree.Neg(bracketed(put(closed, count, before)))))
        grows = work.agree(grown, put(total.body, index, bracketed(total.upper)))
    except (_NoTermError, SymnnError):
        return None
    if not (begins and grows and _stays(work, count, start - shift, set(_letters(closed)))):
        return None
    return f"induction over {count}; {work.method}", work.forms


def _stays(work: _Work, count: str, first: int, letters: set[str]) -> bool:
    """Whether every factorial on the way exists, with 1 or more for the other letters.

    No denominator may be 0 there either: the induction would break off.
    """
    x, others = symbol(count), [symbol(key) for key in sorted(letters - {count})]
    over = (
        Atomic(">=", x, rational(first + 1)),
        *(Atomic(">=", other, ONE) for other in others),
    )
    parts = [Atomic(">=", form, ZERO) for form in work.forms]
    parts += [Atomic("!=", below, ZERO) for below in work.below if free_symbols(below)]
    return all(decide(Claim(part, over), seconds=_SECONDS).proved for part in parts)
