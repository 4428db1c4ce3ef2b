"""How numpy, PyTorch and JAX say what a twin does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, final


@final
@dataclass(frozen=True)
class Dialect:
    """How one library says things.

    Attributes:
        name: of the language, for users.
        head: the imports.
        module: the prefix of its functions.
        array: makes an array of constants; {} is the literal.
        places: the same for whole numbers.
        argument: how the argument of the network becomes an array.
        inline: expressions for functions of {}.
        helpers: definitions of functions that are no single expression.
        joined: concatenation of {}.
        largest: the maximum along the last axis of {}.
    """

    name: str
    head: str
    module: str
    array: str
    places: str
    argument: str
    inline: Mapping[str, str]
    helpers: Mapping[str, str]
    joined: str
    largest: str


_NUMPY_HELPERS: Final = {
    "sigmoid": '''def sigmoid(t):
    """1/(1 + e^-t), from e^-|t| <= 1."""
    e = np.exp(-np.abs(t))
    return np.where(t < 0, e, 1) / (1 + e)
''',
    "softplus": '''def softplus(t):
    """log(1 + e^t)."""
    return np.maximum(t, 0) + np.log1p(np.exp(-np.abs(t)))
''',
    "gelu": '''def gelu(t):
    """t Φ(t) = max(t, 0) - a/2 erfcx(a/sqrt(2)) e^(-a²/2), a = |t|, with a² in two parts."""
    t = np.asarray(t)
    a = np.minimum(np.abs(t.astype(np.float64)), 40.0)
    high = a * 134217729.0
    high = high - (high - a)
    low = a - high
    square = a * a
    rest = ((high * high - square) + 2 * high * low) + low * low
    tail = -0.5 * a * erfcx(a * 0.7071067811865476) * np.exp(-0.5 * square) * (1 - rest / 2)
    return (tail + np.maximum(t, 0)).astype(t.dtype)
''',
    "elu": '''def elu(t, alpha):
    """t for t > 0, alpha (e^t - 1) else."""
    return np.where(t > 0, t, alpha * np.expm1(np.minimum(t, 0)))
''',
    "softmax": '''def softmax(t):
    """e^(t_i - max t) over their sum, along the last axis."""
    e = np.exp(t - t.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
''',
}

_COMMON: Final = {
    "identity": "{}",
    "abs": "{m}.abs({})",
    "tanh": "{m}.tanh({})",
    "relu6": "{m}.clip({}, 0, 6)",
    "hard_tanh": "{m}.clip({}, -1, 1)",
    "hard_sigmoid": "{m}.clip(({} + 3) / 6, 0, 1)",
    "leaky_relu": "{m}.where({} > 0, {}, {p} * {})",
}

NUMPY: Final = Dialect(
    "numpy",
    "import numpy as np",
    "np",
    "np.array({}, dtype=np.{dtype})",
    "np.array({})",
    "np.asarray(x, dtype=np.{dtype})",
    {
        **_COMMON,
        "relu": "np.maximum({}, 0)",
        "sigmoid": "sigmoid({})",
        "logistic": "sigmoid({})",
        "softplus": "softplus({})",
        "silu": "{} * sigmoid({})",
        "gelu": "gelu({})",
        "elu": "elu({}, {p})",
        "step": "np.heaviside({}, {p})",
        "softmax": "softmax({})",
        "erf": "erf({})",
    },
    _NUMPY_HELPERS,
    "np.concatenate([{}], axis=-1)",
    "{}.max(axis=-1)",
)

TORCH: Final = Dialect(
    "torch",
    "import torch",
    "torch",
    "torch.tensor({}, dtype=torch.{dtype})",
    "torch.tensor({})",
    "torch.as_tensor(x, dtype=torch.{dtype})",
    {
        **_COMMON,
        "relu": "torch.relu({})",
        "sigmoid": "torch.sigmoid({})",
        "logistic": "torch.sigmoid({})",
        "softplus": "torch.clamp({}, min=0) + torch.log1p(torch.exp(-torch.abs({})))",
        "silu": "torch.nn.functional.silu({})",
        "gelu": "torch.nn.functional.gelu({})",
        "elu": "torch.where({} > 0, {}, {p} * torch.expm1(torch.clamp({}, max=0)))",
        "step": "torch.heaviside({}, torch.tensor({p}, dtype={}.dtype))",
        "softmax": "torch.softmax({}, dim=-1)",
        "erf": "torch.erf({})",
    },
    {},
    "torch.cat([{}], dim=-1)",
    "{}.amax(dim=-1)",
)

JAX: Final = Dialect(
    "jax",
    "import jax\nimport jax.numpy as jnp",
    "jnp",
    "jnp.array({}, dtype=jnp.{dtype})",
    "jnp.array({})",
    "jnp.asarray(x, dtype=jnp.{dtype})",
    {
        **_COMMON,
        "relu": "jax.nn.relu({})",
        "sigmoid": "jax.nn.sigmoid({})",
        "logistic": "jax.nn.sigmoid({})",
        "softplus": "jax.nn.softplus({})",
        "silu": "jax.nn.silu({})",
        "gelu": "jax.nn.gelu({}, approximate=False)",
        "elu": "jax.nn.elu({}, {p})",
        "step": "jnp.heaviside({}, {p})",
        "softmax": "jax.nn.softmax({}, axis=-1)",
        "erf": "jax.scipy.special.erf({})",
    },
    {},
    "jnp.concatenate([{}], axis=-1)",
    "{}.max(axis=-1)",
)

DIALECTS: Final[Mapping[str, Dialect]] = {d.name: d for d in (NUMPY, TORCH, JAX)}
