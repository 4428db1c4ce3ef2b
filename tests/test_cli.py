"""The command: what it prints, what it writes and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from symnn.cli import FAILED, HOLDS, REFUTED, main
from symnn.documents.source import READ
from symnn.documents.version import VERSION

ROOT = Path(__file__).parent.parent
JUDGE = "tests.documents.judges:moody"


def run(*arguments: str) -> int:
    return main(arguments, judge=JUDGE)


def in_a_process(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command that may use the package, with its output captured."""
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=False,
    )


SYMNN = f"import sys; from symnn.cli import main; sys.exit(main(judge={JUDGE!r}))"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(ROOT))


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")


def test_the_version_is_the_project_s(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == HOLDS
    assert capsys.readouterr().out == f"symnn {VERSION}\n"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == VERSION


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [
        ("$a = 1$", [], HOLDS),
        ("nothing", [], HOLDS),
        ("$open = 1$", [], HOLDS),
        ("$false = 1$ $a = 1$", [], REFUTED),
        ("$abort = 1$", [], HOLDS),
        ("$a = 1$", ["--strict"], HOLDS),
        ("$open = 1$", ["--strict"], REFUTED),
        ("$abort = 1$", ["--strict"], REFUTED),
    ],
)
def test_the_exit_status_of_check(text: str, options: list[str], status: int) -> None:
    write("a.md", text)
    assert run("check", "a.md", *options) == status


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [("$false = 1$", [], REFUTED), ("$a = 1$", [], HOLDS), ("$a = 1$", ["--strict"], REFUTED)],
)
def test_a_document_that_cannot_be_read_does_not_hide_what_is_said_of_the_others(
    text: str, options: list[str], status: int
) -> None:
    write("a.md", text)
    assert run("check", "missing.md", "a.md", *options) == status


def test_it_fails_only_if_nothing_could_be_judged(capsys: pytest.CaptureFixture[str]) -> None:
    write("b.md", "\0")
    write("c.ipynb", "{")
    assert run("check", "missing.md", "b.md", "c.ipynb") == FAILED
    printed = capsys.readouterr()
    assert printed.out == ""
    assert [line.split(": ")[1] for line in printed.err.splitlines()] == [
        "missing.md",
        "b.md",
        "c.ipynb",
    ]


def test_a_document_that_cannot_be_read_is_told_of_and_the_others_are_reported(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("a.md", "$false = 1$")
    write("empty.md", "")
    assert run("check", "missing.md", "empty.md", "a.md") == REFUTED
    printed = capsys.readouterr()
    assert printed.err == (
        "symnn: missing.md: no such file or directory; check the spelling of the path\n"
        "symnn: empty.md: is empty; there is nothing to read in it\n"
    )
    assert "REFUTED    a.md:1:2" in printed.out


def test_nothing_to_read_prints_no_report(capsys: pytest.CaptureFixture[str]) -> None:
    write("folder/a.bib", "$x$")
    assert run("check", "folder", "--format", "json") == FAILED
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        f"symnn: folder: holds no document; documents that are read end in {', '.join(READ)}\n"
    )


def test_a_folder_is_all_its_documents_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b.md", "a/z.txt", ".hidden/c.md", "a/.d.md", "a/b/e.qmd", "f.py"):
        write(f"book/{name}", "$a = 1$")
    write("outside.md", "$a = 1$")
    write("book/empty.md", "")
    Path("book/link.md").symlink_to(Path("outside.md").resolve())
    Path("book/nowhere.md").symlink_to("nothing.md")
    assert run("check", "book", "./book/b.md", "--format", "json") == HOLDS
    report = json.loads(capsys.readouterr().out)
    paths = [document["path"] for document in report["documents"]]
    assert paths == ["book/a/b/e.qmd", "book/a/z.txt", "book/b.md"]
    assert report["summary"]["proved"] == 3


