"""The ONNX operators that are activations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from flint import fmpq

from symnn.errors import UnsupportedError
from symnn.frameworks.assembly import activations as act
from symnn.frameworks.assembly import affine_maps as maps
from symnn.frameworks.assembly import scalar_functions as scalars
from symnn.frameworks.assembly.graph import Tensor
from symnn.frameworks.dyadic import exact_array
from symnn.frameworks.onnx.call import Call, Handler, scalar
from symnn.frameworks.onnx.folding import flattened_shape
from symnn.functions import piecewise_linear as linear
from symnn.functions import smooth


def _plain(name: str) -> Handler:
    return lambda c: act.elementwise(c.graph, c.x, scalars.PLAIN[name])


def _softmax(c: Call) -> Tensor:
    if c.version >= 13:
        return act.softmax(c.graph, c.x, c.given.get("axis", -1))
    flat = maps.reshape(c.graph, c.x, flattened_shape(c.x.shape, c.given.get("axis", 1)))
    return maps.reshape(c.graph, act.softmax(c.graph, flat, 1), c.x.shape)


def _clip(c: Call) -> Tensor:
    ends = (_end(c, 1, "min", -np.inf), _end(c, 2, "max", np.inf))
    return act.elementwise(c.graph, c.x, scalars.clip(*ends))


def _end(c: Call, k: int, name: str, nothing: float) -> fmpq | None:
    """An end of an interval, an attribute in older models; None if it cuts nothing off."""
    value = c.given.get(name) if c.version < 11 else c.array(k)
    if value is None or (np.size(value) == 1 and bool(np.all(np.asarray(value) == nothing))):
        return None
    return scalar(exact_array(value, c.names[k] if k < len(c.names) else name))


def _hard_sigmoid(c: Call) -> Tensor:
    slope, shift = c.number("alpha", float(np.float32(0.2))), c.number("beta", 0.5)
    return act.elementwise(c.graph, c.x, scalars.ramp(slope, shift, fmpq(0), fmpq(1)))


def _gelu(c: Call) -> Tensor:
    way = c.given.get("approximate", b"none")
    known = {b"none": smooth.gelu, b"tanh": scalars.GELU_TANH}
    if way not in known:
        raise UnsupportedError(f"Gelu by {way!r}; none and tanh are read")
    return act.elementwise(c.graph, c.x, known[way])


def _pow(c: Call) -> Tensor:
    exponent = scalar(c.needed(1))
    if exponent.q != 1 or exponent < 0:
        raise UnsupportedError(f"the power {exponent}; whole ones from 0 on are read")
    function = smooth.square if exponent == 2 else smooth.power_of(exponent)
    return act.elementwise(c.graph, c.x, function)


def _selu(c: Call) -> Tensor:
    alpha = c.number("alpha", float(np.float32(1.67326319217681884765625)))
    gamma = c.number("gamma", float(np.float32(1.05070102214813232421875)))
    return act.selu(c.graph, c.x, alpha, gamma)


def _celu(c: Call) -> Tensor:
    alpha = c.number("alpha", 1)
    if alpha <= 0:
        raise UnsupportedError(f"Celu with alpha = {alpha}; it must be positive")
    return act.scaled_function(c.graph, c.x, smooth.elu(), 1 / alpha, alpha)


#: By the name of the operator.
ACTIVATIONS: Final[Mapping[str, Handler]] = {
    "Softmax": _softmax,
    "LogSoftmax": lambda c: act.elementwise(c.graph, _softmax(c), smooth.log),
    "Clip": _clip,
    "HardSigmoid": _hard_sigmoid,
    "HardSwish": lambda c: act.hard_swish(c.graph, c.x),
    "LeakyRelu": lambda c: act.elementwise(
        c.graph, c.x, linear.leaky_relu(c.number("alpha", float(np.float32(0.01))))
    ),
    "PRelu": lambda c: act.prelu(c.graph, c.x, c.needed(1)),
    "Elu": lambda c: act.elementwise(c.graph, c.x, smooth.elu(c.number("alpha", 1))),
    "Selu": _selu,
    "Celu": _celu,
    "Gelu": _gelu,
    "Pow": _pow,
    **{
        name: _plain(name.lower())
        for name in (
            "Mish",
            "Relu",
            "Sigmoid",
            "Tanh",
            "Softplus",
            "Softsign",
            "Erf",
            "Abs",
            "Exp",
            "Log",
            "Sin",
            "Cos",
        )
    },
}
