"""Notebooks: text cells are read, their places are exact, and what is no notebook says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.cells import Cell, text_cells
from symnn.documents.judging.judge import judge
from symnn.documents.model import DocumentReport, Entry, Report
from symnn.documents.report.github import github_text
from symnn.documents.report.sarif import sarif_text
from symnn.documents.report.terminal import plain_text
from symnn.documents.source import MAXIMUM_BYTES, Position, Source, read_source
from symnn.errors import DocumentError


def markdown(source: object) -> dict[str, object]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def code(source: object) -> dict[str, object]:
    outputs = [{"output_type": "stream", "text": ["$1 = 2$"]}]
    return {"cell_type": "code", "source": source, "outputs": outputs, "metadata": {}}


def notebook(*cells: object, **fields: object) -> str:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": [*cells], **fields})


def source(*cells: object) -> Source:
    return Source("nb.ipynb", *_formed(notebook(*cells)))


def _formed(text: str) -> tuple[str, str, tuple[Cell, ...]]:
    joined, cells = text_cells("nb.ipynb", text)
    return joined, "notebook", cells


def places(*cells: object) -> list[tuple[int | None, int, int, str]]:
    return [(e.cell, e.line, e.column, e.latex) for e in judge(source(*cells))]


def test_only_text_cells_are_read_and_all_cells_are_counted() -> None:
    raw = {"cell_type": "raw", "source": "$5 = 6$"}
    assert places(
        markdown(["# On\n", "\n", "so $1 + 1 = 2$"]),
        code("'$3 = 4$'"),
        raw,
        markdown("one $2 + 2 = 4$\nand $3\n= 3$"),
    ) == [(1, 3, 5, "1 + 1 = 2"), (4, 1, 6, "2 + 2 = 4"), (4, 2, 6, "3\n= 3")]


def test_names_and_headings_flow_from_cell_to_cell() -> None:
    cells = (markdown("# One\n$a = 2$"), code("a = 3"), markdown("$a + 1 = 3$"))
    assert [entry.verdict for entry in judge(source(*cells))] == [None, "proved"]


def test_a_display_does_not_go_on_from_before_code() -> None:
    near = [e.verdict for e in judge(source(markdown("$$1 + 1$$"), markdown("$$= 2$$")))]
    far = [e.kind for e in judge(source(markdown("$$1 + 1 = 2$$"), code("x"), markdown("$$= 2$$")))]
    assert near == [] or "refuted" not in near
    assert far == ["claim", "not-a-claim"]


def test_what_is_open_in_a_cell_ends_with_it() -> None:
    texts = ("```\ncode", "$1 = 1$", "$$2", "$3 = 3$")
    assert places(*map(markdown, texts)) == [(2, 1, 2, "1 = 1"), (4, 1, 2, "3 = 3")]


def test_the_third_format_has_worksheets_and_heading_cells() -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["On $1 = 1$"]},
        {"cell_type": "code", "input": ["2"], "prompt_number": 1},
        markdown(["$2 = 2$"]),
    ]
    text = json.dumps({"nbformat": 3, "worksheets": [{"cells": cells[:2]}, {"cells": cells[2:]}]})
    found = judge(Source("nb.ipynb", *_formed(text)))
    assert [(e.cell, e.column, e.latex) for e in found] == [(1, 5, "1 = 1"), (3, 2, "2 = 2")]


LINES = st.text("ab \r\nπ$", max_size=8)


@given(st.lists(st.tuples(LINES, st.booleans()), min_size=1, max_size=6))
def test_every_character_has_a_place_in_its_cell(cells: list[tuple[str, bool]]) -> None:
    book = source(*(markdown(text) if shown else code(text) for text, shown in cells))
    expected = []
    for number, (text, shown) in enumerate(cells, 1):
        alone = Source("a.md", text, "markdown")
        if shown:
            expected += [alone.position(k)._replace(cell=number) for k in range(len(text))]
    kept = [k for c in book.cells for k in range(c.start, c.end)]
    assert [book.position(k) for k in kept] == expected
    for place, offset in zip(expected, kept, strict=True):
        inside = book.text[offset] not in "\r\n"
        assert not inside or book.offset(*place) == offset


def test_a_place_outside_says_so() -> None:
    book = source(code("1"), markdown("a\nb"))
    assert book.position(0) == Position(1, 1, 2)
    assert (book.line(2, 2), book.last_line(2)) == ("b", 2)
    with pytest.raises(IndexError, match="there is no line 3 of 2 in cell 2"):
        book.line(3, 2)
    with pytest.raises(IndexError, match="cell 1 is no text cell of it"):
        book.line(1, 1)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("$x$", "is not JSON at line 1, column 1 (Expecting value)"),
        (notebook(markdown("a"))[:-9], "is not JSON at line 1, column"),
        ("[1]", "holds a list, where an object with 'cells' is due"),
        ("3", "holds 3, where an object with 'cells' is due"),
        ('{"nbformat": 4}', "is JSON without 'cells'"),
        ('{"nbformat": 2, "cells": []}', "has 'nbformat' 2, where 3 or 4 is read"),
        ('{"nbformat": 1e999, "cells": []}', "has 'nbformat' -1, where 3 or 4 is read"),
        ('{"cells": {}}', "has 'cells' = an object, where a list is due"),
        ('{"worksheets": [1]}', "has the worksheet 1, where an object is due"),
        ('{"cells": ["a"]}', 'has the cell "a", where an object is due'),
        ('{"cells": [{"source": "a"}]}', "cell 1 has the type null, where a name is due"),
        (notebook(code("1"), markdown(5)), "cell 2 has the source 5, where lines are due"),
        (notebook(markdown(["a", None])), "cell 1 has the source a list, where lines are due"),
        ("[" * 200_000, "is nested too deeply"),
    ],
)
def test_what_is_no_notebook_says_what_was_met(text: str, what: str) -> None:
    with pytest.raises(DocumentError) as caught:
        text_cells("nb.ipynb", text)
    message = str(caught.value)
    assert message.startswith(f"nb.ipynb: {what}")
    assert message.endswith(
        "so this is no notebook that can be read; save it from Jupyter once more, "
        "or name the document that it was made from"
    )


def test_a_notebook_without_cells_is_empty() -> None:
    with pytest.raises(DocumentError, match=r"^nb\.ipynb: has no cells; there is nothing to read"):
        text_cells("nb.ipynb", '{"cells": []}')
    assert text_cells("nb.ipynb", notebook(code("1"))) == ("", ())


def test_pictures_do_not_count_but_text_does(tmp_path: Path) -> None:
    picture = {"output_type": "display_data", "data": {"image/png": "A" * (2 * MAXIMUM_BYTES)}}
    large = {**code("1"), "outputs": [picture]}
    path = tmp_path / "nb.ipynb"
    path.write_text(notebook(large, {**markdown("$1=1$"), "attachments": {"a": picture}}), "utf-8")
    assert read_source(str(path)).text == "$1=1$\n"
    path.write_text(notebook(markdown("a" * (MAXIMUM_BYTES + 1))), "utf-8")
    with pytest.raises(DocumentError, match="its text cells have more than 1048576 characters"):
        read_source(str(path))


def test_reports_name_the_cell() -> None:
    book = source(code("1"), markdown("so\n$1 = 2$"))
    entries: tuple[Entry, ...] = tuple(judge(book))
    report = Report("0", (DocumentReport("nb.ipynb", "notebook", entries),))
    printed = plain_text(report, {"nb.ipynb": book})
    assert "REFUTED    nb.ipynb, cell 2, line 2\n    2 | $1 = 2$\n      |  ^^^^^\n" in printed
    assert "::error file=nb.ipynb,title=symnn SYM001 (false-equation)::cell 2, line 2: 1 = 2" in (
        github_text(report)
    )
    [result] = json.loads(sarif_text(report))["runs"][0]["results"]
    assert result["message"]["text"].startswith("cell 2, line 2: 1 = 2: ")
    assert result["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "nb.ipynb"}},
            "logicalLocations": [{"name": "cell 2", "kind": "object"}],
        }
    ]
