"""Random derivations: networks, points, matrices, kinds, depths and styles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final, TypeAlias

import sympy as sp

import symnn as sn
from symnn.derivations.family import KINDS
from symnn.derivations.typesetting.style import DEPTHS

#: Arguments, and those with a name.
Case_: TypeAlias = tuple[list[Any], dict[str, Any]]

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


def _at_a_point(rng: Random) -> Case_:
    net = network(rng)
    return [net], {"at": point(rng, net)}


def _alone(rng: Random) -> Case_:
    return [network(rng)], {}


def _backpropagation(rng: Random) -> Case_:
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


def _smooth(rng: Random, outputs: int) -> Any:
    """A small net with one smooth hidden layer."""
    size, hidden = rng.randint(1, 2), rng.randint(1, 2)
    middle = rng.choice((sn.sigmoid, sn.tanh, sn.square, sn.sin))
    layers = (affine(rng, hidden, size, surds=False), affine(rng, outputs, hidden, surds=False))
    return sn.Network(layers[0], middle, layers[1])


def _small(rng: Random) -> Any:
    """A small net of rational weights with a relu."""
    size, hidden = rng.randint(1, 2), rng.randint(1, 2)
    first, last = matrix(rng, hidden, size), matrix(rng, 1, hidden)
    bias = [sp.Integer(rng.randint(-2, 2)) for _ in range(hidden)]
    return sn.Network(sn.Affine(first, bias), sn.relu, sn.Affine(last))


def _rescaled(rng: Random) -> Case_:
    """A net, and the same with its hidden units turned around and one of them doubled."""
    net = _small(rng)
    first, _, last = net.layers
    rows = [[2 * e for e in row] for row in first.weight][::-1]
    shift = [2 * e for e in first.bias][::-1]
    out = [[e / 2 for e in row][::-1] for row in last.weight]
    return [net, sn.Network(sn.Affine(rows, shift), sn.relu, sn.Affine(out))], {}


def _claim(rng: Random, *, holds: bool) -> Any:
    x, y = sp.symbols("x y", real=True)
    a = sp.Integer(rng.randint(1, 3))
    true = (
        sn.Eq(sn.relu(x - a) - sn.relu(a - x), x - a),
        sn.Le(sn.relu(x + a * y), sn.relu(x) + a * sn.relu(y)),
        sn.Eq(sn.Max(x, a * y), x + sn.relu(a * y - x)),
    )
    false = (
        sn.Eq(sn.relu(x - a) + sn.relu(a - x), x - a),
        sn.Ge(sn.relu(x + a * y), sn.relu(x) + a * sn.relu(y)),
        sn.Eq(sn.relu(x * a) - sn.relu(y), sn.relu(a * x - y)),
    )
    return rng.choice(true if holds else false)


def _square(rng: Random, size: int = 2) -> list[list[Any]]:
    return matrix(rng, size, size)


def _with_radicals(rng: Random, *, kinked: bool = False) -> list[list[Any]]:
    """A square matrix whose eigenvalues a page can write, and none of them at a kink if asked.

    Projectors of a root of an irreducible cubic have no radicals: to refuse them is right.
    """
    size = rng.choice((1, 2, 2, 3))
    while True:
        found = _square(rng, size)
        factors = sp.factor_list(sp.Matrix(found).charpoly().as_expr())[1]
        degrees = [sp.degree(factor) for factor, _ in factors]
        roots = [root for factor, _ in factors for root in sp.roots(factor)]
        if max(degrees) <= 2 and not (kinked and any(sp.re(root) == 0 for root in roots)):
            return found


def _on_a_spectrum(rng: Random) -> Case_:
    function = rng.choice(_ON_SPECTRA)
    return [function, _with_radicals(rng, kinked=function in _ON_SPECTRA[:2])], {}


def _vector(rng: Random, size: int) -> list[Any]:
    return [sp.Integer(rng.choice((-3, -2, -1, 1, 2, 3))) for _ in range(size)]


def _attention(rng: Random) -> Case_:
    size, count = rng.randint(1, 2), rng.randint(1, 2)
    return [matrix(rng, 1, size), matrix(rng, count, size), matrix(rng, count, size)], {}


def _batch_norm(rng: Random) -> Case_:
    rows = rng.randint(1, 2)
    named = {
        "mean": [number(rng, surds=False) for _ in range(rows)],
        "variance": [sp.Integer(rng.choice((1, 2, 4, 9))) for _ in range(rows)],
        "scale": _vector(rng, rows),
        "shift": _vector(rng, rows),
    }
    return [affine(rng, rows, rng.randint(1, 2), surds=False)], named


def _at_a_smooth_point(rng: Random, outputs: int) -> Case_:
    net = _smooth(rng, outputs)
    return [net], {"at": [number(rng, surds=False) for _ in range(net.inputs)]}


def _in_a_cell(rng: Random) -> Case_:
    """A point at which no unit sits on its kink."""
    while True:
        net = _small(rng)
        at = [sp.Rational(2 * rng.randint(-9, 9) + 1, 7) for _ in range(net.inputs)]
        if not sn.affine_map(net, *at).is_at_kink:
            return [net], {"at": at}


def _composition(rng: Random) -> Case_:
    sizes = [rng.randint(1, 2) for _ in range(3)]
    return [affine(rng, sizes[1], sizes[0]), affine(rng, sizes[2], sizes[1])], {}


def _least_squares(rng: Random) -> Case_:
    rows = [[sp.Integer(1), sp.Integer(n)] for n in range(rng.randint(2, 3))]
    return [rows, _vector(rng, len(rows))], {}


_ON_SPECTRA: Final = (sn.relu, sn.absolute, sn.exp, sn.sin, sn.tanh)

#: For each kind, arguments at random.
CASES: dict[str, Callable[[Random], Case_]] = {
    "forward": _at_a_point,
    "symbolic": _alone,
    "backpropagation": _backpropagation,
    "attention": _attention,
    "batch_norm": _batch_norm,
    "cases": lambda rng: ([_small(rng)], {}),
    "cell": _in_a_cell,
    "composition": _composition,
    "convolution": lambda rng: ([sn.Convolution([_vector(rng, 2)], None, [(0, 1), (1, 2)], 3)], {}),
    "cosine_similarity": lambda rng: ([_vector(rng, 2), _vector(rng, 2)], {}),
    "eigenvalues": lambda rng: ([_square(rng, rng.randint(1, 3))], {}),
    "equivalence": _rescaled,
    "fit_gradient": lambda rng: (
        [rng.choice((sn.exp, sn.sin)), [_square(rng)], _vector(rng, 1), _square(rng)],
        {},
    ),
    "frechet": lambda rng: ([rng.choice(_ON_SPECTRA[2:]), _square(rng), _square(rng)], {}),
    "gradient": lambda rng: _at_a_smooth_point(rng, 1),
    "hessian": lambda rng: _at_a_smooth_point(rng, 1),
    "jacobian": lambda rng: _at_a_smooth_point(rng, rng.randint(1, 2)),
    "least_squares": _least_squares,
    "matrix_function": _on_a_spectrum,
    "projectors": lambda rng: ([_with_radicals(rng)], {}),
    "proof": lambda rng: ([_claim(rng, holds=True)], {}),
    "refutation": lambda rng: ([_claim(rng, holds=False)], {}),
    "row_reduction": lambda rng: ([matrix(rng, rng.randint(1, 3), rng.randint(1, 3))], {}),
    "softmax": lambda rng: ([], {"at": _vector(rng, rng.randint(2, 3)), "target": 1}),
    "taylor": lambda rng: ([rng.choice((sn.exp, sn.sin)), _square(rng), rng.randint(1, 3)], {}),
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
        names=rng.choice(({}, {"W": r"\Theta"}, {"x": "v"}, {"b": "c"})),
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
