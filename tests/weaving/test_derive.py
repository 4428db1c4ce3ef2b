"""`symnn derive`: from Python, from a network file, from a line of a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from symnn.cli import FAILED, HOLDS, main

NET = "symnn_network = 1\n[[layer]]\nkind = 'affine'\nweight = [[1, 2]]\nbias = [\"sqrt(2)\"]\n"
PAGE = r"""# A net

$$ W = \begin{pmatrix} 1 & 1 \\ 1 & 1 \end{pmatrix}, \quad c = (0, -1)^T, \quad w = (1, -2)^T $$

$$ f(x) = w^T g(W x + c), \qquad g(t) = \max(0, t) $$

$$
\begin{align}
f(1, 0) &= 1 \\
f(1, 1) &= 0
\end{align}
$$
"""
XOR = """
import symnn as sn
class nets:
    xor = sn.Network(sn.Affine([[1, 1], [1, 1]], [0, -1]), sn.relu, sn.Affine([[1, -2]]))
number = 3
"""


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("net.toml", NET), ("a.md", PAGE), ("xor.py", XOR)):
        Path(name).write_text(text, "utf-8")


def derived(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["derive", *arguments]) == HOLDS
    return capsys.readouterr().out


def test_a_network_file(capsys: pytest.CaptureFixture[str]) -> None:
    text = derived(capsys, "net.toml", "--at", "1, 1/2", "--depth", "result")
    assert text == ("x = (1; 1/2)\nW = (1, 2)\nb = √2\nf(x) = W x + b\nf(1; 1/2) = 2 + √2\n")


def test_an_object_of_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    text = derived(capsys, "xor.py:nets.xor", "--at", "x = (1, 0)", "--format", "latex")
    assert text.startswith("\\begin{align*}\nx &= ")
    assert text.endswith("= 1\n\\end{align*}\n")


def test_every_format_and_the_style(capsys: pytest.CaptureFixture[str]) -> None:
    for form, start in (("tex", "\\documentclass"), ("markdown", "$$\n\\begin{aligned}")):
        assert derived(capsys, "net.toml", "--at", "0, 1", "--format", form).startswith(start)
    text = derived(
        capsys, "net.toml", "--at", "0, 1", "--format", "latex", "--set", "brackets=b",
        "--set", "decimals=always", "--set", "digits=3", "--set", "numbered=true",
    )  # fmt: skip
    assert "\\begin{bmatrix}" in text
    assert "3.414" in text


def test_a_definition_in_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    """The names are the author's."""
    text = derived(capsys, "a.md:5", "--at", "(1, 0)", "--format", "latex")
    assert "f(x) &= w^{T} g(W x + c)" in text


@pytest.mark.parametrize(("line", "value"), [(9, "(1; 0)"), (10, "(1; 1)")])
def test_a_claim_about_a_value_in_a_document(
    line: int, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The point is that of the claim on the line."""
    assert derived(capsys, f"a.md:{line}").startswith(f"x = {value}\n")


def test_an_output_file(capsys: pytest.CaptureFixture[str]) -> None:
    shown = derived(capsys, "net.toml", "--at", "1, 1")
    assert derived(capsys, "net.toml", "--at", "1, 1", "--output", "out.txt") == ""
    assert Path("out.txt").read_text("utf-8") == shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.toml", "--at", "1"], "none.toml: no such file"),
        (["net.toml", "--at", "1"], "the network takes 2 inputs, not 1"),
        (["net.toml", "--at", "1, #"], "'#' in the point is no number"),
        (
            ["net.toml", "--at", "1, 0", "--kind", "none"],
            "there is no kind 'none'; there are: ",
        ),
        (["net.toml", "--at", "1, 0", "--depth", "none"], "the depth 'none' is none of result"),
        (["net.toml", "--kind", "forward"], "the kind forward needs a point"),
        (["net.toml", "--at", "1, 0", "--kind", "symbolic"], "the kind symbolic has no point"),
        (["net.toml", "--at", "1, 0", "--set", "digits"], "--set takes KEY=VALUE"),
        (["net.toml", "--at", "1, 0", "--set", "digits=x"], "digits is a whole number, not 'x'"),
        (["net.toml", "--at", "1, 0", "--set", "reasons=1"], "reasons is true or false, not '1'"),
        (["net.toml", "--at", "1, 0", "--set", "brackets=q"], "brackets='q' is none of"),
        (["net.toml", "--at", "1, 0", "--set", "a=1"], "a is no option of the kind forward"),
        (["net.toml", "--at", "1, 0", "--output", "net.toml"], "is what is derived from"),
        (["net.toml", "--at", "1, 0", "--output", "no/out"], "there is no directory no"),
        (["net.toml", "--at", "1, 0", "--output", "."], "is a directory"),
        (["xor.py:missing"], "xor.py:missing: module 'xor' has no attribute 'missing'"),
        (["none.py:net"], "none.py: no such file"),
        (["no.such.module:net"], "No module named"),
        (["xor.py"], "is nothing to derive from"),
        (["xor.py:number", "--at", "1"], "a derivation is of a Network, and this is 3"),
        (["a.md:99"], "a.md: has 13 lines, so there is no line 99"),
        (["a.md:1"], "a.md:1: there is no formula on this line"),
        (["a.md:5"], "needs a point"),
        (["none.md:3"], "none.md: no such file"),
    ],
)
def test_refusals(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    if "needs a point" in message and arguments[0] == "a.md:5":
        arguments = [*arguments, "--kind", "forward"]
    assert main(["derive", *arguments]) == FAILED
    printed = capsys.readouterr()
    assert printed.out == ""
    assert message in printed.err
    assert sorted(p.name for p in Path().iterdir() if p.suffix) == ["a.md", "net.toml", "xor.py"]


def test_code_that_fails_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    Path("xor.py").write_text("1 / 0", "utf-8")
    assert main(["derive", "xor.py:net"]) == FAILED
    assert "running xor.py failed with ZeroDivisionError" in capsys.readouterr().err
