"""Laws of matrices of open sizes: proved if true, never proved if false, each by a second way.

The second way is sympy's matrices of integers at sizes that are drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symnn.claims.provers.matrices import evidence, prove, refute
from symnn.claims.recheck import recheck
from symnn.errors import EvidenceError

Node = list[Any]
#: Names by their sizes; S is symmetric.
SIZES = {
    "A": ("n", "n"), "B": ("n", "n"), "S": ("n", "n"), "X": ("m", "n"), "Y": ("m", "n"),
    "Z": ("n", "m"), "u": ("n", "1"), "v": ("n", "1"), "w": ("m", "1"), "c": ("1", "1"),
}  # fmt: skip


def statement(left: Node, right: Node) -> dict[str, Any]:
    used = names(left) | names(right)
    rows = {
        n: {
            "rows": SIZES[n][0],
            "columns": SIZES[n][1],
            "flags": ["symmetric"] if n == "S" else [],
            "of": "",
        }
        for n in sorted(used)
    }
    return {"names": rows, "relation": "=", "left": left, "right": right}


def names(node: Any) -> set[str]:
    if not isinstance(node, list):
        return set()
    if node[0] == "name":
        return {node[1]}
    own = {node[2]} if node[0] in ("slope", "jacobian") else set()
    return own.union(*map(names, node[1:]))


def shape(node: Node) -> tuple[str, str]:
    what, *parts = node
    if what == "name":
        return SIZES[parts[0]]
    if what in ("number", "trace", "total"):
        return "1", "1"
    if what == "mul":
        return shape(parts[0])[0], shape(parts[1])[1]
    if what == "transpose":
        rows, columns = shape(parts[0])
        return columns, rows
    return shape(parts[-1])


@st.composite
def expressions(draw: st.DrawFn, wanted: tuple[str, str], depth: int = 3) -> Node:
    """An expression of a shape."""
    leaves = [["name", n] for n, s in SIZES.items() if s == wanted]
    turned = [
        ["transpose", ["name", n]] for n, (r, c) in SIZES.items() if (c, r) == wanted and r != c
    ]
    if depth == 0 and leaves + turned:
        return draw(st.sampled_from(leaves + turned))
    kind = draw(st.sampled_from(["add", "mul", "transpose", "scale", "leaf", "trace"]))
    deeper = max(depth - 1, 0)
    if kind == "leaf" and leaves + turned:
        return draw(st.sampled_from(leaves + turned))
    if kind == "add":
        return ["add", draw(expressions(wanted, deeper)), draw(expressions(wanted, deeper))]
    if kind == "transpose":
        return ["transpose", draw(expressions((wanted[1], wanted[0]), deeper))]
    if kind == "scale":
        number = ["number", str(Fraction(draw(st.integers(-3, 3)), 2))]
        return ["scale", number, draw(expressions(wanted, deeper))]
    if kind == "trace" and wanted == ("1", "1"):
        return ["trace", draw(expressions(("n", "n"), deeper))]
    middle = draw(st.sampled_from(["n", "m"] if depth else ["n"]))
    left = draw(expressions((wanted[0], middle), deeper))
    return ["mul", left, draw(expressions((middle, wanted[1]), deeper))]


def rewritten(node: Node, turn: Callable[[int], int]) -> Node:
    """An expression that is equal by a law, or the same."""
    what, *parts = node
    parts = [rewritten(p, turn) if isinstance(p, list) else p for p in parts]
    choice = turn(4)
    if what == "add" and choice == 0:
        return ["add", parts[1], parts[0]]
    if what == "transpose" and parts[0][0] == "mul" and choice < 3:
        a, b = parts[0][1:]
        return ["mul", ["transpose", b], ["transpose", a]]
    if what == "transpose" and parts[0][0] == "add" and choice < 3:
        return ["add", *(["transpose", p] for p in parts[0][1:])]
    if what == "mul" and parts[1][0] == "add" and choice < 2:
        return ["add", *(["mul", parts[0], p] for p in parts[1][1:])]
    if what == "mul" and parts[0][0] == "mul" and choice == 2:
        return ["mul", parts[0][1], ["mul", parts[0][2], parts[1]]]
    if what == "trace" and parts[0][0] == "mul" and choice < 2:
        return ["trace", ["mul", parts[0][2], parts[0][1]]]
    if what == "trace" and choice == 2:
        return ["trace", ["transpose", parts[0]]]
    if node == ["name", "S"] and choice < 2:
        return ["transpose", node]
    if what in ("name", "number"):
        return node
    if choice == 3:
        return ["transpose", ["transpose", [what, *parts]]]
    return [what, *parts]


def value(node: Node, sizes: dict[str, int], seed: int) -> sp.Matrix:
    """The expression at matrices of integers, by sympy."""
    what, *parts = node
    if what == "name":
        return matrix(parts[0], sizes, seed)
    if what == "number":
        return sp.Matrix([[sp.Rational(parts[0])]])
    a = value(parts[0], sizes, seed)
    if what == "transpose":
        return a.T
    if what == "trace":
        return sp.Matrix([[a.trace()]])
    b = value(parts[1], sizes, seed)
    if what == "add":
        return a + b
    return a * b if what == "mul" else a[0, 0] * b


def matrix(name: str, sizes: dict[str, int], seed: int) -> sp.Matrix:
    rows, columns = (sizes.get(s, 1) for s in SIZES[name])
    place = sorted(SIZES).index(name)

    def entry(i: int, j: int) -> int:
        i, j = (min(i, j), max(i, j)) if name == "S" else (i, j)
        return (place * 17 + 5 * i * i + 3 * j + seed * (i + 2 * j + place)) % 11 - 5

    return sp.Matrix(rows, columns, entry)


SHAPES = st.sampled_from([("n", "n"), ("m", "n"), ("n", "1"), ("1", "1")])


@settings(max_examples=60, deadline=None)
@given(st.data(), SHAPES)
def test_what_follows_by_laws_is_proved(data: st.DataObject, wanted: tuple[str, str]) -> None:
    left = data.draw(expressions(wanted))
    right = rewritten(left, lambda n: data.draw(st.integers(0, n - 1)))
    found = prove(statement(left, right))
    assert found is not None
    recheck(found)
    for sizes in ({"n": 2, "m": 3}, {"n": 1, "m": 2}):
        assert value(left, sizes, 1) == value(right, sizes, 1)


@settings(max_examples=60, deadline=None)
@given(st.data(), SHAPES)
def test_other_expressions_are_proved_only_if_they_are_equal(
    data: st.DataObject, wanted: tuple[str, str]
) -> None:
    left, right = data.draw(expressions(wanted)), data.draw(expressions(wanted))
    stated = statement(left, right)
    found, counter = prove(stated), refute(stated)
    equal = all(
        value(left, sizes, seed) == value(right, sizes, seed)
        for sizes in ({"n": 2, "m": 3}, {"n": 3, "m": 2})
        for seed in (1, 4)
    )
    assert (found is None) or equal
    assert (counter is None) or found is None
    if found is None:
        assert counter is not None
        recheck(counter[0])
        assert not equal


@pytest.mark.parametrize("name", ["A", "S"])
def test_what_is_known_of_a_name_decides(name: str) -> None:
    node = ["name", name]
    proved = prove(statement(["transpose", node], node)) is not None
    assert proved is (name == "S")


A, B, X, u, v = (["name", n] for n in "ABXuv")
REFUSED: list[dict[str, Any]] = [
    statement(["mul", A, B], ["mul", B, A]),
    statement(["mul", X, A], ["mul", A, X]),
    statement(["inverse", ["add", A, B]], ["add", ["inverse", A], ["inverse", B]]),
    statement(["slope", ["mul", ["transpose", u], ["mul", A, u]], "u"], ["mul", A, u]),
    statement(["jacobian", ["mul", A, u], "u"], ["transpose", A]),
    statement(["f", "exp", ["trace", A]], ["f", "log", ["trace", A]]),
    statement(["unheard", A], ["unheard", A]),
    statement(["name", "A"], ["mul", A]),
    {**statement(A, A), "names": {}},
    {**statement(A, A), "relation": "<"},
    {**statement(A, A), "names": {"A": {"rows": "0", "columns": "n", "flags": [], "of": ""}}},
]


@pytest.mark.parametrize("stated", REFUSED)
def test_evidence_for_what_is_false_or_malformed_is_refused(stated: dict[str, Any]) -> None:
    with pytest.raises(EvidenceError):
        recheck(evidence(stated, "proved", {"kind": "matrices"}))


@pytest.mark.parametrize(
    "proof",
    [
        {"sizes": {"n": 2}, "values": {"A": [["1", "2"], ["3", "4"]]}, "rates": {}},
        {"sizes": {"n": 2}, "values": {}, "rates": {}},
        {"sizes": {"n": 0}, "values": {}, "rates": {}},
        {"sizes": {}, "values": {}, "rates": {}},
        {"sizes": {"n": 2}, "values": {"A": [["1"]]}, "rates": {}},
    ],
)
def test_a_point_where_an_identity_holds_refutes_nothing(proof: dict[str, Any]) -> None:
    stated = statement(["transpose", ["transpose", A]], A)
    with pytest.raises(EvidenceError):
        recheck(evidence(stated, "refuted", {"kind": "matrices", **proof}))


def test_a_matrix_that_is_not_symmetric_refutes_nothing_about_symmetric_ones() -> None:
    S = ["name", "S"]
    stated = statement(["transpose", S], S)
    point = {"sizes": {"n": 2}, "values": {"S": [["1", "2"], ["3", "4"]]}, "rates": {}}
    with pytest.raises(EvidenceError, match="not symmetric"):
        recheck(evidence(stated, "refuted", {"kind": "matrices", **point}))
