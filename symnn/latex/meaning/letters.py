"""Which letters may stand for any real number when nothing defines them."""

from __future__ import annotations

from typing import Final

from symnn.latex import syntax as tree


def may_be_a_number(name: tree.Name) -> bool:
    """A plain lower-case letter: capitals, bold type and arrows may stand for arrays."""
    letter = len(name.base) == 1 and name.base.islower()
    greek = name.base in _LOWER_GREEK
    plain = name.font == "" and not name.accents and not name.labels
    return plain and (letter or greek)


_LOWER_GREEK: Final = frozenset(
    [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "varepsilon",
        "zeta",
        "eta",
        "theta",
        "vartheta",
        "iota",
        "kappa",
        "lambda",
        "mu",
        "nu",
        "xi",
        "rho",
        "tau",
        "phi",
        "varphi",
        "chi",
        "psi",
        "omega",
    ]
)
