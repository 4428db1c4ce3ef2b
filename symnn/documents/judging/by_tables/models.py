"""The models that a document gives: networks of variables, Markov chains, random chances."""

from __future__ import annotations

from collections.abc import Callable

from symnn.documents.judging.by_tables.coins import Coin
from symnn.documents.judging.by_tables.knowledge import Knowledge
from symnn.documents.judging.by_tables.markov_chains import MarkovChain
from symnn.documents.judging.by_tables.networks import Network, UnsettledError
from symnn.documents.judging.by_tables.terms import Term


def network_of(known: Knowledge) -> Network | None:
    """The network of variables; None if there is none."""
    try:
        found = Network(known)
    except UnsettledError:
        return None
    return found if found.is_sound() else None


def steps_of(known: Knowledge) -> MarkovChain | None:
    """The Markov chain; None if there is none."""
    try:
        return MarkovChain(known) if known.is_markov else None
    except UnsettledError:
        return None


def coin_of(known: Knowledge, value: Callable[[Term], object]) -> Coin | None:
    """The random chance with its counts; None if there is none."""
    try:
        return Coin(known, value)
    except UnsettledError:
        return None
