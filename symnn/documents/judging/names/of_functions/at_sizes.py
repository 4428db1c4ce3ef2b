r"""A formula at the sizes that stand before it: `k=3,\ s=1,\ p=1:\ o=n` of o = (n+2p-k)/s + 1.

With the letters of its formula given right there, it is a claim about the letters that are left,
and no new meaning. As those may also be sought, it is false only if it holds for none of them.
"""

from __future__ import annotations

from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.documents.judging.names.definitions import Target, computed
from symnn.documents.judging.names.reaching.reach import is_in_other_item
from symnn.documents.judging.placing import Place, judged_entry
from symnn.documents.judging.relations import Judgement
from symnn.documents.model import Entry
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    rational,
    rebuild,
    substitute,
    symbol,
)
from symnn.exact.number import Number
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding, Scope
from symnn.latex.meaning.values import Scalar, Value
from symnn.latex.plain import plain

_SECONDS: Final = 3


def said_at_sizes(
    place: Place, chain: tree.Chain, defined: Target, assumed: Assumptions
) -> Entry | None:
    """The entry of such a claim; None if none of the letters of the formula is given here."""
    left, link, known = chain.first, chain.links[0], defined.known
    if known is None or known.parameters is not None or not known.computed or link.relation != "=":
        return None
    if known.section != place.formula.headings or not place.state.is_in_force(known):
        return None
    if not computed(link.operand) or not _is_given_here(place, known, assumed):
        return None
    if is_in_other_item(place, known):
        return None
    reading = f"{plain(left)} = {plain(link.operand)}"
    found = [_read(place, known, link, more) for more in _views(place, known, assumed)]
    if any(one is None for one in found):
        return None
    first, *others = (one for one in found if one is not None)
    if any(other.outcome != first.outcome for other in others):
        first = Judgement("undecided", reason="whether a letter keeps its value is not said")
    return judged_entry(place, left, link, first, reading)


def _views(place: Place, known: Binding, assumed: Assumptions) -> list[Assumptions]:
    """As the names are, and with letters open that had their value for another claim."""
    stale: dict[str, Value] = {}
    for node in tree.walk(known.body):
        key = tree.key(node)
        value = place.state.scope.latest(key or "")
        if key is None or value is None or value.parameters is not None:
            continue
        if known.version < value.version <= place.state.since and key not in assumed.values:
            stale[key] = Scalar(symbol(key))
    return [assumed, assumed.also(Assumptions(stale))] if stale else [assumed]


def _read(place: Place, known: Binding, link: tree.Link, assumed: Assumptions) -> Judgement | None:
    view = assumed.view(reader(place.state.scope, open_names=True, version=place.seen))
    try:
        was, said = (view.read_scalar(node).expr for node in (known.body, link.operand))
    except MeaningError:
        return None
    letters = free_symbols(was)
    if not free_symbols(said) or not free_symbols(said) <= letters:
        return None
    return _judged(was, said, sorted(letters))


def gives_letter(premise: tree.Chain, conclusion: tree.Chain, scope: Scope) -> bool:
    """Whether it gives a letter of a formula, that of the conclusion, another formula or a number.

    p = (k-1)/2 ⇒ o = n
    """
    key, known = tree.key(premise.first), scope.latest(tree.key(conclusion.first) or "")
    if key is None or known is None or known.parameters is not None or not known.computed:
        return False
    plain_links = len(premise.links) == 1 and premise.links[0].relation == "="
    own = any(tree.key(node) == key for node in tree.walk(premise.links[0].operand))
    letters = {tree.key(node) for node in tree.walk(known.body)}
    return plain_links and not own and key in letters


def _is_given_here(place: Place, known: Binding, assumed: Assumptions) -> bool:
    keys = {tree.key(node) or "" for node in tree.walk(known.body)}
    found = (place.state.scope.latest(key) for key in keys)
    new = any(b is not None and b.version > place.state.since for b in found)
    return new or bool(keys & (assumed.values.keys() - assumed.universal))


def _judged(was: Expr, said: Expr, letters: list[str]) -> Judgement:
    """Proved for all numbers, or for all whole ones; refuted if it holds for no number."""
    whole = _without_floors(was, letters), _without_floors(said, letters)
    for sides in ((was, said), whole):
        same = decide(Claim(Atomic("=", *sides)), seconds=_SECONDS)
        if same.proved:
            notes = () if sides == (was, said) else (f"for whole numbers {', '.join(letters)}",)
            return Judgement("proved", same.method, notes=notes)
    never = decide(Claim(Atomic("!=", *whole)), seconds=_SECONDS)
    if never.proved:
        return Judgement("refuted", never.method)
    return Judgement("undecided", reason="it may hold for some values of its letters only")


def _without_floors(expr: Expr, letters: list[str]) -> Expr:
    """The expression for whole numbers, of which c + Σ cᵢxᵢ with whole cᵢ is one."""
    args = tuple(_without_floors(arg, letters) for arg in expr.args)
    whole = expr.op == "apply" and expr.data == "floor"
    if whole and _is_whole(args[0], letters):
        return args[0]
    return rebuild(expr, args) if args else expr


def _is_whole(expr: Expr, letters: list[str]) -> bool:
    origin = dict.fromkeys(letters, ZERO)
    try:
        start = _number(substitute(expr, origin))
        steps = {n: _number(substitute(expr, {**origin, n: ONE})) - start for n in letters}
    except SymnnError:
        return False
    if not all(c.is_rational and c.as_fmpq().q == 1 for c in (start, *steps.values())):
        return False
    line = [mul(rational(c.as_fmpq()), symbol(n)) for n, c in steps.items()]
    return decide(Claim(Atomic("=", expr, add(rational(start.as_fmpq()), *line)))).proved


def _number(expr: Expr) -> Number:
    return exact_value(lower(expr))
