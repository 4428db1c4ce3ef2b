"""Network files: what is saved is loaded again, exactly; each mistake is told at its place."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn as sn
from symnn.errors import DocumentError, UnsupportedError
from symnn.exact.expression import ZERO
from symnn.functions.catalogue import FUNCTIONS
from symnn.network_files.reading import load_network, read_network
from symnn.network_files.writing import network_text, save_network

A = sp.Symbol("a", positive=True)
B = sp.Symbol("b", real=True)
X = sp.Symbol("x", real=True)

plain = st.one_of(
    st.integers(-3, 3),
    st.fractions(-2, 2, max_denominator=6),
    st.sampled_from([sp.sqrt(2), 1 / sp.sqrt(3) - 1, sp.root(5, 3), sp.cos(sp.pi / 7)]),
)
entries = st.one_of(
    plain, st.sampled_from([sp.exp(1), sp.pi / 2, sp.exp(-A) * B, A**2 - B, sp.log(2)])
)
functions = st.one_of(
    st.sampled_from(sorted(FUNCTIONS)).map(FUNCTIONS.__getitem__),
    plain.map(sn.leaky_relu),
    st.just(sn.prelu(slope=A)),
    st.sampled_from([0, 1, "1/2"]).map(lambda v: sn.step(at_zero=v)),
    st.just(sn.sign(at_zero=1)),
    st.just(sn.elu(alpha="1/3")),
    st.just(sn.power(2)),
    st.just(sn.activation(X**2 + B, X, name="my own")),
    st.just(sn.relu.derivative([ZERO])),
    st.just(sn.relu.derivative()),
    st.just(sn.leaky_relu("0.1").derivative([ZERO])),
    st.just(sn.gelu.derivative()),
)


def affine(draw: st.DrawFn, rows: int, columns: int) -> sn.Affine:
    weight = [[draw(entries) for _ in range(columns)] for _ in range(rows)]
    return sn.Affine(weight, draw(st.none() | st.just([draw(entries) for _ in range(rows)])))


@st.composite
def networks(draw: st.DrawFn, depth: int = 2) -> sn.Network:
    """Networks of all kinds of layers, of widths 1 to 3."""
    size, layers = draw(st.integers(1, 3)), list[Any]()
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.integers(0, 6 if depth else 4))
        if kind == 0:
            rows = draw(st.integers(1, 3))
            layers.append(affine(draw, rows, size))
            size = rows
        elif kind == 1:
            layers.append(draw(functions))
        elif kind == 2:
            layers.append(sn.Softmax())
        elif kind == 3:
            layers.append(
                sn.Maxout(*(affine(draw, 2, size) for _ in range(draw(st.integers(1, 2)))))
            )
            size = 2
        elif kind == 4:
            layers.append(sn.MaxPool(1, draw(st.integers(1, 1))))
        elif kind == 5:
            inner = [affine(draw, size, size), draw(functions)]
            layers.append(sn.Residual(*inner))
        else:
            layers.append(sn.Parallel(draw(functions), [affine(draw, 1, size), draw(functions)]))
            size += 1
    return sn.Network(*layers)


@settings(max_examples=60)
@given(networks())
def test_what_is_saved_is_loaded_again(net: sn.Network) -> None:
    """The same value: weights, functions, symbols with what is declared of them."""
    found = read_network(network_text(net))
    assert found == net
    assert found.symbols == net.symbols


@given(st.data())
@settings(max_examples=30)
def test_matrix_networks_too(data: st.DataObject) -> None:
    weight = [[data.draw(entries) for _ in range(2)]]
    bias = [[[data.draw(plain) for _ in range(2)] for _ in range(2)]]
    net = sn.MatrixNetwork(
        sn.MatrixAffine(weight, data.draw(st.sampled_from([None, bias]))),
        sn.MatrixActivation(data.draw(functions)),
        sn.Entrywise(data.draw(functions)),
        sn.MatrixAffine([[2]]),
    )
    assert read_network(network_text(net)) == net


def test_structured_layers_too() -> None:
    """Sparse maps, convolutions with padding, windows of any shape."""
    net = sn.Network(
        sn.Convolution([[1, A], ["1/2", sp.sqrt(2)]], [0, B], [(-1, 0), (0, 1), (1, 2)], 3, True),
        sn.relu,
        sn.WindowMax(((0, 1, 2), (3,), (4, 5)), 6),
        sn.Sparse([[(0, 1), (2, sp.pi)], []], 3, [0, "1/3"]),
    )
    found = read_network(network_text(net))
    assert found == net
    assert found.symbols == net.symbols


def test_a_file_as_a_person_writes_it(tmp_path: Path) -> None:
    """Decimals, fractions, roots, LaTeX, comments, line ends of Windows, a byte-order mark."""
    text = r"""
        # the net of the first chapter
        symnn_network = 1

        [[layer]]
        kind = "affine"
        weight = [[1, 0], ["1/sqrt(2)", '\frac{1}{\sqrt{2}}'], [0, 1e0]]
        bias = ["-1/√2", '-\tfrac{1}{\sqrt 2}', "-sqrt(2)/2"]
        [[layer]]
        kind = "relu"
        [[layer]]
        kind = "affine"
        weight = [[0, "(2 + sqrt(2))/2", 0.0]]
    """
    path = tmp_path / "net.toml"
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    r = 1 / sp.sqrt(2)
    wanted = sn.Network(
        sn.Affine([[1, 0], [r, r], [0, 1]], [-r, -r, -r]),
        sn.relu,
        sn.Affine([[0, (2 + sp.sqrt(2)) / 2, 0]]),
    )
    net = load_network(path)
    assert net == wanted
    assert net("5/6", "1/3") == (1 + sp.sqrt(2)) / 12


def test_a_decimal_is_the_number_as_printed() -> None:
    net = read_network("symnn_network = 1\n[[layer]]\nkind = 'affine'\nweight = [[0.1, 1_0.5e-1]]")
    assert net(1, 0) == sp.Rational(1, 10)
    assert net(0, 1) == sp.Rational(21, 20)


def test_saving_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "net.toml"
    path.write_text("old", "utf-8")
    with pytest.raises(UnsupportedError, match="no network"):
        save_network(sn.relu, path)
    monkeypatch.setattr(os, "fdopen", lambda *_a, **_k: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        save_network(sn.Network(sn.relu), path)
    assert path.read_text("utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["net.toml"]


def test_what_cannot_be_written_is_refused() -> None:
    for odd in (sp.Dummy("d", real=True), sp.Symbol("p", real=True, prime=True)):
        with pytest.raises(UnsupportedError, match="cannot be written"):
            network_text(sn.Network(sn.Affine([[odd]])))

    class Own(sn.Layer):
        label = "my own"

        def exprs(self, inputs: Any, keep_zeros: bool = False) -> Any:
            del keep_zeros
            return tuple(inputs)

        values = exprs

    with pytest.raises(UnsupportedError, match=r"layer 2, my own: a Own has no written form"):
        network_text(sn.Network(sn.relu, Own()))


HEAD = "symnn_network = 1\n"
AFFINE = HEAD + "[[layer]]\nkind = 'affine'\n"

MISTAKES = [
    ("", "net.toml:1:1: this is no network file"),
    ("x =", "net.toml: this is no TOML"),
    ("a = 1\na = 2", "net.toml: this is no TOML: Cannot overwrite a value"),
    ("symnn_network = 2", "net.toml:1:1: symnn_network: 2 is no version"),
    ("symnn_network = true", "net.toml:1:1: symnn_network: true is no version"),
    (HEAD, "net.toml:1:1: there are no layers; each begins with [[layer]]"),
    (HEAD + "layer = []", "net.toml:2:1: layer: an empty list stands where"),
    (HEAD + "layer = [1]", "net.toml:2:10: layer 1: 1 stands where a table is due"),
    (
        HEAD + "layers = 1",
        "net.toml:2:1: layers: this key is not known here; known are",
    ),
    (HEAD + "neurons = 'cats'", 'net.toml:2:1: neurons: "cats" is neither'),
    (HEAD + "symbols = 1\n[[layer]]\nkind='relu'", "net.toml:2:1: symbols: 1 stands where a table"),
    (HEAD + "[symbols]\na = 'big'", 'net.toml:3:1: symbols: a: "big" is nothing that can be'),
    (HEAD + "[[layer]]", "net.toml:2:1: layer 1: this layer has no kind; kinds are affine"),
    (HEAD + "[[layer]]\nkind = 'relo'", 'net.toml:3:1: layer 1: kind: "relo" is no kind'),
    (HEAD + "[[layer]]\nkind = 'relu'\nslope = 1", "net.toml:4:1: layer 1: slope: this key is not"),
    (HEAD + "[[layer]]\nkind = 'step'", "net.toml:2:1: layer 1: step needs at_zero"),
    (
        HEAD + "[[layer]]\nkind = 'maxpool'\nsize = 0",
        "net.toml:2:1: layer 1: MaxPool: the size",
    ),
    (HEAD + "[[layer]]\nkind = 'activation'", "net.toml:2:1: layer 1: function: this layer has no"),
    (HEAD + "[[layer]]\nkind='activation'\nformula='x^2+'", "net.toml:4:1: layer 1: formula:"),
    (HEAD + "[[layer]]\nkind='activation'\nformula='t^2'", "has no x in it, but t; add argument"),
    (HEAD + "[[layer]]\nkind='activation'\nformula='x'\nlatex=1", "latex: 1 stands where a text"),
    (HEAD + "[[layer]]\nkind='activation'\nformula='x'\nkinks=['0']\nslopes=[1]", "1 kinks need 2"),
    (
        HEAD + "[[layer]]\nkind='residual'\n[[layer.layer]]\nkind='affine'\nweight=[[1],[2]]",
        "2 out",
    ),
    (HEAD + "[[layer]]\nkind='parallel'\n[[layer.branch]]", "begins with [[layer.branch.layer]]"),
    (
        HEAD + "[[layer]]\nkind='maxout'\n[[layer.piece]]\nbias=[1]",
        "4:1: layer 1: piece 1: this",
    ),
    (
        HEAD + "neurons='matrices'\n[[layer]]\nkind='relu'",
        "kinds are affine, matrix function, ",
    ),
    (HEAD + "[[layer]]\nkind='sparse'\ninputs=1\nterms=[[[0]]]", "is no term; one is [place, w"),
    (HEAD + "[[layer]]\nkind='sparse'\ninputs=1\nterms=[[[1, 1]]]", "uses the input 1"),
    (HEAD + "[[layer]]\nkind='window max'\ninputs='1'\nwindows=[[0]]", "is no whole number"),
    (AFFINE, "net.toml:2:1: layer 1: this layer of the kind affine has no weight; add it"),
    (AFFINE + "weight = 3", "net.toml:4:1: layer 1: weight: 3 stands where a list of rows"),
    (AFFINE + "weight = [[]]", "net.toml:4:11: layer 1: weight[1]: an empty list stands where"),
    (AFFINE + "weight = [[1, 2],\n  [3]]", "net.toml:5:3: layer 1: weight[2]: this row has 1 entr"),
    (AFFINE + "weight = [[1, true]]", "net.toml:4:15: layer 1: weight[1][2]: true is no number"),
    (AFFINE + "weight = [[1, nan]]", "net.toml:4:15: layer 1: weight[1][2]: nan is no real"),
    (AFFINE + "weight = [[1, -inf]]", "net.toml:4:15: layer 1: weight[1][2]: -inf is no real"),
    (
        AFFINE + 'weight = [[1, "2*sqt(2)"]]',
        'net.toml:4:18: layer 1: weight[1][2]: "2*sqt(2)": s',
    ),
    (AFFINE + r"weight = [['\sqt{2}']]", r"net.toml:4:13: layer 1: weight[1][1]: "),
    (AFFINE + r"weight = [['\sqrt{2} = 1']]", "weight[1][1]: "),
    (AFFINE + r"weight = [['a, \sqrt{2}']]", "a number is needed here"),
    (
        AFFINE + "weight = [['1/0']]",
        'net.toml:4:15: layer 1: weight[1][1]: "1/0": a quotient',
    ),
    (AFFINE + "weight = [[1, '9^9^9^9']]", 'net.toml:4:15: layer 1: weight[1][2]: "9^9^9^9": a p'),
    (AFFINE + "weight = [['2 + exp(2^-9^9^9)']]", 'weight[1][1]: "2 + exp(2^-9^9^9)": a power'),
    (AFFINE + "weight = [[1, 'log(0)']]", "net.toml:4:15: layer 1: weight[1][2]: log of 0"),
    (AFFINE + "weight = [[1]]\nbias = [1, 2]", "net.toml:2:1: layer 1: Affine 1x1: the bias has 2"),
    (AFFINE + "weight = [[1]]\nbias = ['log(0)']", "net.toml:5:9: layer 1: bias[1]: log of 0"),
    (AFFINE + "weight = [[__import__('os')]]", "net.toml:4:"),
    (AFFINE + "weight = [['__import__(1)']]", "is no function that is known here"),
    (AFFINE + f"weight = [[{'9' * 5000}]]", "Exceeds the limit"),
    (AFFINE + f"weight = {'[' * 2000}{']' * 2000}", "this is no TOML that can be read"),
    (
        AFFINE + "weight = [[1]]\n[[layer]]\nkind = 'affine'\nweight = [[1, 2]]",
        "net.toml:5:1: layer 2: Affine 1x2, gets 1 input from layer 1, Affine 1x1; it takes 2",
    ),
]


@pytest.mark.parametrize(("text", "message"), MISTAKES, ids=range(len(MISTAKES)))
def test_each_mistake_is_told_at_its_place(text: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_network(text, "net.toml")
    assert message in str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        load_network(tmp_path / "none.toml")
    with pytest.raises(DocumentError, match="cannot be read"):
        load_network(tmp_path)
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9")
    with pytest.raises(DocumentError, match="byte 5 is not UTF-8"):
        load_network(tmp_path / "latin.toml")


@given(st.text(st.sampled_from("[]{}=,.\"'#\n layerkind1a-\\"), max_size=40))
def test_no_text_makes_it_fail_in_another_way(text: str) -> None:
    with suppress(DocumentError):
        read_network(HEAD + text)
