"""Float twins of exact networks: compiled once, frozen, vectorised over batches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from keyword import iskeyword
from typing import Any, Final, Literal, final, overload

import numpy as np

from symnn.errors import ShapeError, UnsupportedError
from symnn.networks.matrix_neurons.network import MatrixNetwork
from symnn.networks.network import Network
from symnn.twins.balls import BallTwin
from symnn.twins.bounds.assumptions import Assumption, H
from symnn.twins.bounds.network_bounds import Bound, Bounds, box_of, floats_of
from symnn.twins.certificate import Certificate, certify
from symnn.twins.conditioning import Condition, LeastPrecision, condition, least_precision
from symnn.twins.formats import Format, format_of
from symnn.twins.inputs import as_array
from symnn.twins.kernels import Array
from symnn.twins.layers import Run, check_closed, compile_layer, in_order, widest
from symnn.twins.many_digits import MpmathTwin
from symnn.twins.matrices.matrix_networks import MatrixTwin
from symnn.twins.options import whole
from symnn.twins.source.c_source import c_source
from symnn.twins.source.dialects import DIALECTS
from symnn.twins.source.python_source import python_source

#: Rows are done in blocks whose widest layer takes about so many bytes, to stay in the cache.
_BLOCK: Final = 1 << 19
#: Names of constants, layers and helpers in sources.
_TAKEN: Final = re.compile(r"[WKPbhft]\d[\d_]*|[xyhn]|np|jnp|jax|torch|real|\w+_").fullmatch


#: Bits of a twin in balls, at most.
MOST_BITS: Final = 1 << 20


@final
@dataclass(frozen=True, eq=False)
class NumpyTwin:
    """A network as a function of numpy arrays.

    Attributes:
        network: the exact network.
        form: the format of its floats.

    Weights and biases are the floats nearest to the exact ones. `bound`, `bound_over` and
    `certificate` say how far outputs may be from the exact ones.
    """

    network: Network
    form: Format
    _runs: tuple[Run, ...] = field(repr=False)
    _balls: BallTwin = field(repr=False)

    @property
    def dtype(self) -> np.dtype[Any]:
        """float64 or float32."""
        return np.dtype(self.form.name)

    def __call__(self, x: Any) -> Array:
        """The outputs: (n,) for one input (m,), (N, n) for a batch (N, m).

        Args:
            x: floats or integers; they are rounded to the dtype of the twin first.

        Raises:
            ShapeError: another shape.
            InexactError: exact numbers, texts or complex numbers.
        """
        array = as_array(self.network, x, self.form.name)
        if array.ndim == 1:
            return np.asarray(self._run(array[None, :])[0])
        size = self._block(array.shape[1])
        if len(array) <= size:
            return self._run(array)
        parts = [self._run(array[k : k + size]) for k in range(0, len(array), size)]
        return np.concatenate(parts)

    def _run(self, array: Array) -> Array:
        return np.array(in_order(self._runs)(array), copy=None)

    def _block(self, inputs: int) -> int:
        return max(16, _BLOCK // (self.dtype.itemsize * widest(self.network, inputs)))

    def stages(self, x: Any) -> tuple[Array, ...]:
        """The outputs of every layer, in order.

        Args:
            x: as for a call.
        """
        return tuple(self._stages(as_array(self.network, x, self.form.name)))

    def _stages(self, array: Array) -> Iterator[Array]:
        current = np.atleast_2d(array)
        for run in self._runs:
            current = np.array(run(current.copy()))
            yield current if array.ndim == 2 else current[0]

    def bound(self, x: Any, assumption: Assumption = H) -> Bound:
        """How far outputs may be from the exact ones, for every admissible computation.

        Args:
            x: one input (m,) or many (N, m): floats, taken as the numbers they are, or exact
                numbers, whose rounding to floats is then part of the error.
            assumption: what is assumed of functions such as tanh; printed with the result. Under
                one that assumes more than `H` the computation of numpy is not followed.

        Exactness: a theorem under the assumption, for every order of summation, with FMA or not, in
            IEEE 754 arithmetic; see `symnn.twins.bounds.layer_bounds`. Overflow, NaN and jumps are
            in `issues`; the bound is infinite there.

        Raises:
            ShapeError: another shape.
            UnsupportedError: a layer or an operation whose error has no bound here.

        Examples:
            >>> from symnn.functions.smooth import tanh
            >>> net = twin(Network(tanh))
            >>> found = net.bound([0.5])
            >>> net.certificate([0.5]).outputs[0].is_within(float(found.values[0]))
            True
        """
        return self._bounds.at(x, assumption)

    def bound_over(
        self, box: Any, assumption: Assumption = H, *, rounded_inputs: bool = False
    ) -> Bound:
        """The same for all float inputs in a box.

        Args:
            box: a pair (lower, upper) for each input, floats or exact numbers.
            assumption: as for `bound`.
            rounded_inputs: for all real inputs in the box, rounded to floats first.

        Raises:
            ShapeError: not a pair for each input, or ends in the wrong order.
            InexactError: ends that are not finite.

        Examples:
            >>> from symnn.functions.smooth import tanh
            >>> bool(twin(Network(tanh)).bound_over([(-1, 1)]).values[0] < 1e-15)
            True
        """
        sides = box_of(self.network, box, self.form, rounded_inputs)
        return self._bounds.over(*sides, assumption)

    @cached_property
    def _bounds(self) -> Bounds:
        return Bounds.of(self.network, self.form)

    def condition(self, x: Any) -> Condition:
        """By how much the network magnifies small relative changes of its inputs at a point.

        Args:
            x: one input (m,): floats as the numbers they are, or exact numbers.

        Exactness: intervals from balls; the derivatives are those of the exact network.

        Raises:
            ShapeError: another number of inputs.
            InexactError: NaN or an infinity among the inputs.

        Examples:
            >>> from symnn.functions.smooth import exp
            >>> low, high = twin(Network(exp)).condition([3.0]).numbers[0]
            >>> low <= 3 <= high < 3.0001
            True
        """
        return condition(self.network, x)

    def least_precision(
        self, x: Any, output: int = 0, assumption: Assumption = H
    ) -> LeastPrecision:
        """With how many bits of significand the sign of an output is certainly found.

        Args:
            x: one input (m,); its rounding to so few bits counts.
            output: the place of the output, from 0.
            assumption: what is assumed of functions, in units in the last of so many bits.

        Exactness: proved for every admissible computation with rounding to nearest and the
            exponents of float64; fewer bits may do as well.

        Raises:
            ShapeError: another number of inputs, or no such output.
            UnsupportedError: a layer or an operation whose error has no bound here.

        Examples:
            >>> from symnn.networks.affine import Affine
            >>> twin(Network(Affine([[1, -1]]))).least_precision(["0.501", "0.5"]).bits
            11
        """
        count = self.network.output_size(len(x)) or len(x)
        if not 0 <= output < count:
            raise ShapeError(f"there is no output {output}; there are 0 to {count - 1}")
        return least_precision(self.network, x, output, assumption)

    def source(self, language: str = "numpy", name: str = "network") -> str:
        """The same computation as readable text in another language.

        Args:
            language: "numpy", "torch", "jax" or "c".
            name: of the function.

        Constants are the floats nearest to the exact values; where a number as written does not
        show the exact value, a comment does.

        Raises:
            UnsupportedError: another language, a name that is none, or a layer without words there.

        Examples:
            >>> from symnn.functions.piecewise_linear import relu
            >>> from symnn.networks.affine import Affine
            >>> text = twin(Network(Affine([["1/3"]]), relu)).source()
            >>> "[0.3333333333333333],  # 1/3" in text
            True
        """
        if not (name.isidentifier() and name.isascii()) or iskeyword(name) or _TAKEN(name):
            raise UnsupportedError(f"{name!r} is no name of a function, or one used inside")
        if language == "c":
            return c_source(self.network, self.form, name)
        if language not in DIALECTS:
            known = ", ".join([*DIALECTS, "c"])
            raise UnsupportedError(f"no source in {language!r} is written here; there are {known}")
        return python_source(self.network, self.form, DIALECTS[language], name)

    def certificate(self, x: Any, y: Any = None) -> Certificate:
        """The error of floats at one input, without any assumption.

        Args:
            x: one input (m,): floats as the numbers they are, or exact numbers.
            y: the floats that are said to be the outputs, of whatever origin; those of the twin if
                none are given.

        Raises:
            ShapeError: another number of inputs or outputs.
            InexactError: NaN or an infinity among the inputs.
            UndefinedError: the network has no value there.
            UnsupportedError: it is not decided on which side of a jump a value lies.

        Examples:
            >>> from symnn.functions.smooth import tanh
            >>> twin(Network(tanh)).certificate([0.5]).ulps < 4
            True
        """
        found = self(floats_of(self.network, x, self.form)[0]) if y is None else y
        return certify(self._balls, x, found, self.form)


@overload
def twin(net: MatrixNetwork, backend: Literal["numpy"] = "numpy") -> MatrixTwin: ...
@overload
def twin(net: Any, backend: Literal["numpy"] = "numpy", *, dtype: Any = ...) -> NumpyTwin: ...
@overload
def twin(net: Any, backend: Literal["mpmath"], *, digits: int = ...) -> MpmathTwin: ...
@overload
def twin(net: Any, backend: Literal["balls"], *, bits: int = ...) -> BallTwin: ...


def twin(
    net: Any,
    backend: str = "numpy",
    *,
    dtype: Any = "float64",
    digits: int = 50,
    bits: int = 53,
) -> Any:
    """The float counterpart of an exact network, compiled once.

    Args:
        net: a network, a layer or an activation, without symbols; or a `MatrixNetwork`.
        backend: "numpy": arrays, vectorised; "mpmath": each output correct to `digits`; "balls":
            enclosures with `bits` correct bits.
        dtype: of the numpy twin: float64 or float32.
        digits: of the mpmath twin.
        bits: of the twin in balls.

    Exactness: constants are rounded once from their exact values, to the nearest float. The errors
        of outputs: see `NumpyTwin.bound` and `NumpyTwin.certificate`; the other two are proved.

    Raises:
        NotClosedError: a weight holds a symbol.
        UnsupportedError: another backend or dtype, or a layer that has no counterpart.
        TooLargeError: a weight beyond the largest float.

    Examples:
        >>> from symnn.functions.piecewise_linear import relu
        >>> from symnn.networks.affine import Affine
        >>> absolute = twin(Network(Affine([[1], [-1]]), relu, Affine([[1, 1]])))
        >>> absolute([[-3.0], [0.5]]).tolist() == [[3.0], [0.5]]
        True
    """
    if isinstance(net, MatrixNetwork):
        return MatrixTwin.of(net, backend)
    network = net if isinstance(net, Network) else Network(net)
    check_closed(network)
    if backend == "balls":
        return BallTwin(network, whole("bits", bits, 2, MOST_BITS))
    if backend == "mpmath":
        return MpmathTwin(BallTwin(network), digits)
    if backend != "numpy":
        raise UnsupportedError(
            f'the backend {backend!r} is not known; there are "numpy", "mpmath" and "balls"'
        )
    form = format_of(dtype)
    runs = tuple(
        compile_layer(layer, form, f"layer {k}") for k, layer in enumerate(network.layers, 1)
    )
    return NumpyTwin(network, form, runs, BallTwin(network))
