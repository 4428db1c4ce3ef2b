r"""Expectations, variances and chances of variables with finitely many values.

\mathbb{E}[X^2], \operatorname{Var}(X), \operatorname{Cov}(X, Y) and P(X \ge 2) are sums over the
values that the document gives chances for. They count only where these chances sum to 1, so that
no value was left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Final, TypeAlias, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.deferred import dataclass, regex
from symnn.documents.judging.chances.events import HEADS, MOMENTS, Query, both, is_value
from symnn.documents.judging.chances.facts import Fact, settled
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    free_symbols,
    mul,
    negative,
    power,
    quotient,
    rational,
)
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar

_ONE_ARGUMENT: Final = MOMENTS - {"Cov", "cov"}
_NUMBER: Final = regex(r"-?\d{1,6}(?:/\d{1,6})?")
_RELATIONS: Final = {"=": "=", "≠": "!=", "<": "<", "≤": "<=", ">": ">", "≥": ">="}
MOST_CELLS: Final = 64
_SECONDS: Final = 2


@final
@dataclass(frozen=True, slots=True)
class Cell:
    """Values of some variables, and how probable they are together."""

    values: Mapping[str, Fraction]
    chance: Expr


#: The cells of some variables, all of them; None where the document does not settle them.
Table: TypeAlias = "Callable[[tuple[str, ...]], Sequence[Cell] | None]"


def table_of(facts: Sequence[Fact], names: tuple[str, ...]) -> Sequence[Cell] | None:
    """All values of some variables with their chances, by the facts of a document.

    Args:
        facts: the probabilities that were given.
        names: the variables.
    """
    values = {name: _values_of(facts, name) for name in names}
    if not all(values.values()):
        return None
    direct = _listed(facts, names[0]) if len(names) == 1 else None
    cells = direct if direct is not None and _is_whole(direct) else _settled(facts, values)
    return cells if cells is not None and _is_whole(cells) else None


def _values_of(facts: Sequence[Fact], name: str) -> list[Fraction]:
    """The numbers that a variable is said to be, if it is never said to be anything else."""
    events = [e for f in facts for e in (f.query.event, f.query.given) if e is not None]
    found = {value for event in events for one, value in event.mentions if one == name}
    if not all(_NUMBER.fullmatch(value) for value in found):
        return []
    return sorted(Fraction(value) for value in found)


def _listed(facts: Sequence[Fact], name: str) -> list[Cell]:
    """The chances P(X = x) as they were given, which may hold open letters."""
    found: dict[Fraction, Expr] = {}
    for fact in facts:
        mentions = fact.query.event.mentions
        if fact.query.given is None and len(mentions) == 1 and mentions[0][0] == name:
            found[Fraction(mentions[0][1])] = fact.value
    return [Cell({name: value}, chance) for value, chance in sorted(found.items())]


def _settled(facts: Sequence[Fact], values: Mapping[str, Sequence[Fraction]]) -> list[Cell] | None:
    closed = [fact for fact in facts if not free_symbols(fact.value)]
    rows = list(product(*values.values()))
    if len(rows) > MOST_CELLS:
        return None
    cells = []
    for row in rows:
        events = [is_value(name, str(value)) for name, value in zip(values, row, strict=True)]
        chance = settled(closed, Query("P", both(events), None))
        if chance is None:
            return None
        cells.append(Cell(dict(zip(values, row, strict=True)), chance))
    return cells


def _is_whole(cells: Sequence[Cell]) -> bool:
    """Whether the chances sum to 1."""
    total = add(*(cell.chance for cell in cells))
    return decide(Claim(Atomic("=", total, ONE)), seconds=_SECONDS).proved


# --- what is asked --------------------------------------------------------------------


def moment_of(node: tree.Node, view: Reader, table: Table) -> Expr | None:
    """The value of E[…], Var(…), Cov(…, …), P(X ≥ …); None for anything else.

    Args:
        node: the expression.
        view: the names, with open letters.
        table: the cells of some variables.
    """
    head, arguments = parts_of(node)
    if head is None or tree.key(head) is None or view.knows(tree.key(head) or ""):
        return None
    if head.base in HEADS:
        return _chance(arguments, _bar(node), view, table)
    if head.subscript is not None or head.labels or head.accents:
        return None
    if len(arguments) != (1 if head.base in _ONE_ARGUMENT else 2):
        return None
    cells = table(_variables(arguments, view, table))
    if cells is None:
        return None
    first = [_put(arguments[0], cell, view) for cell in cells]
    if head.base == "E":
        return _mean(cells, first)
    second = [_put(arguments[-1], cell, view) for cell in cells]
    mixed = _mean(cells, [mul(a, b) for a, b in zip(first, second, strict=True)])
    spread = add(mixed, negative(mul(_mean(cells, first), _mean(cells, second))))
    deviation = head.base.lower() in ("std", "sd")
    return power(spread, quotient(ONE, rational(2))) if deviation else spread


def parts_of(node: tree.Node) -> tuple[tree.Name | None, tuple[tree.Node, ...]]:
    """The name before the brackets, and what is in them."""
    if isinstance(node, tree.Call):
        head, group = node.head, node.arguments
    elif isinstance(node, tree.Apply) and isinstance(node.argument, tree.Group):
        head, group = node.function, node.argument
        if node.power is not None or node.ambiguous:
            return None, ()
    elif isinstance(node, tree.Product) and len(node.factors) == 2 and node.implicit:
        head, last = node.factors
        if not isinstance(last, tree.Group):
            return None, ()
        group = last
    else:
        return None, ()
    if not isinstance(head, tree.Name) or group.fence not in ("()", "[]"):
        return None, ()
    if head.base not in MOMENTS | HEADS or set(group.separators or ()) - {",", "|"}:
        return None, ()
    if "|" in (group.separators or ()) and head.base not in HEADS:
        return None, ()
    return head, group.items


def _variables(nodes: Sequence[tree.Node], view: Reader, table: Table) -> tuple[str, ...]:
    """The names in some expressions that have chances of their own."""
    keys = {tree.key(p) for node in nodes for p in tree.walk(node) if isinstance(p, tree.Name)}
    return tuple(
        sorted(k for k in keys if k is not None and not view.knows(k) and table((k,)) is not None)
    )


def _put(node: tree.Node, cell: Cell, view: Reader) -> Expr:
    values = {name: Scalar(rational(value)) for name, value in cell.values.items()}
    return view.varying(values).read_scalar(node).expr


def _mean(cells: Sequence[Cell], values: Sequence[Expr]) -> Expr:
    return add(*(mul(cell.chance, value) for cell, value in zip(cells, values, strict=True)))


def _bar(node: tree.Node) -> int | None:
    """How many relations stand before the bar of P(… | …); None without one, -1 for several."""
    groups = (part for part in tree.children(node) if isinstance(part, tree.Group))
    separators = list(next(groups).separators or ())
    if "|" not in separators:
        return None
    return separators.index("|") + 1 if separators.count("|") == 1 else -1


def _chance(
    items: tuple[tree.Node, ...], bar: int | None, view: Reader, table: Table
) -> Expr | None:
    """P of relations between variables, which all have to hold; those behind a bar are given."""
    chains = [item for item in items if isinstance(item, tree.Chain)]
    names = _variables(chains, view, table)
    if len(chains) != len(items) or not names:
        return None
    cells = table(names)
    if cells is None or bar == -1:
        return None
    whole = _total(chains, cells, view)
    given = ONE if bar is None else _total(chains[bar:], cells, view)
    if bar is None or whole is None or given is None:
        return whole
    possible = decide(Claim(Atomic(">", given, ZERO)), seconds=_SECONDS).proved
    return quotient(whole, given) if possible else None


def _total(chains: Sequence[tree.Chain], cells: Sequence[Cell], view: Reader) -> Expr | None:
    """The chance of the cells in which relations hold; None where that is not decided."""
    chosen = []
    for cell in cells:
        holds = [_holds(chain, cell, view) for chain in chains]
        if None in holds:
            return None
        if all(holds):
            chosen.append(cell.chance)
    return add(ZERO, *chosen)


def _holds(chain: tree.Chain, cell: Cell, view: Reader) -> bool | None:
    """Whether relations hold for the values of a cell; None where that is not decided."""
    found: list[bool | None] = []
    for left, link in chain.pairs():
        if link.relation == "∈":
            members = _members(link.operand)
            equal = [_is(("=", left, member), cell, view) for member in members]
            found.append(None if None in equal or not members else any(equal))
        elif link.relation in _RELATIONS:
            found.append(_is((_RELATIONS[link.relation], left, link.operand), cell, view))
        else:
            return None
    return None if None in found else all(found)


def _members(node: tree.Node) -> tuple[tree.Node, ...]:
    return node.items if isinstance(node, tree.Group) and node.fence == "{}" else ()


def _is(claim: tuple[str, tree.Node, tree.Node], cell: Cell, view: Reader) -> bool | None:
    relation, left, right = claim
    formula = Atomic(relation, _put(left, cell, view), _put(right, cell, view))
    if free_symbols(formula.left, formula.right):
        return None
    found = decide(Claim(formula), seconds=_SECONDS).status
    return None if found is Status.UNDECIDED else found is Status.PROVED


def regrouped(node: tree.Node) -> tree.Node:
    """The tree with E[X] and E[X]^2 as one factor each of the products that they stand in."""
    node = tree.map_children(node, regrouped)
    if not isinstance(node, tree.Product) or not set(node.operators) <= {"", "·"}:
        return node
    factors = tuple(_grouped(node))
    if len(factors) == len(node.factors):
        return node
    signs = ("·",) * (len(factors) - 1)
    return tree.Product(factors, signs, span=node.span) if signs else factors[0]


def _grouped(node: tree.Product) -> Iterator[tree.Node]:
    factors = list(node.factors)
    while factors:
        head = factors.pop(0)
        group = factors[0] if factors else None
        inner = group.base if isinstance(group, tree.Power) else group
        named = isinstance(head, tree.Name) and head.base in MOMENTS
        if not named or not isinstance(inner, tree.Group) or inner.fence not in ("[]", "()"):
            yield head
            continue
        factors.pop(0)
        call = tree.Call(head, inner, span=node.span)
        if isinstance(group, tree.Power):
            yield tree.Power(call, group.exponent, span=node.span)
        else:
            yield call