def test_a_pattern_is_the_documents_that_match_it(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a/b.md", "a/c/d.md", "a/c/e.txt", "f.md", "a/g.png"):
        write(name, "$a = 1$")
    assert run("check", "a/**/*", "f.[m]d", "--format", "json") == HOLDS
    report = json.loads(capsys.readouterr().out)
    paths = [document["path"] for document in report["documents"]]
    assert paths == ["a/b.md", "a/c/d.md", "a/c/e.txt", "f.md"]
    assert run("check", "*.png", "q?.md") == FAILED
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("symnn: *.png: matches no document; documents that are read end in ")
    assert second.startswith("symnn: q?.md: matches no document; ")


def test_a_link_in_a_circle_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").symlink_to("b.md")
    Path("b.md").symlink_to("a.md")
    assert run("check", "a.md") == FAILED
    assert capsys.readouterr().err.startswith("symnn: a.md: cannot be read: ")


def changing(*steps: Callable[[], object]) -> Callable[[], None]:
    """A pause for `--watch`: one step each time, then Ctrl-C."""
    left = list(steps)

    def pause() -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    return pause


def nothing() -> None:
    """Time in which no document changes."""


def test_watch_judges_again_what_has_changed(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", "$a = 1$")
    write("b.md", "$false = 1$")
    pause = changing(
        nothing, lambda: write("b.md", "$b = 1234$"), nothing, lambda: write("c.md", "$c$"), nothing
    )
    assert main(["check", ".", "--watch"], judge=JUDGE, pause=pause) == HOLDS
    printed = capsys.readouterr()
    shown = [line for line in printed.out.splitlines() if line.endswith(".md")]
    assert shown == ["a.md", "b.md", "b.md", "c.md"]
    assert printed.err == (
        "symnn: in all 2 documents: 2 proved, 0 refuted, 0 undecided, 0 definitions, 0 no claim\n"
        "symnn: in all 3 documents: 2 proved, 0 refuted, 0 undecided, 0 definitions, 0 no claim\n"
    )


def test_watch_writes_the_whole_report_and_ends_with_its_status() -> None:
    write("a.md", "$a = 1$")
    write("b.md", "$b = 1$")
    pause = changing(lambda: write("b.md", "$false = 12$"), nothing)
    arguments = ["check", "a.md", "b.md", "--watch", "--format", "json", "--output", "out.json"]
    assert main(arguments, judge=JUDGE, pause=pause) == REFUTED
    report = json.loads(Path("out.json").read_text("utf-8"))
    assert [document["path"] for document in report["documents"]] == ["a.md", "b.md"]


def test_watch_waits_for_a_document_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    pause = changing(
        nothing, lambda: write("a.md", "$a = 1$"), nothing, lambda: Path("a.md").unlink()
    )
    assert main(["check", "a.md", "--watch"], judge=JUDGE, pause=pause) == HOLDS
    assert capsys.readouterr().err.count("a.md: no such file or directory") == 1


def test_json_gives_lines_and_columns(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", "\ufeffä $a = 1$\r\n\r\n> $$\r\n> false\r\n> = 1\r\n> $$\r\n")
    assert run("check", "a.md", "--format", "json") == REFUTED
    first, second = json.loads(capsys.readouterr().out)["documents"][0]["claims"]
    keys = ("line", "column", "end_line", "end_column", "latex")
    assert [first[key] for key in keys] == [1, 4, 1, 9, "a = 1"]
    assert [second[key] for key in keys] == [4, 3, 5, 6, "false\n= 1"]


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_the_output_file_is_what_would_be_printed(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.md", "$false = π$")
    assert run("check", "a.md", "--format", form) == REFUTED
    printed = capsys.readouterr().out
    assert run("check", "a.md", "--format", form, "--output", "report") == REFUTED
    assert capsys.readouterr().out == ""
    assert Path("report").read_text("utf-8") == printed
    assert sorted(path.name for path in Path().iterdir()) == ["a.md", "report"]


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("a.md", "a.md: is a document to check; write the report to another file"),
        ("./a.md", "./a.md: is a document to check; write the report to another file"),
        (".", ".: is a directory; name a file to write the report to"),
        ("no/report", "no/report: there is no directory no; make it first"),
    ],
)
def test_an_output_that_cannot_be_written_is_refused_before_judging(
    output: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.md", "$hang = 1$")
    assert run("check", "a.md", "--output", output) == FAILED
    assert capsys.readouterr().err == f"symnn: {message}\n"
    assert Path("a.md").read_text("utf-8") == "$hang = 1$"


def test_an_output_that_fails_leaves_the_old_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_path: Path, _target: object) -> None:
        raise OSError(28, "No space left on device")

    write("a.md", "$a = 1$")
    write("report", "old")
    monkeypatch.setattr(Path, "replace", full)
    assert run("check", "a.md", "--output", "report") == FAILED
    assert "No space left on device" in capsys.readouterr().err
    assert Path("report").read_text("utf-8") == "old"
    assert sorted(path.name for path in Path().iterdir()) == ["a.md", "report"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["check"], "the following arguments are required: PATH"),
        (["check", "a.md", "--jobs", "0"], "argument --jobs: '0' is not a positive whole number"),
        (["check", "a.md", "--timeout", "1e9"], "'1e9' is not a positive whole number"),
        (["check", "a.md", "--timeout", "99999"], "'99999' is more than a day (86400 s)"),
        (["check", "a.md", "--format", "html"], "argument --format: invalid choice: 'html'"),
        (["recheck"], "the following arguments are required: FILE"),
        (["explain", "a.md"], "'a.md' is not FILE:LINE, as in chapter.md:12"),
        (["explain", "a.md:0"], "'a.md:0' is not FILE:LINE, as in chapter.md:12"),
    ],
)
def test_bad_usage_ends_with_two(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == FAILED
    assert message in capsys.readouterr().err


def test_explain_shows_what_was_read_on_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", "x\n\nLet $a = 1$ and $false = 2$.\n\n$b = 3$\n")
    assert run("explain", "a.md:3") == HOLDS
    assert capsys.readouterr().out == (
        "  proved     a.md:3:6\n"
        "    3 | Let $a = 1$ and $false = 2$.\n"
        "      |      ^^^^^\n"
        "    decided by      test\n"
        "\n"
        "  REFUTED    a.md:3:18\n"
        "    3 | Let $a = 1$ and $false = 2$.\n"
        "      |                  ^^^^^^^^^\n"
        "    decided by      test\n"
    )
    assert run("explain", "a.md:3:9") == HOLDS


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("a.md:2", "a.md:2: no relation was read on this line; the nearest are on lines [1]"),
        ("a.md:9", "a.md: has 3 lines, so there is no line 9"),
        ("b.md:1", "b.md: no such file or directory; check the spelling of the path"),
    ],
)
def test_explain_without_an_answer(
    place: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.md", "$a = 1$\n\n")
    assert run("explain", place) == FAILED
    assert capsys.readouterr().err == f"symnn: {message}\n"


def test_documents_are_judged_in_parallel_and_reported_in_order(
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = [f"{n}.md" for n in range(4)]
    for name in names:
        write(name, f"$a = {name[0]}$ $fail = 1$")
    assert run("check", *names, "--jobs", "3", "--format", "json") == HOLDS
    one_by_three = capsys.readouterr().out
    assert run("check", *names, "--jobs", "1", "--format", "json") == HOLDS
    assert capsys.readouterr().out == one_by_three


def test_a_reader_that_goes_away_is_no_error() -> None:
    write("a.md", "$a = 1$\n\n" * 3000)
    piped = '"$0" -c "$1" check a.md --format json | head -n 1'
    done = in_a_process(["sh", "-c", piped, sys.executable, SYMNN])
    assert (done.stdout, done.stderr) == ("{\n", "")


def test_text_that_the_terminal_cannot_show_is_spelled_out() -> None:
    write("a.md", "$a = π$")
    done = in_a_process([sys.executable, "-c", SYMNN, "check", "a.md"], PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (HOLDS, "")
    assert "a = \\u03c0" in done.stdout


def test_the_parent_imports_nothing_heavy() -> None:
    write("a.md", "$a = 1$")
    code = (
        "import sys; from symnn.cli import main; "
        f"main(['check', 'a.md', '--format', 'json'], judge={JUDGE!r}); "
        "heavy = {'sympy', 'numpy', 'flint', 'rich', 'mpmath'} & set(sys.modules); "
        "sys.stderr.write(' '.join(heavy))"
    )
    done = in_a_process([sys.executable, "-c", code])
    assert done.stderr == ""
    assert json.loads(done.stdout)["summary"]["proved"] == 1


def test_a_judge_that_cannot_start_makes_two(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", "$a = 1$")
    assert main(["check", "a.md"], judge="tests.documents.nowhere:judge") == FAILED
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("symnn: the judge could not be started: ModuleNotFoundError: ")


# recheck ----------------------------------------------------------------------------------


GOOD = {
    "symnn_evidence": 1,
    "status": "proved",
    "statement": {
        "nodes": [["symbol", "x"], ["apply", "abs", 0]],
        "formula": ["=", 1, 1],
        "over": [],
    },
    "proof": {
        "kind": "atoms",
        "atoms": [{"formula": ["=", 1, 1], "truth": True, "by": {"kind": "normal_form"}}],
    },
}


def test_recheck_says_one_line_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    write("good.json", json.dumps(GOOD))
    write("bad.json", json.dumps(GOOD | {"status": "refuted"}))
    assert main(["recheck", "good.json"]) == HOLDS
    line = "good.json: proved: abs(x) = abs(x) (by normal form; no outside oracle)\n"
    assert capsys.readouterr() == (line, "")
    assert main(["recheck", "good.json", "bad.json", "good.json"]) == REFUTED
    printed = capsys.readouterr()
    assert printed.err == ""
    rejected = "bad.json: rejected: free symbols are refuted by a counterexample only\n"
    assert printed.out == line + rejected + line


def test_recheck_reports_the_others_beside_a_file_that_cannot_be_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("good.json", json.dumps(GOOD))
    write("bad.json", "[1.5]")
    write("twice.json", '{"a": 1, "a": 1}')
    write("deep.json", "[" * 10_000)
    write("folder/a.json", "{}")
    paths = ["missing.json", "bad.json", "twice.json", "deep.json", "folder", "good.json"]
    assert main(["recheck", *paths]) == FAILED
    printed = capsys.readouterr()
    assert printed.err == (
        "symnn: missing.json: no such file; check the spelling of the path\n"
        "symnn: twice.json: is not JSON that can be evidence: the key 'a' is there twice\n"
        "symnn: deep.json: is nested too deeply\n"
        "symnn: folder: is a directory; name a file of evidence\n"
    )
    lines = printed.out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("bad.json: rejected: an object with the keys")
    assert lines[1].startswith("good.json: proved: ")


def test_recheck_prints_nothing_that_moves_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    odd = {"\x1b[2J": 1} | {f"key{k}": 1 for k in range(1000)}
    write("a\x1b.json", json.dumps(odd))
    assert main(["recheck", "a\x1b.json"]) == REFUTED
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert printed.count("\n") == 1
    assert len(printed) < 400


def test_recheck_runs_in_a_fresh_process_without_sympy() -> None:
    write("good.json", json.dumps(GOOD))
    code = (
        "import sys; from symnn.cli import main; status = main(['recheck', 'good.json']); "
        "sys.stderr.write(' '.join({'sympy', 'numpy', 'z3', 'mpmath'} & set(sys.modules))); "
        "sys.exit(status)"
    )
    done = in_a_process([sys.executable, "-c", code])
    assert (done.returncode, done.stderr) == (HOLDS, "")
    assert done.stdout.startswith("good.json: proved: ")


def write_notebook(name: str, *cells: str) -> None:
    """A notebook of text cells, with a code cell before each."""
    code = {"cell_type": "code", "source": "$false = 1$", "outputs": []}
    parts = [part for text in cells for part in (code, {"cell_type": "markdown", "source": text})]
    write(name, json.dumps({"nbformat": 4, "cells": parts}))


def test_a_notebook_is_checked_and_explained_by_cell(capsys: pytest.CaptureFixture[str]) -> None:
    write_notebook("nb.ipynb", "$a = 1$", "so\n$false = 2$")
    assert run("check", "nb.ipynb") == REFUTED
    assert "REFUTED    nb.ipynb, cell 4, line 2\n" in capsys.readouterr().out
    assert run("explain", "nb.ipynb:2") == HOLDS
    assert "nb.ipynb, cell 2, line 1" in capsys.readouterr().out
    assert run("explain", "nb.ipynb:3") == FAILED
    assert capsys.readouterr().err == (
        "symnn: nb.ipynb:3: no relation was read on this cell; the nearest are on cells [2, 4]\n"
    )


def test_what_a_judge_dies_of_keeps_its_cell(capsys: pytest.CaptureFixture[str]) -> None:
    write_notebook("nb.ipynb", "$a = 1$", "$abort = 1$ and $b = 2$", "$c = 3$")
    assert run("check", "nb.ipynb", "--format", "json") == HOLDS
    claims = json.loads(capsys.readouterr().out)["documents"][0]["claims"]
    assert [(c["cell"], c["column"], c["verdict"]) for c in claims] == [
        (2, 2, "proved"),
        (4, 2, "undecided"),
        (4, 18, "proved"),
        (6, 2, "proved"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.rst", "so :math:`a = 1`", "rst"),
        ("a.txt", "so $a = 1$", "text"),
        ("a.tex", "so $a = 1$", "latex"),
        ("a.qmd", "so $a = 1$", "markdown"),
    ],
)
def test_the_report_names_the_format(
    name: str, text: str, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(name, text)
    assert run("check", name, "--format", "json") == HOLDS
    [document] = json.loads(capsys.readouterr().out)["documents"]
    assert (document["format"], len(document["claims"])) == (kind, 1)
