r"""Documents that are spread over several files: what is read, what is refused, and where it is."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from symnn.cli import main
from symnn.documents.source import MAXIMUM_BYTES, read_source
from symnn.documents.tex.files import MAXIMUM_DEPTH, assemble

_NO_TEXT = "byte 0 (line 1) is NUL, so this is not a text; name the document it was made from"
_TOO_LONG = f"is longer than {MAXIMUM_BYTES} bytes (1 MiB); split it into chapters"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text.encode())


def told(name: str, root: str = ".") -> list[tuple[str, str, int, int]]:
    """What is missing of a document: the words, and the place."""
    assembly = assemble(read_source(name), Path(root))
    places = [(damage, assembly.source.position(damage.start)) for damage in assembly.missing]
    return [(d.what, at.path or "", at.line, at.column) for d, at in places]


def paths(name: str, root: str = ".") -> list[str]:
    return [file.path for file in assemble(read_source(name), Path(root)).files]


def check(*arguments: str, capsys: pytest.CaptureFixture[str]) -> dict[str, list[list[object]]]:
    main(["check", *arguments, "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert all(document["format"] == "latex" for document in report["documents"])
    return {
        document["path"]: [
            [entry[key] for key in ("line", "column", "end_column", "latex", "verdict")]
            for entry in document["claims"]
        ]
        for document in report["documents"]
    }


def test_a_book_is_judged_in_its_order_and_told_file_by_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(
        "book/main.tex",
        "\\documentclass{my}\n\\usepackage{amsmath,own}\n\\input{math}\n"
        "\\begin{document}\n\\include{parts/one} so $\\vx^\\top\\vx = 6$\n\\end{document}",
    )
    write("book/own.sty", r"\newcommand{\half}[1]{\frac{#1}{2}}")
    write("book/my.cls", "\\def\\three{3} % no more\n\\endinput \\def\\three{4}")
    write("book/math.tex", "\ufeff\\def\\vx{\\boldsymbol{x}} % comment")
    write(
        "book/parts/one.tex",
        "\r\nLet $\\vx = (1, 2)^T$.\r\n\r\n\\input{parts/two}so $\\half{6} = \\three$",
    )
    write("book/parts/two.tex", "$\\vx^\\top\\vx = 5$ % and")
    found = check("book", capsys=capsys)
    assert found == {
        "book/main.tex": [[5, 25, 40, r"\vx^\top\vx = 6", "refuted"]],
        "book/parts/one.tex": [
            [2, 6, 20, r"\vx = (1, 2)^T", None],
            [4, 22, 39, r"\half{6} = \three", "proved"],
        ],
        "book/parts/two.tex": [[1, 2, 17, r"\vx^\top\vx = 5", "proved"]],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (r"\input{../out}", "`../out` lies outside of the folder that is checked"),
        (r"\input{/etc/hosts}", "`/etc/hosts` lies outside of the folder that is checked"),
        (r"\input ~/a.tex", "`~/a.tex` lies outside of the folder that is checked"),
        (r"\input{link}", "`link` lies outside of the folder that is checked"),
        (r"\input{away/out}", "`away/out` lies outside of the folder that is checked"),
        (r"\import{../}{out}", "`../out` lies outside of the folder that is checked"),
        (r"\include{none}", "there is no file `none`"),
        (r"\input{pipe}", "there is no file `pipe`"),
        (r"\input{round}", "there is no file `round`"),
        (rf"\input{{{'n' * 300}}}", f"there is no file `{'n' * 300}`"),
        (r"\input{a}", "`a` is being read already, and so never ends"),
        (r"\input{b}", "`b` is being read already, and so never ends"),
        (r"\input{binary}", f"in/binary.tex: {_NO_TEXT}"),
        (r"\input{long}", f"in/long.tex: {_TOO_LONG}"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_told_at_its_place(text: str, what: str) -> None:
    write("out.tex", "$1 = 1$")
    write("in/a.tex", f"\n x {text}" if "{b}" not in text else "\\input{b}")
    write("in/b.tex", f"\n x {text}")
    write("in/binary.tex", "\0")
    write("in/long.tex", "a" * (MAXIMUM_BYTES + 1))
    os.mkfifo("in/pipe.tex")
    Path("in/link.tex").symlink_to("../out.tex")
    Path("in/round.tex").symlink_to("round.tex")
    Path("in/away").symlink_to("..")
    where = "in/b.tex" if "{b}" in text else "in/a.tex"
    assert told("in/a.tex", "in") == [(what, where, 2, 4)]


@pytest.mark.parametrize(
    "text",
    [
        r"\usepackage{amsmath}\documentclass{article}\RequirePackage{x,y}",
        r"\InputIfFileExists{none}{}{}",
        r"% \input{none}",
        r"\verb|\input{none}|",
        r"\newcommand{\chap}[1]{\input{chapters/#1}}",
        r"\input{picture.pgf}\input{a.bbl}",
        r"\begin{document}\end{document}\input{none}",
        r"\iffalse\input{none}\fi",
        r"\input{}",
    ],
)
def test_what_need_not_be_there_is_no_finding(text: str) -> None:
    write("a.tex", text)
    assert told("a.tex") == []


def test_a_file_is_read_once_where_it_is_named_first() -> None:
    write("a.tex", r"\input{b}\input{b.tex}\input{./b}\input{c}")
    write("b.tex", "$x$")
    write("c.tex", r"\input{b}")
    assembly = assemble(read_source("a.tex"), Path())
    assert [file.path for file in assembly.files] == ["b.tex", "c.tex"]
    assert assembly.source.text.count("$x$") == 1
    assert assembly.missing == ()


def test_files_are_found_from_the_document_and_from_the_file_that_names_them() -> None:
    write("a.tex", r"\input{one/b}\subfile{one/e}\import{one/}{f}")
    write("one/b.tex", r"\input{one/c}\input{d}")
    for name in ("c", "d", "e", "f"):
        write(f"one/{name}.tex", name)
    assert paths("a.tex") == [f"one/{name}.tex" for name in "bcdef"]


def test_a_chapter_by_itself_finds_files_named_from_above(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("book/one/a.tex", r"\input{one/b} $1 = 1$")
    write("book/one/b.tex", "$2 = 2$")
    found = check("book", capsys=capsys)
    assert {path: len(entries) for path, entries in found.items()} == {
        "book/one/a.tex": 1,
        "book/one/b.tex": 1,
    }


def test_a_command_of_the_author_names_files() -> None:
    write("a.tex", r"\input{style} \chap{1}{one} \chap{2}{two}")
    write("style.tex", "\\newcommand\\chap[2]{\n  \\clearpage\\input{parts/#2/#2}\n}")
    write("parts/one/one.tex", "$x$")
    write("parts/two/two.tex", "$y$")
    assert paths("a.tex") == ["style.tex", "parts/one/one.tex", "parts/two/two.tex"]


def test_a_subfile_has_the_commands_of_its_main_document(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("book/main.tex", r"\documentclass{book}\def\two{2}\begin{document}$1 = 1$\end{document}")
    write(
        "book/one/sub.tex",
        "\\documentclass[../main]{subfiles}\n\\begin{document}\n$1+1=\\two$\n\\end{document}",
    )
    found = check("book", capsys=capsys)
    assert found["book/one/sub.tex"] == [[3, 2, 10, r"1+1=\two", "proved"]]
    assert told("book/one/sub.tex", "book/one") == [
        ("`../main.tex` lies outside of the folder that is checked", "book/one/sub.tex", 1, 1)
    ]  # fmt: skip


def test_files_nested_too_deep_are_left_out() -> None:
    for number in range(MAXIMUM_DEPTH + 2):
        write(f"a{number}.tex", f"\\input{{a{number + 1}}}")
    [(what, where, _, _)] = told("a0.tex")
    assert what == f"a{MAXIMUM_DEPTH}.tex: is named too deep inside of other files"
    assert where == f"a{MAXIMUM_DEPTH - 1}.tex"


def test_circles_are_judged_once(capsys: pytest.CaptureFixture[str]) -> None:
    write("in/a.tex", r"$1 = 1$ \input{b}")
    write("in/b.tex", r"$2 = 2$ \input{a}")
    found = check("in", capsys=capsys)
    assert found == {
        "in/a.tex": [[1, 2, 7, "1 = 1", "proved"]],
        "in/b.tex": [[1, 2, 7, "2 = 2", "proved"], [1, 9, 18, r"\input{a}", None]],
    }


def test_a_file_of_two_documents_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        write(f"in/{name}.tex", r"\input{shared/c}")
    write("in/shared/c.tex", "$1 = 2$")
    found = check("in", capsys=capsys)
    assert found == {
        "in/a.tex": [],
        "in/shared/c.tex": [[1, 2, 7, "1 = 2", "refuted"]],
        "in/b.tex": [],
    }


def test_a_missing_file_warns_on_github_and_in_sarif(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.tex", "\\input{none}")
    assert main(["check", "a.tex", "--format", "github"]) == 0
    assert capsys.readouterr().out.startswith(
        "::warning file=a.tex,line=1,endLine=1,col=1,endColumn=12,title=symnn SYM043"
    )
    assert main(["check", "a.tex", "--format", "sarif"]) == 0
    [result] = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("SYM043", "warning")


def test_the_report_may_not_be_written_over_a_file_of_a_document(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write("a.tex", r"\input{b}")
    write("b.tex", "$1 = 1$")
    assert main(["check", "a.tex", "--output", "b.tex"]) == 2
    assert "is a document to check" in capsys.readouterr().err


def test_explain_knows_the_commands_of_other_files(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.tex", "\\input{b}\n$1 + 1 = \\two$")
    write("b.tex", "\\def\\two{2}\n$1 = 2$")
    assert main(["explain", "a.tex:2"]) == 0
    assert "1 + 1 = 2" in capsys.readouterr().out


@pytest.mark.parametrize("word", ["abort", "leave"])
def test_what_ends_a_judge_is_told_in_its_own_file(
    word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.tex", "$1 = 1$ \\input{b}\n$2 = 2$")
    write("b.tex", f"\n$3 = 3$ ${word} = 1$ $4 = 4$")
    main(["check", "a.tex", "--format", "json"], judge="tests.documents.judges:moody")
    documents = json.loads(capsys.readouterr().out)["documents"]
    found = {
        document["path"]: [(e["line"], e["latex"], e["verdict"]) for e in document["claims"]]
        for document in documents
    }
    assert found == {
        "a.tex": [(1, "1 = 1", "proved"), (2, "2 = 2", "proved")],
        "b.tex": [
            (2, "3 = 3", "proved"),
            (2, f"{word} = 1", "undecided"),
            (2, "4 = 4", "proved"),
        ],
    }
