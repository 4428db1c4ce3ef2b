r"""How likely a sequence is in a hidden Markov model: P(O) of \pi_i, a_{ij} and b_j(o_t)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from symnn.documents.judging.by_tables.networks import UnsettledError
from symnn.documents.judging.by_tables.terms import Call, Letter, Listing, Row, Term

#: What stands behind the bar where the model is named: P(O | \lambda).
_MODELS: Final = frozenset({r"\lambda", r"\theta", "M", r"\Lambda"})


def sequence_asked(call: Call, lists: dict[str, Listing]) -> Listing | None:
    """The sequence whose likelihood a chance is."""
    (item, *more), *given = call.groups
    if more or not isinstance(item, Letter) or item.lower or item.upper:
        return None
    named = all(
        isinstance(g, Letter) and g.base in _MODELS and not g.lower
        for group in given
        for g in group
    )
    return lists.get(item.base) if named and item.base in ("O", "Y", "X", "V") else None


def likelihood(
    sequence: Sequence[Term], states: Sequence[Term], value: Callable[[Term], object]
) -> Fraction:
    r"""The sum over all ways through the states.

    Args:
        sequence: what is seen, in its order.
        states: the hidden ones.
        value: of \pi_i, a_{ij} and b_j(o).

    Raises:
        UnsettledError: one of these is not given.
    """

    def number(term: Term) -> Fraction:
        found = value(term)
        if not isinstance(found, Fraction) or not 0 <= found <= 1:
            raise UnsettledError
        return found

    def seen(state: Term, what: Term) -> Fraction:
        return number(Call(Letter("b", (state,)), ((what,),)))

    if not sequence or not states:
        raise UnsettledError
    steps = [[number(Letter("a", (Row((i, j)),))) for j in states] for i in states]
    starts = [number(Letter(r"\pi", (state,))) for state in states]
    if sum(starts) != 1 or any(sum(row) != 1 for row in steps):
        raise UnsettledError
    columns = list(zip(*steps, strict=True))
    if all(sum(column) == 1 for column in columns) and columns != [tuple(row) for row in steps]:
        raise UnsettledError  # the steps may as well go from the columns to the rows
    ahead = [p * seen(s, sequence[0]) for p, s in zip(starts, states, strict=True)]
    for what in sequence[1:]:
        ahead = [
            sum((ahead[i] * steps[i][j] for i in range(len(states))), Fraction(0)) * seen(s, what)
            for j, s in enumerate(states)
        ]
    return sum(ahead, Fraction(0))
