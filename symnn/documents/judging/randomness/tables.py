r"""Joint distributions of few values: tables that are written out, and those that chances give.

P(X = 0, Y = 1) = 1/4 and its like settle a table where they sum to 1; a matrix p_{X,Y} is one as
it stands. Marginal chances are sums over its rows and columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from symnn.documents.judging.chances.at_hand import at_hand
from symnn.documents.judging.chances.by_name import cells_by_name
from symnn.documents.judging.chances.moments import table_of
from symnn.exact.expression import Expr, add
from symnn.latex import syntax as tree

if TYPE_CHECKING:
    from symnn.documents.judging.randomness.model import Model

#: Values of variables with their chance; the values in a matrix are the places there.
Cell: TypeAlias = "tuple[Mapping[str, Fraction], Expr]"


def cells_of(model: Model, names: tuple[str, ...]) -> Sequence[Cell]:
    """All values of some variables with their chances; none where they are not settled."""
    for joint in model.world.joints:
        if set(names) <= set(joint.names):
            rows = model.array(joint.table).rows
            places = product(range(len(rows)), range(len(rows[0])))
            whole = [
                (dict(zip(joint.names, map(Fraction, at), strict=True)), rows[at[0]][at[1]].expr)
                for at in places
            ]
            return marginal(whole, names)
    facts = at_hand(model.place)
    mentioned = {
        name
        for fact in facts
        for event in (fact.query.event, fact.query.given)
        if event is not None
        for name, _ in event.mentions
    }
    if len(names) == 1 and names[0] not in mentioned:
        by_words = cells_by_name(model.place, names[0])
        return [(cell.values, cell.chance) for cell in by_words or ()]
    used = tuple(name for name in names if name in mentioned)
    if not used or (found := table_of(facts, used)) is None:
        return []
    return [(cell.values, cell.chance) for cell in found]


def marginal(cells: Sequence[Cell], names: Sequence[str]) -> list[Cell]:
    """The chances of the values of some of the variables."""
    sums: dict[tuple[Fraction, ...], list[Expr]] = {}
    for values, chance in cells:
        sums.setdefault(tuple(values[name] for name in names), []).append(chance)
    return [
        (dict(zip(names, key, strict=True)), parts[0] if len(parts) == 1 else add(*parts))
        for key, parts in sums.items()
    ]


def is_matrix(model: Model, names: Sequence[str]) -> bool:
    """Whether the values of variables are only the places in a matrix."""
    return any(set(names) & set(joint.names) for joint in model.world.joints)


def given_values(given: Sequence[tree.Node]) -> dict[str, Fraction]:
    """X = 0, Y = 1 behind a bar; none if it is anything else."""
    found: dict[str, Fraction] = {}
    for chain in given:
        if not isinstance(chain, tree.Chain) or len(chain.links) != 1:
            return {}
        key, value = tree.key(chain.first), chain.links[0].operand
        sign = -1 if isinstance(value, tree.Neg) else 1
        bare = value.operand if isinstance(value, tree.Neg) else value
        if chain.links[0].relation != "=" or key is None or not isinstance(bare, tree.Number):
            return {}
        found[key] = sign * bare.value
    return found
