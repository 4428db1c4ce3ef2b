"""The families of claims, by group; a family that is named twice is drawn twice as often."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import lcm
from random import Random
from typing import Final, TypeAlias

from tests.campaigns import generators as closed
from tests.campaigns.cases import Case
from tests.campaigns.for_all import extremes, fusion, laws, nets, partial, polynomials, smooth

Family: TypeAlias = "Callable[[Random], Case | None]"

GROUPS: Final[Mapping[str, tuple[Family, ...]]] = {
    "closed": (
        closed.by_oracle,
        closed.by_laws,
        closed.by_hidden_zero,
        closed.by_pell,
        closed.by_nothing,
        closed.by_open_laws,
        closed.by_open_laws,
        closed.by_branch,
        closed.by_connective,
    ),
    "laws": (
        laws.identity,
        laws.identity,
        laws.identity,
        laws.affine,
        laws.hats,
        laws.order,
        laws.tropical,
        nets.shallow,
        nets.shallow,
        nets.deep,
        nets.merged,
    ),
    "extremes": (
        extremes.linear_on_box,
        extremes.distances_on_box,
        extremes.cone,
        extremes.simplex,
        extremes.ball_of_sums,
        extremes.finite,
        extremes.empty,
        extremes.single,
        extremes.surd_bound,
        extremes.chains,
    ),
    "polynomials": (
        polynomials.squares,
        polynomials.quadratic,
        polynomials.surd_quadratic,
        polynomials.roots,
        polynomials.chebyshev,
        polynomials.products,
        polynomials.copulas,
        polynomials.interpolation,
        polynomials.piecewise_identities,
        polynomials.means,
    ),
    "smooth": (
        smooth.activations,
        smooth.activations,
        smooth.tangents,
        smooth.monotone,
        smooth.digits,
        smooth.sums,
        smooth.lipschitz,
        smooth.identities,
        smooth.identities,
        smooth.far,
    ),
    "partial": (partial.equalities, partial.bounds, partial.holes, partial.nowhere),
    "fusion": (fusion.fused, fusion.same_variables),
}

#: How often each group is drawn among the claims over all x.
FOR_ALL: Final[Mapping[str, int]] = {
    "laws": 8,
    "extremes": 6,
    "polynomials": 2,
    "smooth": 1,
    "partial": 1,
    "fusion": 2,
}


#: A multiple of the size of every group, so that its families stay as often as they are named.
_ROUND: Final = lcm(*(len(families) for families in GROUPS.values()))


def chosen(names: Sequence[str]) -> tuple[Family, ...]:
    """The families of some groups, by the names of groups; `for_all` is all but the closed ones.

    Raises:
        KeyError: a name that is none of them.
    """
    found: list[Family] = []
    for name in names:
        if name == "for_all":
            for group, weight in FOR_ALL.items():
                families = GROUPS[group]
                found += [families[i % len(families)] for i in range(_ROUND * weight)]
        else:
            found += GROUPS[name]
    return tuple(found)


def case(rng: Random, families: Sequence[Family]) -> Case:
    """One claim of a random family among these."""
    while True:
        found = rng.choice(families)(rng)
        if found is not None:
            return found
