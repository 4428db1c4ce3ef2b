"""`symnn weave`: what changes, what stays, and what is told."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from symnn.cli import FAILED, HOLDS, REFUTED, main
from symnn.derivations.formulas.nodes import Name
from symnn.derivations.typesetting.latex import Latex
from symnn.derivations.typesetting.style import Style
from symnn.documents.model import DocumentReport, Report
from symnn.documents.report.data import json_text
from symnn.documents.report.github import github_text
from symnn.documents.report.sarif import sarif_text
from symnn.documents.report.terminal import plain_text
from symnn.documents.rules import STALE
from symnn.documents.source import Source
from symnn.weaving.judging import OWN_RULES, derived, judge
from symnn.weaving.weave import weave

ROOT = Path(__file__).parents[2]

DEFINED = r"""# A net

$$ W = \begin{pmatrix} 1 & 1 \\ 1 & 1 \end{pmatrix}, \quad c = (0, -1)^T, \quad w = (1, -2)^T $$

$$ f(x) = w^T \max(0, W x + c) $$
"""
BEGIN, END = "<!-- symnn: derive f at (1, 0) -->", "<!-- symnn: end -->"
PAGE = f"{DEFINED}\nIt begins\n\n{BEGIN}\n{END}\n\nand $f(1, 1) = 0$ it ends.\n"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str | bytes) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())


def checked(name: str) -> list[dict[str, object]]:
    main(["check", name, "--format", "json", "--output", "report.json"])
    claims = json.loads(Path("report.json").read_text("utf-8"))["documents"][0]["claims"]
    assert isinstance(claims, list)
    return claims


def test_a_derivation_is_written_and_then_left(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", PAGE)
    assert [c for c in checked("a.md") if c["rule"] == "SYM044"]
    assert main(["weave", "a.md"]) == HOLDS
    woven = Path("a.md").read_text("utf-8")
    before, _, after = PAGE.partition(f"{BEGIN}\n{END}")
    assert woven.startswith(f"{before}{BEGIN}\n\n$$\n")
    assert woven.endswith(f"\n$$\n\n{END}{after}")
    times = Path("a.md").stat().st_mtime_ns
    assert main(["weave", "a.md"]) == HOLDS
    assert Path("a.md").stat().st_mtime_ns == times
    assert Path("a.md").read_text("utf-8") == woven
    assert capsys.readouterr().out == (
        "a.md: 1 derivation, 1 brought up to date\na.md: 1 derivation, up to date\n"
    )
    claims = checked("a.md")
    assert {c["verdict"] for c in claims} == {None, "proved"}
    assert {c["kind"] for c in claims} == {"definition", "claim"}


def test_names_of_a_derivation_hold_inside_of_it_only() -> None:
    """The x of the forward pass is not the x of the sentence behind it."""
    behind = "\nFor all $x$: $x + x = 2x$. And $z_1 = 5$.\n"
    write("a.md", PAGE + behind)
    assert main(["weave", "a.md"]) == HOLDS
    last = [c for c in checked("a.md") if c["latex"] in ("x + x = 2x", "z_1 = 5")]
    assert [(c["kind"], c["verdict"]) for c in last] == [("claim", "proved"), ("definition", None)]


def test_check_tells_what_is_stale(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", PAGE.replace(" $f(1, 1) = 0$", ""))
    main(["weave", "a.md"])
    write("a.md", Path("a.md").read_text("utf-8").replace("(0, -1)^T", "(0, -2)^T"))
    capsys.readouterr()
    assert main(["check", "a.md", "--format", "github"]) == HOLDS
    assert "::warning file=a.md,line=9" in capsys.readouterr().out
    assert main(["check", "a.md", "--strict"]) == REFUTED
    assert main(["weave", "a.md"]) == HOLDS
    assert main(["check", "a.md", "--strict"]) == HOLDS


def test_reports_tell_what_is_stale() -> None:
    """In each format, with the rule and the way out."""
    [entry] = [e for e in judge(Source("a.md", PAGE, "markdown")) if e.rule == STALE.id]
    report = Report("0", (DocumentReport("a.md", "markdown", (entry,)),))
    for text in (json_text(report), sarif_text(report), github_text(report)):
        assert "SYM044" in text
        assert "run `symnn weave`" in text
    shown = plain_text(report, {})
    assert shown.startswith("a.md\n  stale      9:1      <!-- symnn: derive f at (1, 0) -->\n")


def test_check_only_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", PAGE)
    assert main(["weave", "--check", "a.md"]) == REFUTED
    assert capsys.readouterr().out == (
        "a.md:9:1: this derivation is not up to date\na.md: 1 derivation, 1 not up to date\n"
    )
    assert Path("a.md").read_text("utf-8") == PAGE
    main(["weave", "a.md"])
    assert main(["weave", "--check", "a.md"]) == HOLDS


def test_line_ends_marks_modes_and_links_stay() -> None:
    """A byte-order mark, CR LF, a line end that is missing, permissions, a symbolic link."""
    text = PAGE.replace("\n", "\r\n").removesuffix("\r\n") + "\u00e4\tlast"
    write("real/a.md", b"\xef\xbb\xbf" + text.encode())
    Path("real/a.md").chmod(0o640)
    Path("a.md").symlink_to("real/a.md")
    assert main(["weave", "a.md"]) == HOLDS
    data = Path("real/a.md").read_bytes()
    before, _, after = text.partition(f"{BEGIN}\r\n{END}")
    assert data.startswith(b"\xef\xbb\xbf" + before.encode() + f"{BEGIN}\r\n\r\n$$\r\n".encode())
    assert data.endswith(f"\r\n$$\r\n\r\n{END}{after}".encode())
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert Path("a.md").is_symlink()
    assert stat.S_IMODE(Path("real/a.md").stat().st_mode) == 0o640
    assert sorted(p.name for p in Path("real").iterdir()) == ["a.md"]


def test_a_derivation_in_a_quote_or_an_item_is_laid_out_as_its_marker() -> None:
    for prefix, start in (("> ", "> "), ("  ", "- ")):
        lines = [start + "so", prefix.rstrip(), prefix + BEGIN, prefix + "old", prefix + END, ""]
        write("a.md", DEFINED + "\n" + "\n".join(lines))
        assert main(["weave", "a.md"]) == HOLDS
        inside = Path("a.md").read_text("utf-8").partition(BEGIN)[2].splitlines()[1:]
        assert all(line.startswith(prefix) or line == prefix.rstrip() for line in inside)
        claims = checked("a.md")
        assert len(claims) > 8
        assert "SYM044" not in {c["rule"] for c in claims}
        assert all(c["verdict"] in (None, "proved") for c in claims)


def test_a_latex_document_and_its_files(capsys: pytest.CaptureFixture[str]) -> None:
    """The definitions of one file serve a derivation in another, and that file is written."""
    write("main.tex", "\\begin{document}\n\\input{net}\n\\input{parts/two}\n\\end{document}\n")
    write("net.tex", DEFINED.replace("#", "%").replace("$$", "$"))
    write("parts/two.tex", "So\n% symnn: derive f at (1, 0)\n  % symnn: end\nends.\n")
    assert main(["weave", "main.tex"]) == HOLDS
    woven = Path("parts/two.tex").read_text("utf-8")
    assert woven.startswith("So\n% symnn: derive f at (1, 0)\n\\begin{align*}\n")
    assert woven.endswith("\\end{align*}\n  % symnn: end\nends.\n")
    assert main(["weave", "--check", "main.tex"]) == HOLDS
    assert main(["check", "main.tex"]) == HOLDS
    assert "stale" not in capsys.readouterr().out


NET = "symnn_network = 1\n[[layer]]\nkind = 'affine'\nweight = [[1, 2]]\nbias = [\"sqrt(2)\"]\n"


def test_a_network_file_in_the_folder_of_the_document() -> None:
    write("nets/a.toml", NET)
    write("a.md", f"<!-- symnn: derive nets/a.toml at (1, 1/2) -->\n{END}\n")
    assert main(["weave", "a.md"]) == HOLDS
    assert r"2 + \sqrt{2}" in Path("a.md").read_text("utf-8")
    assert main(["check", "a.md"]) == HOLDS
    write("nets/a.toml", NET.replace("[1, 2]", "[1, 3]"))
    assert "SYM044" in {c["rule"] for c in checked("a.md")}


def test_kinds_with_their_options() -> None:
    """A matrix of the document, backpropagation with a target and a rate."""
    text = (
        f"{DEFINED}\n<!-- symnn: derive W kind=matrix_function function=relu -->\n{END}\n\n"
        f'<!-- symnn: derive f kind=backpropagation at (2, 1) target="1" rate=1/2 -->\n{END}\n'
    )
    found = [e for e in derived(Source("a.md", text, "markdown")) if e.rule in OWN_RULES]
    assert [e.reason for e in found] == [None, None]
    assert "eta" in found[1].latex


def test_check_tells_what_cannot_be_derived() -> None:
    text = f"{DEFINED}\n<!-- symnn: derive g at (1, 0) -->\n{END}\n<!-- symnn: end -->\n"
    reasons = [e.reason for e in judge(Source("a.md", text, "markdown")) if e.rule == "SYM045"]
    assert reasons == [
        "this end has no derivation above it; delete it",
        "g is not defined above; defined are W, c, f, w",
    ]


BROKEN = [
    (f"{BEGIN}\n", "a.md:9:1: the derivation of line 1 has not ended here"),
    (f"- a\n\n      {BEGIN}\n      {END}\n", "a.md:3:7: this marker stands in code"),
    (f"{BEGIN}\n{END}\n", "a.md:1:1: f is not defined above; nothing is"),
    (f"{DEFINED}<!-- symnn: derive g at (1, 0) -->\n{END}\n", "a.md:6:1: g is not defined above"),
    (f"{DEFINED}<!-- symnn: derive f at (1, #) -->\n{END}\n", "a.md:6:1: '#' in the point is no"),
    (f"{DEFINED}<!-- symnn: derive f at (1, 0) depth=deep -->\n{END}\n", "a.md:6:1: the depth 'de"),
    (f"{DEFINED}<!-- symnn: derive f at (1, 0) colour=red -->\n{END}\n", "a.md:6:1: colour is no"),
    (f"<!-- symnn: derive no.toml at (1) -->\n{END}\n", "a.md:1:1: no.toml: no such file; check"),
    (f"<!-- symnn: derive ../b.toml at (1) -->\n{END}\n", "a.md:1:1: ../b.toml: lies outside of"),
    (f"<!-- symnn: derive link.toml at (1) -->\n{END}\n", "a.md:1:1: link.toml: lies outside of"),
    (f"<!-- symnn: derive bad.toml at (1) -->\n{END}\n", "a.md:1:1: bad.toml: this is no TOML"),
    (f"<!-- symnn: derive latin.toml at (1) -->\n{END}\n", "a.md:1:1: latin.toml: byte 0 is not"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN, ids=range(len(BROKEN)))
def test_a_mistake_leaves_the_document_as_it_is(
    text: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Told with its place; one that is right in the same document is not written either."""
    (tmp_path / "in").mkdir()
    os.chdir(tmp_path / "in")
    write("../b.toml", NET)
    write("bad.toml", "x =")
    write("latin.toml", b"\xe9")
    Path("link.toml").symlink_to("../b.toml")
    good = f"\n{DEFINED}\n{BEGIN}\n{END}\n"
    write("a.md", text + good)
    assert main(["weave", "a.md"]) == FAILED
    printed = capsys.readouterr()
    assert f"symnn: {message}" in printed.err
    assert printed.out == ""
    assert Path("a.md").read_text("utf-8") == text + good


