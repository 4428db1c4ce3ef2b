"""Networks that documents define: read layer by layer, with the values that the checker reads."""

from __future__ import annotations

from typing import Any

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.documents.judging.judge import judge_part, opened
from symnn.documents.source import Source
from symnn.errors import DocumentError
from symnn.latex.meaning.scope import Scope
from symnn.weaving.definitions import network_in

GIVEN = r"$W = \begin{pmatrix}1&1\\1&1\end{pmatrix}$, $c = (0,-1)^T$ and $w = (1,-2)^T$. "
XOR = sn.Network(sn.Affine([[1, 1], [1, 1]], [0, -1]), sn.relu, sn.Affine([[1, -2]]))


def scope_of(text: str) -> Scope:
    state, parts = opened(Source("a.md", text, "markdown"))
    for part in parts:
        list(judge_part(state, part))
    return state.scope


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (r"$f(x) = w^\top \max(0, W x + c)$", "f"),
        (r"$f(x) = w^T \operatorname{ReLU}(W x + c)$", "f"),
        (r"$f(x) = w \cdot g(c + W x)$ with $g(a) = \max(0, a)$", "f"),
        (r"$h = \mathrm{ReLU}(W x + c)$ and $y = w^T h$", "y"),
        (r"$z = W x + c$, $h = g(z)$ with $g(a)=\max(0,a)$ and $y = w \cdot h$", "y"),
        (r"$h(x) = \max(0, W x + c)$, so $f(x) = w^T h(x)$", "f"),
        (r"$f(x, y) = \max(0, x + y) - 2 \max(0, x + y - 1)$", "f"),
    ],
)
def test_the_xor_network_in_many_ways(text: str, key: str) -> None:
    found = network_in(scope_of(GIVEN + text), key, 2)
    assert found.network.layers == XOR.layers


def test_the_author_s_names_are_kept() -> None:
    text = GIVEN + r"$z_1 = W x + c$, $h = g(z_1)$ with $g(a)=\max(0,a)$, $y = w^T h + 3$"
    parts = network_in(scope_of(text), "y").parts
    assert [(p.weight, p.bias, p.function, p.value) for p in parts] == [
        ("W", "c", "", "z_{1}"),
        ("", "", "g", "h"),
        ("w^{T}", "3", "", ""),
    ]


@pytest.mark.parametrize(
    ("text", "point", "value"),
    [
        (r"$\sigma(t) = \frac{1}{1+e^{-t}}$, $f(x) = 2\sigma(3x-1)+1$", [0], 2 / (1 + sp.E) + 1),
        (r"$\phi(t) = t^3 + 1$ and $f(x) = 2\phi(3x - 1) + 1$", [1], 19),
        (r"$f(x) = |x|$", [-3], 3),
        (r"$f(x) = \tanh(\frac{x - 1}{2})$", [1], 0),
        (GIVEN + r"$f(x) = \operatorname{softmax}(-W x)$", [3, 4], sp.Matrix([1, 1]) / 2),
        (GIVEN + r"$f(x) = \tfrac12 \max(0, W x)/3$", [1, 2], sp.Matrix([1, 1]) / 2),
        (GIVEN + r"$f(x) = W (W x + c) + 2 c$", [1, 0], sp.Matrix([1, -1])),
    ],
)
def test_other_forms(text: str, point: list[Any], value: Any) -> None:
    found = network_in(scope_of(text), "f", len(point))
    given = sp.Matrix([value]) if not hasattr(value, "shape") else value
    outputs = sp.Matrix([found.network(point)])
    assert all(sn.check(sn.Eq(a, b)).proved for a, b in zip(outputs, given, strict=True))


def test_a_sigmoid_is_known_by_proof() -> None:
    text = r"$s(t) = \frac{e^t}{1+e^t}$, $f(x) = s(x + 1)$"
    assert network_in(scope_of(text), "f").network.layers[1] == sn.Elementwise(sn.sigmoid)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (r"$f(x, y) = x y$", "`x y` is no matrix times what depends on the input"),
        (r"$f(x) = x + \max(0, x)$", "adds 2 terms that depend on the input"),
        (r"$f(x) = 1/x$", "divides by what depends on the input"),
        (r"$f(x) = a \max(0, x)$", "a is not defined"),
        (r"$g(x) = x$", "f is not defined above; defined are g"),
        (r"$f = 3$", "the undefined names are: none"),
        ("", "f is not defined above; nothing is"),
    ],
)
def test_what_is_no_network_says_why(text: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        network_in(scope_of(text), "f")
    assert message in str(caught.value)


entries = st.integers(-3, 3)


@given(st.data())
def test_the_values_are_those_of_the_checker(data: st.DataObject) -> None:
    """Random matrices, in the document and in Python."""
    rows, columns = data.draw(st.integers(1, 3)), data.draw(st.integers(2, 3))
    weight = [[data.draw(entries) for _ in range(columns)] for _ in range(rows)]
    bias = [data.draw(entries) for _ in range(rows)]
    last = [data.draw(entries) for _ in range(rows)]

    def written(items: list[list[int]]) -> str:
        body = r" \\ ".join(" & ".join(map(str, row)) for row in items)
        return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"

    text = (
        f"$A = {written(weight)}$, $b = {written([[b] for b in bias])}$, $v = {written([last])}$. "
        r"$f(x) = v \max(0, A x + b) - 1$"
    )
    wanted = sn.Network(sn.Affine(weight, bias), sn.relu, sn.Affine([last], [-1]))
    assert network_in(scope_of(text), "f").network == wanted
