"""The loss of a network of matrix neurons, and its derivatives in every weight and bias."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Final, TypeAlias, final

from flint import arb

from symnn.deferred import dataclass
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.expression import ONE, Expr, rational
from symnn.exact.matrix import Matrix
from symnn.functions.calculus import plus
from symnn.functions.matrix_functions.combination import Combination
from symnn.functions.matrix_functions.complex_values import folded
from symnn.functions.matrix_functions.evaluate import as_matrix
from symnn.networks.matrix_neurons.backward import AffineSlopes, Backward, backward
from symnn.networks.matrix_neurons.ball_backward import BallSlopes, ball_gradient, ball_loss
from symnn.networks.matrix_neurons.combinations import combination_of, difference, inner, total
from symnn.networks.matrix_neurons.layers import MatrixAffine
from symnn.networks.matrix_neurons.network import MatrixNetwork
from symnn.networks.matrix_neurons.tangents import Place, tangents
from symnn.networks.matrix_neurons.values import Value

Sample: TypeAlias = "tuple[tuple[Matrix, ...], tuple[Matrix, ...]]"
_TWO: Final = rational(2)


@final
@dataclass(frozen=True, eq=False)
class NetworkGradient:
    """The loss sum of |Y - T|_F² over samples and outputs, with its derivatives.

    Attributes:
        network: with its weights at which the derivatives are taken.
        samples: pairs of inputs and targets.

    Exactness: `loss`, `weights` and `biases` are exact closed expressions; they exist where the
        network has an exact value. The balls exist always, of any precision.
    """

    network: MatrixNetwork
    samples: tuple[Sample, ...]

    @cached_property
    def passes(self) -> tuple[_Pass, ...]:
        """The forward passes, one for each sample."""
        return tuple(_Pass(self.network, *sample) for sample in self.samples)

    def loss(self) -> Expr:
        """The loss, as a closed expression.

        Raises:
            UnsupportedError: there is no exact value here; `loss_ball` has a ball.
        """
        return folded(plus(*(inner(g, g) for p in self.passes for g in p.gaps)))

    def weights(self) -> tuple[tuple[tuple[Expr, ...], ...], ...]:
        """The derivatives in the weights, for each affine layer row by row.

        Raises:
            UnsupportedError: a tangent meets an activation that has no exact derivative here;
                `weight_balls` has balls.
            UndefinedError: an activation is not differentiable at its argument.
        """
        found = [p.weights() for p in self.passes]
        return tuple(
            tuple(
                tuple(folded(plus(*parts)) for parts in zip(*rows, strict=True))
                for rows in zip(*layers, strict=True)
            )
            for layers in zip(*found, strict=True)
        )

    def biases(self) -> tuple[tuple[Combination, ...], ...]:
        """The derivatives in the biases, for each affine layer; `expressions()` has the entries.

        A layer without biases has them too: the derivatives at the bias 0.

        Raises:
            UnsupportedError, UndefinedError: as for `weights`.
        """
        found = [p.biases() for p in self.passes]
        return tuple(
            tuple(
                total(parts[0].shape, [(ONE, part) for part in parts])
                for parts in zip(*layers, strict=True)
            )
            for layers in zip(*found, strict=True)
        )

    def loss_ball(self, bits: int = 53) -> arb:
        """A ball around the loss."""
        return ball_loss(self.network, self.samples, bits)

    def balls(self, bits: int = 53) -> tuple[BallSlopes, ...]:
        """Balls around the derivatives, for each affine layer: `weight` and `bias`.

        Exactness: proved.

        Raises:
            UnsupportedError: eigenvalues of a transcendental argument that balls do not tell
                apart, where f is not written in exponentials and inverses.
        """
        return ball_gradient(self.network, self.samples, bits)


@final
class _Pass:
    """The exact forward pass of one sample, and what is left to each output's target."""

    def __init__(
        self, network: MatrixNetwork, inputs: tuple[Matrix, ...], targets: tuple[Matrix, ...]
    ) -> None:
        self.layers = network.layers
        self.inputs: list[list[Value]] = []
        items: list[Value] = list(inputs)
        for layer in self.layers:
            self.inputs.append(items)
            items = layer(items)
        check_targets(network, len(items), targets)
        self.gaps = [
            difference(combination_of(y), combination_of(t))
            for y, t in zip(items, targets, strict=True)
        ]

    @cached_property
    def adjoints(self) -> list[Combination]:
        """The derivatives of the loss in the outputs."""
        return [total(g.shape, [(_TWO, g)]) for g in self.gaps]

    @cached_property
    def backward(self) -> Backward:
        return backward(self.layers, self.inputs, self.adjoints)

    def affine(self) -> Iterator[int]:
        return (n for n, layer in enumerate(self.layers) if isinstance(layer, MatrixAffine))

    def weights(self) -> list[tuple[tuple[Expr, ...], ...]]:
        return [
            self.backward.slopes[n].weight if n in self.backward.slopes else self.forward(n)
            for n in self.affine()
        ]

    def forward(self, number: int) -> tuple[tuple[Expr, ...], ...]:
        """By tangents, behind an activation that adjoints did not pass."""
        layer = self.layers[number]
        rows = range(len(layer.weight)) if isinstance(layer, MatrixAffine) else range(0)
        columns = range(len(self.inputs[number]))
        return tuple(tuple(self.slope(Place(number, k, i)) for i in columns) for k in rows)

    def slope(self, place: Place) -> Expr:
        moved = tangents(self.layers, self.inputs, place)
        pairs = zip(self.adjoints, moved, strict=True)
        return plus(*(inner(g, combination_of(t)) for g, t in pairs))

    def biases(self) -> list[tuple[Combination, ...]]:
        found = []
        for n in self.affine():
            slopes: AffineSlopes | None = self.backward.slopes.get(n)
            if slopes is None:
                raise UnsupportedError(self.backward.reason)
            found.append(slopes.bias)
        return found


