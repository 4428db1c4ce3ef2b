"""Random derivations: networks, points, matrices, kinds, depths and styles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

import sympy as sp

import symnn as sn
from symnn.derivations.family import KINDS
from symnn.derivations.typesetting.style import DEPTHS

#: Numbers as authors take them: small, with halves, decimals and square roots.
_ROOTS: Final = (2, 3, 5)


def number(rng: Random, *, surds: bool = True) -> Any:
    """An exact number."""
    kind = rng.random()
    if kind < 0.55:
        return sp.Integer(rng.randint(-4, 4))
    if kind < 0.75:
        return sp.Rational(rng.randint(-9, 9), rng.choice((2, 3, 4, 5, 6)))
    if kind < 0.85 or not surds:
        return sp.Rational(rng.randint(-99, 99), 100)
    root = sp.sqrt(rng.choice(_ROOTS))
    return rng.choice((root, 1 / root, 1 + root, root / 2, -root, (2 + root) / 3))


def affine(rng: Random, rows: int, columns: int, *, surds: bool = True) -> Any:
    """An affine layer; every third without a bias."""
    weight = [[number(rng, surds=surds) for _ in range(columns)] for _ in range(rows)]
    bias = [number(rng, surds=surds) for _ in range(rows)] if rng.random() < 0.7 else None
    return sn.Affine(weight, bias)


_SMOOTH: Final = (sn.sigmoid, sn.tanh, sn.softplus, sn.silu, sn.sin)
_PIECES: Final = (sn.relu, sn.relu, sn.absolute, sn.leaky_relu("1/10"), sn.hard_tanh)
_T: Final = sp.Symbol("t", real=True)


def network(rng: Random, *, piecewise: bool = False, rational: bool = False) -> Any:
    """A network of one to three affine layers."""
    size, layers = rng.randint(1, 3), list[Any]()
    depth = rng.choice((1, 2, 2, 2))
    for step in range(depth):
        rows = rng.randint(1, 3)
        layers.append(affine(rng, rows, size, surds=not rational))
        size = rows
        if step < depth - 1 or rng.random() < 0.2:
            pick = rng.random()
            if piecewise or pick < 0.6:
                layers.append(rng.choice(_PIECES))
            elif pick < 0.9:
                layers.append(rng.choice(_SMOOTH))
            else:
                layers.append(sn.activation(_T**2 + 1, _T, name="q"))
    if not piecewise and size > 1 and rng.random() < 0.15:
        layers.append(sn.Softmax())
    return sn.Network(*layers)


def point(rng: Random, net: Any) -> list[Any]:
    """A point of its domain."""
    return [number(rng, surds=rng.random() < 0.5) for _ in range(net.inputs)]


def matrix(rng: Random, rows: int, columns: int) -> list[list[Any]]:
    """A matrix of small numbers."""
    return [[sp.Integer(rng.randint(-3, 3)) for _ in range(columns)] for _ in range(rows)]


def _at_a_point(rng: Random) -> tuple[list[Any], dict[str, Any]]:
    net = network(rng)
    return [net], {"at": point(rng, net)}


def _alone(rng: Random) -> tuple[list[Any], dict[str, Any]]:
    return [network(rng)], {}


def _backpropagation(rng: Random) -> tuple[list[Any], dict[str, Any]]:
    """A small net with a smooth activation, so that no unit sits on a kink."""
    size, hidden, out = rng.randint(1, 2), rng.randint(1, 2), rng.randint(1, 2)
    smooth = rng.choice((sn.sigmoid, sn.sigmoid, sn.tanh, sn.softplus, sn.square))
    layers = [affine(rng, hidden, size, surds=False), smooth, affine(rng, out, hidden, surds=False)]
    loss = rng.choice(("half squared error", "squared error"))
    if rng.random() < 0.5:
        layers.append(sn.sigmoid)
    named: dict[str, Any] = {
        "at": [number(rng, surds=False) for _ in range(size)],
        "target": [number(rng, surds=False) for _ in range(out)],
        "loss": loss,
        "biases": rng.random() < 0.5,
    }
    if rng.random() < 0.5:
        named["rate"] = sp.Rational(rng.randint(1, 10), 10)
    return [sn.Network(*layers)], named


#: For each kind, arguments at random.
CASES: dict[str, Callable[[Random], tuple[list[Any], dict[str, Any]]]] = {
    "forward": _at_a_point,
    "symbolic": _alone,
    "backpropagation": _backpropagation,
}


def style(rng: Random) -> Any:
    """The usual style half the time, else choices at random."""
    if rng.random() < 0.5:
        return sn.Style()
    return sn.Style(
        digits=rng.choice((2, 4, 6, 9)),
        decimals=rng.choice(("transcendental", "always", "never")),
        rationals=rng.choice(("fraction", "decimal")),
        roots=rng.choice(("above", "below")),
        brackets=rng.choice(("p", "b", "p", "b", "B")),
        layers=rng.choice(("parentheses", "brackets", "subscript")),
        environment=rng.choice(("align", "align*", "align*")),
        width=rng.choice((40, 72, 100)),
        reasons=False,
        names=rng.choice(({}, {"W": r"\Theta"}, {"x": "u"}, {"b": "c"})),
    )


@dataclass(frozen=True)
class Case:
    """A derivation with how it came about."""

    seed: int
    kind: str
    derivation: Any
    is_latex: bool

    @property
    def text(self) -> str:
        """The page, as a document."""
        return self.derivation.latex() if self.is_latex else self.derivation.markdown()

    @property
    def path(self) -> str:
        """A name for the document."""
        return "page.tex" if self.is_latex else "page.md"


def case(seed: int, kinds: Sequence[str] | None = None) -> Case:
    """The derivation of a seed, of all kinds or of some.

    Raises:
        SymnnError: this one cannot be derived.
    """
    rng = Random(seed)
    kind = rng.choice(kinds or [k for k in KINDS if k in CASES])
    arguments, named = CASES[kind](rng)
    chosen, depth = style(rng), rng.choice(DEPTHS)
    found = getattr(sn.derive, kind)(*arguments, **named, depth=depth, style=chosen)
    return Case(seed, kind, found, rng.random() < 0.3)
