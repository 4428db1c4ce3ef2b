"""Documents as text: what is refused, in which words, and where an offset lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.source import (
    MAXIMUM_BYTES,
    READ,
    Position,
    Source,
    decode,
    format_of,
    read_source,
)
from symnn.errors import DocumentError

TEXTS = st.text(st.sampled_from("a$é𝔸 \n\r\t"), max_size=40)


def refusal(path: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        read_source(str(path))
    return str(caught.value).replace(str(path), "PATH")


def test_a_document_is_its_text_without_the_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbf$x$\r\n")
    assert read_source(str(path)) == Source(str(path), "$x$\r\n", "markdown")


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.mdx", "a.qmd", "a.Rmd"])
def test_markdown_is_told_by_its_suffix(name: str) -> None:
    assert format_of(name) == "markdown"


def test_other_formats_are_told_by_their_suffix() -> None:
    names = ("a.TXT", "a.rst", "a.ipynb")
    assert [format_of(name) for name in names] == ["text", "rst", "notebook"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "PATH: is empty; there is nothing to read in it"),
        (b" \r\n\t", "PATH: is empty; there is nothing to read in it"),
        (b"\xff\xfea\0", "PATH: is UTF-16 text; save it as UTF-8"),
        (
            b"ab\r\nc\0",
            (
                "PATH: byte 5 (line 2) is NUL, so this is not a text; "
                "name the document it was made from"
            ),
        ),
        (
            b"ab\n\xe9",
            (
                "PATH: byte 3 (line 2) is not UTF-8; save it as UTF-8, "
                "for example with `iconv -f LATIN1 -t UTF-8`"
            ),
        ),
        (
            b"\xef\xbb\xbf\r\r\xe9",
            (
                "PATH: byte 5 (line 3) is not UTF-8; save it as UTF-8, "
                "for example with `iconv -f LATIN1 -t UTF-8`"
            ),
        ),
        (
            b"a" * (MAXIMUM_BYTES + 1),
            "PATH: is longer than 1048576 bytes (1 MiB); split it into chapters",
        ),
    ],
)
def test_bytes_that_are_no_document_are_refused(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    assert refusal(path) == message


def test_the_longest_document_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"a" * MAXIMUM_BYTES)
    assert len(read_source(str(path)).text) == MAXIMUM_BYTES


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "a.docx",
            (
                "PATH: the suffix '.docx' does not say how to read it; "
                f"documents that are read end in {', '.join(READ)}"
            ),
        ),
        (
            "README",
            (
                "PATH: a name without a suffix does not say how to read it; "
                f"documents that are read end in {', '.join(READ)}"
            ),
        ),
    ],
)
def test_other_formats_are_refused_with_a_way_out(tmp_path: Path, name: str, message: str) -> None:
    path = tmp_path / name
    path.write_text("$x$")
    assert refusal(path) == message


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    missing = "PATH: no such file or directory; check the spelling of the path"
    assert refusal(tmp_path / "a.md") == missing
    assert refusal(tmp_path) == "PATH: is a directory; name a document in it"
    os.mkfifo(tmp_path / "pipe.md")
    irregular = "PATH: is not a regular file; save its text to a file and name that"
    assert refusal(tmp_path / "pipe.md") == irregular


@given(TEXTS)
def test_position_and_offset_undo_each_other(text: str) -> None:
    source = Source("a.md", text, "markdown")
    for offset in range(len(text) + 1):
        # The LF of a CR LF is no place of its own, and the end of a line is one place.
        if offset < len(text) and text[offset] in "\r\n":
            continue
        assert source.offset(*source.position(offset)) == offset


@given(TEXTS)
def test_columns_count_characters_from_the_line_start(text: str) -> None:
    source = Source("a.md", text, "markdown")
    for offset, character in enumerate(text):
        line, column, *_ = source.position(offset)
        if character not in "\r\n":
            assert source.line(line)[column - 1] == character


@given(st.text(st.sampled_from("a$é𝔸 \n"), max_size=40))
def test_positions_are_the_same_with_crlf(text: str) -> None:
    unix = Source("a.md", text, "markdown")
    dos = Source("a.md", text.replace("\n", "\r\n"), "markdown")
    for offset, character in enumerate(text):
        if character != "\n":
            moved = offset + text.count("\n", 0, offset)
            assert dos.position(moved) == unix.position(offset)


def test_a_lone_cr_ends_a_line() -> None:
    assert Source("a.md", "a\rb", "markdown").position(2) == Position(2, 1)


def test_an_offset_outside_is_refused() -> None:
    with pytest.raises(IndexError, match=r"offset 2 lies outside 0\.\.1"):
        Source("a.md", "a", "markdown").position(2)


@given(st.binary(max_size=30))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode("a.md", data)
    except DocumentError:
        return
    assert text.strip()
    assert text.encode() == data.removeprefix(b"\xef\xbb\xbf")
