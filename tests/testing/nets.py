"""The networks whose implementations are tested, small enough to check by hand."""

from __future__ import annotations

import sympy as sp

import symnn as sn

XOR = sn.Network(sn.Affine([[1, 1], [1, 1]], [0, -1]), sn.relu, sn.Affine([[1, -2]]))
SQUARE = sn.Network(
    sn.Affine([[1, 2], [3, 4]], [1, -1]), sn.relu, sn.Affine([[1, -1], [2, 1]], [0, "1/2"])
)
THIRD = sn.Network(sn.Affine([["1/3", "-1/3"]]))
SIGMOID = sn.Network(sn.Affine([[1, -1]]), sn.sigmoid)
SOFTMAX = sn.Network(sn.Affine([[1, 0], [0, 1], [1, 1]]), sn.Softmax())
SOFTPLUS = sn.Network(sn.Affine([[1]]), sn.softplus)
TANH = sn.Network(sn.Affine([[1]]), sn.tanh)
LEAKY = sn.Network(sn.Affine([[1]]), sn.leaky_relu("0.1"))
STEP = sn.Network(sn.Affine([[2, -1]], [-1]), sn.step(at_zero=1))
RESIDUAL = sn.Network(sn.Residual(sn.Affine([[1, 2], [3, 4]], [1, -1]), sn.relu))
POOL = sn.Network(sn.Affine([[int(i == j) for j in range(4)] for i in range(4)]), sn.MaxPool(2))
DEEP = sn.Network(sn.Affine([[1, 1], [1, -1]]), sn.tanh, sn.sigmoid, sn.Affine([[1, 2]]))
_R = sp.sqrt(2) / 2
MULTIPLY = sn.Network(
    sn.Affine([[1, 0], [_R, _R], [0, 1]], [-_R, -_R, -_R]),
    sn.relu,
    sn.Affine([[0, (2 + sp.sqrt(2)) / 2, 0]]),
)
WIDE = sn.Network(sn.Affine([["1/3"] * 64]))