def test_one_bad_document_does_not_cost_the_next(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", f"{BEGIN}\n")
    write("b.md", PAGE)
    write("c.ipynb", "{}")
    write("d.md", "nothing")
    assert main(["weave", "a.md", "missing.md", "b.md", "c.ipynb", "d.md"]) == FAILED
    printed = capsys.readouterr()
    assert printed.out == "b.md: 1 derivation, 1 brought up to date\nd.md: keeps no derivations\n"
    assert len(printed.err.splitlines()) == 3


def test_an_interrupted_write_loses_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_path: Path, _target: object) -> None:
        raise OSError(28, "No space left on device")

    write("a.md", PAGE)
    monkeypatch.setattr(Path, "replace", full)
    assert main(["weave", "a.md"]) == FAILED
    assert "No space left on device" in capsys.readouterr().err
    assert Path("a.md").read_text("utf-8") == PAGE
    assert [p.name for p in Path().iterdir()] == ["a.md"]


def test_a_document_that_changes_meanwhile_is_not_overwritten(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from symnn.weaving import weave as module

    write("a.md", PAGE)
    kept = module.edits_by_file

    def slowly(*args: object) -> object:
        found = kept(*args)  # type: ignore[arg-type]
        write("a.md", PAGE + "more")
        return found

    monkeypatch.setattr(module, "edits_by_file", slowly)
    assert main(["weave", "a.md"]) == FAILED
    assert "was changed while it was read" in capsys.readouterr().err
    assert Path("a.md").read_text("utf-8") == PAGE + "more"


def test_too_little_time_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    slow = " ".join(f"$x^{{{n}}} = (x+1)^{{{n}}} - {n}$" for n in range(90, 130))
    write("a.md", f"{DEFINED}\n{slow}\n\n{BEGIN}\n{END}\n")
    if main(["weave", "a.md", "--timeout", "1"]) == FAILED:
        assert "did not come to an end" in capsys.readouterr().err
        assert END + "\n" in Path("a.md").read_text("utf-8")


def test_a_marker_that_is_shown_in_code_keeps_nothing_from_being_written() -> None:
    shown = f"```text\n{BEGIN}\n{END}\n```\n"
    write("a.md", f"{DEFINED}{shown}\n{BEGIN}\n{END}\n")
    [woven] = weave(["a.md"])
    assert (woven.kept, len(woven.stale), woven.mistakes) == (1, 1, ())
    assert Path("a.md").read_text().startswith(DEFINED + shown)


def test_a_write_protected_file_stays_as_it_is() -> None:
    text = f"{DEFINED}{BEGIN}\n{END}\n"
    write("a.md", text)
    Path("a.md").chmod(0o444)
    [woven] = weave(["a.md"])
    assert "is write-protected" in woven.mistakes[0]
    assert Path("a.md").read_text() == text


@pytest.mark.parametrize("point", ["(1, 1/0)", "(1, \\sqrt{-1})"])
def test_a_point_without_a_value_is_told_as_one(point: str) -> None:
    write("a.md", f"{DEFINED}<!-- symnn: derive f at {point} -->\n{END}\n")
    [woven] = weave(["a.md"])
    assert "the point" in woven.mistakes[0]


HIDDEN = r"""$$ U = \begin{pmatrix} 1 & 2 \\ 0 & 1 \end{pmatrix}, \quad v = (2, -1)^T $$

$$ \boldsymbol{h} = \tanh(U x), \quad y = v^T \boldsymbol{h} $$

<!-- symnn: derive y at (1, 1/2) -->
<!-- symnn: end -->
"""


@pytest.mark.parametrize("letter", ["h", r"\boldsymbol{h}", "h_1", r"\eta"])
def test_entries_have_the_letter_of_their_author(letter: str) -> None:
    """2 h_1 - h_2, not 2 a^{(1)}_1 - a^{(1)}_2, and all of it reads back proved."""
    write("a.md", HIDDEN.replace(r"\boldsymbol{h}", letter))
    assert main(["weave", "a.md"]) == HOLDS
    text = Path("a.md").read_text("utf-8")
    assert "a^{(1)}" not in text
    assert " a_" not in text
    claims = checked("a.md")
    assert {c["verdict"] for c in claims} == {None, "proved"}
    assert {c["kind"] for c in claims} == {"definition", "claim"}


def test_entries_of_what_has_no_letter_of_its_own() -> None:
    """Those of a product, and of a transposed matrix, whose indices change places."""
    latex = Latex(Style(names={"W^1": "A B", "W^2": "M^{T}", "a^1": "h_1"}))
    assert latex(Name("W", 1, (1, 2))) == "(A B)_{12}"
    assert latex(Name("W", 2, (1, 2))) == "M_{21}"
    assert latex(Name("W", 2, (1, 12))) == "M_{12,1}"
    assert latex(Name("a", 1, (2,))) == "h_{1,2}"
