"""Laws of reading and writing, over random trees and random text."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from symnn.latex import syntax as s
from symnn.latex.calls import resolve
from symnn.latex.parser import parse
from symnn.latex.plain import plain
from symnn.latex.writer import write

DIGITS = st.integers(0, 999)


def _number(whole: int) -> s.Number:
    return s.Number(str(whole), Fraction(whole))


def _decimal(cents: int) -> s.Number:
    return s.Number(f"{cents // 100}.{cents % 100:02d}", Fraction(cents, 100), 2)


LITERALS = DIGITS.map(_number) | DIGITS.map(_decimal)
LETTERS = st.sampled_from(["x", "y", "W", "b", "alpha", "lambda", "Omega", "ell"])
INDICES = DIGITS.map(_number) | st.sampled_from("ijkn").map(s.Name)
LABELS = st.builds(
    lambda index, fence: s.Group(fence, (index,)), INDICES, st.sampled_from(["()", "[]"])
)
NAMES = st.sampled_from(["net", "Gini"]).map(s.Name) | st.builds(
    s.Name,
    base=LETTERS,
    font=st.sampled_from(["", "", "bold"]),
    accents=st.sampled_from([(), (), ("hat",), ("bar", "tilde")]),
    subscript=st.none() | INDICES,
    labels=st.just(()) | LABELS.map(lambda label: (label,)),
)


FUNCTIONS = st.sampled_from(["sin", "exp", "ReLU", "max"]).map(s.Name)
Draw = Callable[..., Any]


def _group(fence: str, *items: s.Node) -> s.Group:
    return s.Group(fence, items, (",",) * (len(items) - 1))


def _closed(draw: Draw, depth: int) -> s.Node:
    """A node that holds together by itself."""
    if depth == 0:
        return draw(NAMES)
    one, two = _loose(draw, depth - 1), _loose(draw, depth - 1)
    kinds: list[Callable[[], s.Node]] = [
        lambda: draw(NAMES),
        lambda: _group(draw(st.sampled_from(["()", "[]", "{}"])), one, two),
        lambda: s.Quotient(one, two),
        lambda: s.Root(one, draw(st.none() | DIGITS.map(_number))),
        lambda: draw(st.sampled_from([s.Abs, s.Norm, s.Floor, s.Ceiling]))(one),
        lambda: s.Binomial(one, two),
        lambda: s.Matrix(
            ((one, two), (two, one)),
            draw(st.sampled_from(["()", "[]", "||"])),
            draw(st.sampled_from([(), (1,)])),
        ),
        lambda: s.Call(draw(NAMES), _group("()", one)),
        lambda: s.Apply(draw(FUNCTIONS), _group("()", one, two), draw(st.none() | LITERALS)),
        lambda: s.Derivative(draw(NAMES), (draw(NAMES),), (1,), draw(st.booleans())),
    ]
    return draw(st.sampled_from(kinds))()


def _factor(draw: Draw, depth: int) -> s.Node:
    inner = _closed(draw, depth)
    kinds: list[Callable[[], s.Node]] = [
        lambda: inner,
        lambda: s.Power(inner, draw(LITERALS | st.sampled_from("pq").map(s.Name))),
        lambda: s.Power(inner, s.Neg(s.Quotient(draw(LITERALS), draw(LITERALS)))),
        lambda: s.Transpose(inner),
        lambda: s.Factorial(inner),
        lambda: s.Prime(draw(NAMES), draw(st.integers(1, 3))),
    ]
    return draw(st.sampled_from(kinds))()


def _leftmost(node: s.Node) -> s.Node:
    while isinstance(node, (s.Power, s.Transpose, s.Factorial)):
        node = node.base if isinstance(node, s.Power) else node.operand
    return node


def _run(draw: Draw, depth: int) -> s.Node:
    """One factor, or several side by side; a bracket after a name would be its argument."""
    first = draw(LITERALS | NAMES)
    rest = [_factor(draw, depth) for _ in range(draw(st.integers(0, 1)))]
    if not rest or isinstance(_leftmost(rest[0]), s.Group):
        return first
    if any(isinstance(_leftmost(factor), s.Group) for factor in rest):
        return first
    return s.Product((first, *rest), ("",) * len(rest))


def _loose(draw: Draw, depth: int) -> s.Node:
    count = draw(st.integers(1, 2))
    terms: list[s.Node] = []
    for _ in range(count):
        parts = [
            draw(st.sampled_from([_run, _factor]))(draw, max(0, depth))
            for _ in range(draw(st.integers(1, 2)))
        ]
        sign = draw(st.sampled_from(["·", "×", "⊙"]))
        term = s.Product(tuple(parts), (sign,)) if len(parts) > 1 else parts[0]
        terms.append(s.Neg(term) if draw(st.booleans()) else term)
    return terms[0] if count == 1 else s.Sum(tuple(terms))


@st.composite
def trees(draw: Draw) -> s.Node:
    return _loose(draw, draw(st.integers(0, 1)))


TREES = trees()
CHAINS = st.builds(
    lambda first, rest: s.Chain(first, tuple(s.Link(sign, side) for sign, side in rest)),
    TREES,
    st.lists(st.tuples(st.sampled_from("=≠<≤≥≈∈→"), TREES), min_size=1, max_size=2),
)


@given(TREES)
def test_what_is_written_is_read_back(tree: s.Node) -> None:
    (statement,) = parse(write(tree)).statements
    assert isinstance(statement, s.Statement)
    assert statement.body == tree


@given(CHAINS)
def test_a_chain_is_read_back(tree: s.Node) -> None:
    (statement,) = parse(write(tree)).statements
    assert isinstance(statement, s.Statement)
    assert statement.body == tree


@given(TREES)
def test_no_call_is_left_where_nothing_is_a_function(tree: s.Node) -> None:
    resolved = resolve(tree, lambda _: False)
    assert not any(isinstance(node, s.Call) for node in s.walk(resolved))
    assert resolve(tree, lambda _: True) == tree


@given(TREES)
def test_changing_nothing_gives_the_same_tree(tree: s.Node) -> None:
    def same(node: s.Node) -> s.Node:
        return s.map_children(node, same)

    assert same(tree) is tree


@given(CHAINS)
def test_spans_nest(tree: s.Node) -> None:
    latex = write(tree)
    (statement,) = parse(latex).statements
    for node in s.walk(statement):
        assert 0 <= node.span.start <= node.span.end <= len(latex)
        for child in s.children(node):
            if not isinstance(child, s.Empty):
                assert node.span.start <= child.span.start <= child.span.end <= node.span.end


@given(CHAINS)
def test_a_link_shows_its_relation_and_its_sides(tree: s.Chain) -> None:
    latex = write(tree)
    (statement,) = parse(latex).statements
    assert isinstance(statement, s.Statement)
    assert isinstance(statement.body, s.Chain)
    for left, link in statement.body.pairs():
        shown = latex[left.span.start : link.operand.span.end]
        (again,) = parse(shown).statements
        assert isinstance(again, s.Statement)
        assert again.body == s.Chain(left, (link,))


@given(TREES)
def test_a_span_reads_as_the_node_it_belongs_to(tree: s.Node) -> None:
    latex = write(tree)
    (statement,) = parse(latex).statements
    for node in s.walk(statement):
        if isinstance(node, (s.Quotient, s.Root, s.Matrix, s.Call)):
            (again,) = parse(latex[slice(*node.span)]).statements
            assert isinstance(again, s.Statement)
            assert again.body == node


PIECES = st.sampled_from(
    [r"\frac", "{", "}", "(", ")", "[", "]", "|", "^", "_", "a", "x", "12", "0.5", "&", r"\\", "=",
     "<", ",", "+", "-", r"\cdot", "/", "'", "!", "%", r"\text{if }", r"\left(", r"\right)",
     r"\right|", r"\left.", r"\begin{matrix}", r"\end{matrix}", r"\begin{align}", r"\end{align}",
     r"\begin{cases}", r"\end{cases}", r"\sum", r"\sin", r"\hat", r"\partial", "d", r"\max",
     r"\quad", r"\foo", "$", "\\", "#", r"\mathbf", r"\boxed", r"\color{red}", r"\over", r"\|",
     r"\Rightarrow", ":", ".", r"\not", "²", "₁", "\u200b", r"\rm", r"\substack", r"\binom"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=16).map("".join) | st.text(max_size=30))
def test_any_text_is_read_without_an_error(latex: str) -> None:
    for statement in parse(latex).statements:
        plain(statement)
        write_all = [n.span for n in s.walk(statement)]
        assert all(0 <= span.start <= span.end <= len(latex) for span in write_all)