def check_targets(network: MatrixNetwork, outputs: int, targets: Sequence[Matrix]) -> None:
    """As many targets as outputs."""
    if len(targets) != outputs:
        raise ShapeError(f"{network.label} has {outputs} outputs, and {len(targets)} targets")


def network_gradient(network: MatrixNetwork, samples: Sequence[Any]) -> NetworkGradient:
    """The loss of a network of matrix neurons on samples, and its exact gradient.

        loss = sum over samples and outputs of |Y - T|_F²

    Args:
        network: with algebraic weights and biases.
        samples: pairs (inputs, targets), each a matrix or a list of matrices, all n×n.

    Exactness: closed expressions where the network has an exact value, proved balls always. The
        adjoint of L_f(X, ·) is L_f(Xᵀ, ·); each L_f is exact.

    Raises:
        ShapeError: matrices that do not fit, or no sample.
        UnsupportedError: weights with symbols.
        InexactError: a float.

    References:
        R. Mathias, A chain rule for matrix functions and applications, SIMAX 1996.

    Examples:
        >>> from symnn.functions.smooth import power_of
        >>> from symnn.networks.matrix_neurons.layers import MatrixActivation
        >>> net = MatrixNetwork(MatrixAffine([[3]]), MatrixActivation(power_of(2)))
        >>> gradient = network_gradient(net, [([[1]], [[5]])])  # (w² - 5)² at w = 3
        >>> gradient.weights() == (((rational(48),),),)
        True
    """
    for layer in network.layers:
        if isinstance(layer, MatrixAffine) and layer.symbols:
            names = ", ".join(name for name, _ in layer.symbols)
            raise UnsupportedError(
                f"{layer.label} has weights with the symbols {names}; give them values for a "
                "gradient at a point"
            )
    found = tuple((matrices_of(x), matrices_of(t)) for x, t in samples)
    if not found:
        raise ShapeError("a loss needs at least one sample, a pair of inputs and targets")
    shapes = {m.shape for inputs, targets in found for m in (*inputs, *targets)}
    if len(shapes) > 1 or any(a != b for a, b in shapes):
        shown = ", ".join("{}×{}".format(*s) for s in sorted(shapes))
        raise ShapeError(f"inputs and targets must be square and of one size, not {shown}")
    return NetworkGradient(network, found)


def matrices_of(given: Any) -> tuple[Matrix, ...]:
    """One matrix, or several, from what a user wrote."""
    several = isinstance(given, list | tuple) and bool(given)
    if several and (not isinstance(given[0], list | tuple) or not given[0]):
        return tuple(as_matrix(m) for m in given)
    if several and isinstance(given[0][0], list | tuple):
        return tuple(as_matrix(m) for m in given)
    return (as_matrix(given),)
