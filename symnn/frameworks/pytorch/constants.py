"""Calls whose arguments do not depend on the input: parameters, numbers, shapes.

Arithmetic on parameters is exact, as all else: the sum of two float32 weights is not rounded.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from flint import fmpq

from symnn.errors import UnsupportedError
from symnn.exact.literals import binary_value
from symnn.frameworks.assembly.graph import check_size
from symnn.frameworks.dyadic import Exact

#: Operators of Python, on numbers and on tuples of them.
_PLAIN: Final[Mapping[str, Callable[..., Any]]] = {
    name: getattr(operator, name)
    for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "neg", "getitem")
}


def _inverse(array: Any) -> Any:
    if not np.all(np.asarray(array) != 0):
        raise UnsupportedError("a division by 0")
    return 1 / array if isinstance(array, np.ndarray) else fmpq(1) / array


def _whole_power(base: Any, exponent: Any) -> Any:
    number = fmpq(exponent)
    if number.q != 1 or not 0 <= number <= 1000:
        raise UnsupportedError(f"the power {number}; whole ones from 0 to 1000 are read")
    return base ** int(number.p)


def _shaped(array: Any, *shape: Any) -> Any:
    return array.reshape(shape[0] if isinstance(shape[0], tuple | list) else shape)


def _moved(array: Any, *axes: Any) -> Any:
    return array.transpose(axes[0] if isinstance(axes[0], tuple | list) else axes)


def _attribute(array: Any, name: str) -> Any:
    if name in ("T", "mT"):
        return np.swapaxes(array, -1, -2) if name == "mT" else array.T
    if name not in ("shape", "ndim", "data"):
        raise UnsupportedError(f"the attribute {name!r} of a parameter is not read")
    return array if name == "data" else getattr(array, name)


def _total(array: Any, dim: Any = None, keepdim: bool = False) -> Any:
    return np.sum(array, axis=tuple(dim) if isinstance(dim, list) else dim, keepdims=keepdim)


_SAME: Final = ("contiguous", "detach", "clone", "float", "double", "cpu", "cuda")
#: By the name of the function or method, on arrays of rationals.
_ARRAYS: Final[Mapping[str, Callable[..., Any]]] = {
    "add": lambda a, b, alpha=1: a + b * alpha,
    "sub": lambda a, b, alpha=1: a - b * alpha,
    "mul": lambda a, b: a * b,
    **dict.fromkeys(("truediv", "div"), lambda a, b: a * _inverse(b)),
    "neg": lambda a: -a,
    "pow": _whole_power,
    **dict.fromkeys(("matmul", "mm"), lambda a, b: a @ b),
    "square": lambda a: a * a,
    "t": lambda a: a.T,
    "transpose": np.swapaxes,
    "permute": _moved,
    **dict.fromkeys(("view", "reshape"), _shaped),
    "squeeze": np.squeeze,
    "unsqueeze": np.expand_dims,
    "sum": _total,
    "getitem": lambda a, index: a[index],
    "getattr": _attribute,
    "size": lambda a, dim=None: a.shape if dim is None else a.shape[dim],
    **dict.fromkeys(_SAME, lambda a: a),
}


def of_constants(name: str, args: Sequence[Any], named: Mapping[str, Any]) -> Any:
    """What a function makes of arguments that do not depend on the input.

    Raises:
        UnsupportedError: it is not read.

    Examples:
        >>> half = Exact((fmpq(1, 2),), (1,))
        >>> of_constants("mul", [half, 4], {}).entries[0] == 2
        True
        >>> of_constants("floordiv", [7, 2], {})
        3
    """
    has_arrays = any(isinstance(value, Exact) for value in [*args, *named.values()])
    known = _ARRAYS if has_arrays else _PLAIN
    if name not in known:
        raise UnsupportedError(
            "the function is not read for values that do not depend on the input; those that are: "
            f"{', '.join(sorted(known))}"
        )
    if not has_arrays:
        return known[name](*args, **named)
    shapes = [v.shape for v in args if isinstance(v, Exact)]
    if name in ("add", "sub", "mul", "truediv", "div"):
        check_size(np.broadcast_shapes(*shapes))
    made = known[name](*map(_operand, args), **{k: _operand(v) for k, v in named.items()})
    if isinstance(made, fmpq):
        return Exact((made,), ())
    return Exact.of(made) if isinstance(made, np.ndarray) else made


def _operand(value: Any) -> Any:
    if isinstance(value, Exact):
        return value.array()
    return binary_value(value) if isinstance(value, float) else value
