"""Engines of the checker: one for each kind of evidence beyond the kernel.

The kernel is all the rest of the checker, which knows engines by this table only. Whoever wants to
trust one piece of evidence reads the kernel and the engine that the evidence names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from symnn.claims.replay import need, reading
from symnn.claims.replay.reading import Statement
from symnn.claims.replay.systems import System

from . import boxes, cases, limits, matrices, polynomials

#: By the kind of a proof, what shows that relations cannot hold together.
REFUTATIONS: Final[Mapping[str, Callable[[System, object], None]]] = {
    "polynomial": polynomials.refute,
    "oracle": polynomials.refute,
    "boxes": boxes.refute,
}


def refute(system: System, proof: object) -> None:
    """Show by the engine that the proof names that the relations cannot hold together."""
    need((kind := reading.kind(proof)) in REFUTATIONS, f"no engine is called {kind!r}")
    REFUTATIONS[kind](system, proof)


#: By the kind of a proof, what shows that a statement holds all over its domain.
PROOFS: Final[Mapping[str, Callable[[Statement, object], None]]] = {
    "cases": partial(cases.prove, refute=refute),
}
#: By the kind of a proof, what is left to be shown of a statement, as evidence.
REMAINDERS: Final[Mapping[str, Callable[[Statement, object, bool], object]]] = {
    "limits": limits.remainder,
}
#: By the kind of a proof, what shows a statement that is not made of numbers.
WHOLE: Final[Mapping[str, Callable[[object, object, bool], None]]] = {"matrices": matrices.verify}
