"""Evidence as files: what is written is read back, strangers' files are read strictly."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

import symnn as sn
from symnn.claims.recheck import recheck
from symnn.claims.stored import UnreadableError, described, load, oracle, text_of
from symnn.errors import ClaimError, EvidenceError

from .test_recheck import ENCLOSURE, NORMAL, RATIONAL, Program, evidence
from .test_recheck_soundness import beside, hidden_zero, refutation

x, y = sp.symbols("x y", real=True)
Json = Any

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def by_z3() -> Json:
    """x^2 >= 0 as z3 says."""
    p = Program()
    square, zero = p.pow(p.x(), 2), p.q(0)
    leaf = {"kind": "oracle", "relations": [1], "engine": "z3", "version": "4.13.0"}
    value = evidence(p, [">=", square, zero], NORMAL)
    value["proof"] = {
        "kind": "cases",
        "field": {"minpoly": ["0", "1"], "interval": ["-1", "1"]},
        "roots": {},
        "nodes": [],
        "gates": [],
        "pairs": [[square, zero]],
        "tree": [[-1, [">=", ["true"]], ["<", [leaf]]]],
    }
    return value


@given(value=JSON)
def test_what_is_written_is_read_back(tmp_path_factory: Any, value: Json) -> None:
    path = tmp_path_factory.mktemp("stored") / "a.json"
    path.write_text(text_of(value), "utf-8")
    assert load(str(path)) == value


def test_a_verdict_saves_what_replays(tmp_path: Path) -> None:
    verdict = sn.check(sn.Le(x * (1 - x), sp.Rational(1, 4)), over={x: (0, 1)})
    path = tmp_path / "proof.json"
    path.write_text("old")
    verdict.save(path)
    assert load(str(path)) == verdict.evidence
    recheck(load(str(path)), strict=True)
    assert [p.name for p in tmp_path.iterdir()] == ["proof.json"]


def test_an_undecided_verdict_has_nothing_to_save(tmp_path: Path) -> None:
    verdict = replace(sn.check(sn.Lt(1, 2)), status=sn.Status.UNDECIDED, evidence=None)
    assert verdict.undecided
    with pytest.raises(ClaimError, match="no evidence to save"):
        verdict.save(tmp_path / "proof.json")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sn.check(sn.Lt(1, 2)).save(tmp_path / "no" / "proof.json")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "is not JSON: Expecting value in line 1, column 1"),
        (b'{"a": 1,\n}', "is not JSON: .* in line 2, column 1"),
        (b"{} {}", "is not JSON: Extra data"),
        (b'"\xff"', r"is not UTF-8 text \(byte 1\)"),
        (b"[NaN]", "NaN is no number"),
        (b"[-Infinity]", "-Infinity is no number"),
        (b'{"a": {"b": 1, "c": 2, "b": 1}}', "the key 'b' is there twice"),
        (b"[" * 100_000, "is nested too deeply"),
        (b"[" * 100_000 + b"]" * 100_000, "is nested too deeply"),
        (b"1" * 5000, "is not JSON that can be evidence"),
        (b"\xef\xbb\xbf{}", "is not JSON"),
    ],
)
def test_what_is_no_json_is_refused_by_name(text: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(text)
    with pytest.raises(UnreadableError, match=message) as caught:
        load(str(path))
    assert str(caught.value).startswith(f"{path}: ")


def test_what_is_no_file_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("symnn.claims.stored.MAX_BYTES", 1 << 20)
    (tmp_path / "large").write_bytes(b" " * ((1 << 20) + 1))
    for path, message in (
        (str(tmp_path / "missing"), "no such file"),
        (str(tmp_path), "is a directory"),
        (str(tmp_path / "large"), "is larger than 1 MiB"),
        ("a\0b", "cannot be read"),
    ):
        with pytest.raises(UnreadableError, match=message) as caught:
            load(path)
        assert str(caught.value).startswith(f"{path}: ")


def test_evidence_is_told_in_words() -> None:
    p, left, right, by = hidden_zero()
    assert described(evidence(p, ["<=", left, right], by)) == (
        "proved: √2 + √3 ≤ √(5 + 2·√6) (by algebraic numbers; no outside oracle)"
    )
    assert described(refutation()) == (
        "refuted: x·(1 - x) ≤ 1/5 where 0 ≤ x, x ≤ 1, at x = 1/2 "
        "(by a counterexample, algebraic numbers; no outside oracle)"
    )
    assert described(beside(ENCLOSURE)) == (
        "proved: (abs(-x) = abs(x)) and (π > 3) (by normal form, enclosure; no outside oracle)"
    )
    p = Program()
    z, one = p.x("z"), p.q(1)
    choice = p.node("piecewise", [[">=", z, one, z]], one)
    slope = p.node("derivative", "z", choice, p.root(p.node("root", [-2, 0, 1], "1", "2"), 5))
    assert described(
        evidence(p, ["not", ["!=", slope, p.pow(p.f("max", z, one), "2/3")]], NORMAL)
    ) == (
        "proved: not (d/dz[{z if z ≥ 1; 1 otherwise}] at z = root5 (the root of t^2 - 2 in [1, 2]) "
        "≠ max(z, 1)^(2/3)) (by normal form; no outside oracle)"
    )


@pytest.mark.parametrize("name", ["1", "x = 1, y", "π", "…", "if", "х", "ο", "x\x1b[2J", "α β"])
def test_a_name_that_could_mislead_is_quoted(name: str) -> None:
    p = Program()
    node = p.x(name)
    value = evidence(p, ["=", node, node], NORMAL)
    recheck(value)
    assert described(value).startswith(f"proved: {name!a} = {name!a} (")


def test_a_long_statement_is_cut_short() -> None:
    """x + x doubled 200 times would be longer than any memory."""
    p = Program()
    node = p.x()
    for _ in range(200):
        node = p.add(node, node)
    text = described(evidence(p, ["=", node, node], NORMAL))
    assert "…" in text
    assert len(text) < 5000


def test_a_strict_replay_refuses_outside_engines() -> None:
    pytest.importorskip("z3")
    value = by_z3()
    recheck(value)
    recheck(copy.deepcopy(value), strict=False)
    with pytest.raises(EvidenceError, match="outside engine"):
        recheck(value, strict=True)
    recheck(value)
    assert oracle(value) == "outside oracle z3"
    assert described(value) == "proved: x^2 ≥ 0 (by cases; outside oracle z3)"
    p = Program()
    recheck(evidence(p, ["<", p.q(1), p.q(2)], RATIONAL), strict=True)


def test_files_replay_as_the_values_do() -> None:
    for value in (refutation(), beside(ENCLOSURE)):
        assert json.loads(text_of(value)) == value
