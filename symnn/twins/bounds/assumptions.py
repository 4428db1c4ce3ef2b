"""What is assumed of a library of float functions, by name, and printed with every bound.

IEEE 754 says what +, -, *, / and sqrt do. Of exp, tanh and their kin no library proves anything,
so a bound that uses them holds under a named assumption H:

    |F(t) - f(t)| <= ulps(f) (ulp(f(t)) + η max(|t|, 1)) + argument(f) u |t|

wherever f(t) is finite, with the unit roundoff u and the least positive number η. The last term
is 0 for functions computed by stable formulas; a gelu written with erf(t) + 1, say, is right only
to within u |t| far below 0.

References:
    P. Zimmermann et al., Accuracy of mathematical functions in single, double, … precision, 2024.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, final

from symnn.errors import UnsupportedError


@final
@dataclass(frozen=True, slots=True)
class Accuracy:
    """How far a float function is from the function it is meant to be.

    Attributes:
        ulps: in units in the last place of the exact value.
        argument: besides, in units u |t| of the argument t.
    """

    ulps: float
    argument: float = 0.0

    def __post_init__(self) -> None:
        if not (0 <= self.ulps < 1 << 20 and 0 <= self.argument < 1 << 20):
            raise UnsupportedError(
                f"{self.ulps} ulp and {self.argument} u|t|: an accuracy is given by two numbers "
                "from 0 to 2^20"
            )

    def __str__(self) -> str:
        more = f" + {self.argument:g} u|t|" if self.argument else ""
        return f"{self.ulps:g} ulp{more}"


@final
@dataclass(frozen=True, slots=True)
class Assumption:
    """The accuracy of every float function that is not correctly rounded.

    Attributes:
        name: how it is printed.
        accuracies: by the name of the function.
        otherwise: of functions that are not named.

    Examples:
        >>> H.but(tanh=9).of("tanh").ulps == 9
        True
    """

    name: str
    accuracies: tuple[tuple[str, Accuracy], ...]
    otherwise: Accuracy

    def of(self, function: str) -> Accuracy:
        """What is assumed of one function."""
        return dict(self.accuracies).get(function, self.otherwise)

    def but(self, **changed: Accuracy | float) -> Assumption:
        """The same, except for the functions named: ulps, or an `Accuracy`."""
        made = {k: a if isinstance(a, Accuracy) else Accuracy(a) for k, a in changed.items()}
        told = ", ".join(f"{k}: {a}" for k, a in made.items())
        table = tuple({**dict(self.accuracies), **made}.items())
        return Assumption(f"{self.name} but {told}", table, self.otherwise)

    def covers(self, other: Assumption) -> bool:
        """Whether it allows every function at least the error that the other does."""
        names = {name for name, _ in (*self.accuracies, *other.accuracies)}
        pairs = [(self.of(n), other.of(n)) for n in names] + [(self.otherwise, other.otherwise)]
        return all(a.ulps >= b.ulps and a.argument >= b.argument for a, b in pairs)

    def told(self, functions: frozenset[str]) -> str:
        """In a line, for the functions that a bound uses."""
        if not functions:
            return "IEEE 754 arithmetic, no fast-math"
        parts = (f"{name} within {self.of(name)}" for name in sorted(functions))
        return f"{self.name}: {', '.join(parts)}; IEEE 754 arithmetic, no fast-math"


def _table(**rows: Accuracy) -> tuple[tuple[str, Accuracy], ...]:
    return tuple(rows.items())


_BASIC: Final[Mapping[str, Accuracy]] = {
    name: Accuracy(4) for name in ("exp", "log", "tanh", "sin", "cos", "expm1", "log1p")
}
#: Two or three operations on one exponential: its error in the last place of a number that may be
#: just below a power of 2, and the roundings. With 4 ulp <= 8 u |f| for exp, expm1 and log1p these
#: are (8 + 2) u for sigmoid, one more for silu and elu, (8 + 8 + 1) u for softplus.
_COMPOSED: Final[Mapping[str, Accuracy]] = {
    **{name: Accuracy(12) for name in ("sigmoid", "logistic", "silu", "elu")},
    "softplus": Accuracy(18),
}

#: Of numpy and of the stable formulas that twins use: 4 ulp for exp, log, tanh, sin, cos; 12 or
#: 18 for sigmoid, silu, elu, softplus, which follow from 4 for exp, expm1, log1p; 16 for the rest.
H: Final = Assumption("H(4)", _table(**_BASIC, **_COMPOSED), Accuracy(16))

#: Of any sensible implementation: formulas that lose relative accuracy far below 0 are allowed to.
ANY_LIBRARY: Final = Assumption(
    "H(any library)",
    _table(
        **{name: Accuracy(9) for name in _BASIC},
        **{name: Accuracy(24) for name in ("sigmoid", "logistic")},
        silu=Accuracy(24, 4),
        softplus=Accuracy(24, 4),
        elu=Accuracy(24, 8),
        gelu=Accuracy(24, 24),
    ),
    Accuracy(32),
)
