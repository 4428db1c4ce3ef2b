"""Three implementations of one network in numpy, held against it: one is right.

Run it, and read the reports: each shows the simplest input at which the code is wrong, both values,
what happens inside the network, and the one mistake that explains everything that was seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import sympy as sp

import symnn as sn
from symnn.testing import assert_gradient_twin, assert_twin

r = 1 / sp.sqrt(2)
NETWORK = sn.Network(
    sn.Affine([[1, 0], [r, r], [0, 1]], [-r, -r, -r]),
    sn.relu,
    sn.Affine([[0, (2 + sp.sqrt(2)) / 2, 0]]),
)

R = np.sqrt(0.5)
W1 = np.array([[1, 0], [R, R], [0, 1]])
W2 = np.array([[0, 1 + R, 0]])


def right(x: Any) -> Any:
    """As it should be."""
    return W2 @ np.maximum(0, W1 @ x - R)


def rounded_by_hand(x: Any) -> Any:
    """1/√2 to seven digits, as from a table."""
    w1 = np.array([[1, 0], [0.7071068, 0.7071068], [0, 1]])
    return W2 @ np.maximum(0, w1 @ x - 0.7071068)


def too_eager(x: Any) -> Any:
    """The activation once too often."""
    return np.maximum(0, W2 @ np.maximum(0, W1 @ np.maximum(0, x) - R))


def jacobian(x: Any) -> Any:
    """By hand; but the bias is forgotten where the slope of relu is looked up."""
    return W2 @ np.diag(W1 @ x > 0) @ W1


def tried(test: Callable[..., None], function: Callable[..., Any]) -> None:
    """One line if it is right, the report if it is not."""
    try:
        test(function, NETWORK)
    except AssertionError as error:
        print(error, end="\n\n" + "-" * 72 + "\n\n")
    else:
        print(f"{function.__name__} is right\n")


if __name__ == "__main__":
    for implementation in (right, rounded_by_hand, too_eager):
        tried(assert_twin, implementation)
    tried(assert_gradient_twin, jacobian)
