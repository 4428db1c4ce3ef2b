"""Which reader reads which format; a new format is one module and one function here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from symnn.documents.macros.formulas import expand_formulas
from symnn.documents.regions import Reading
from symnn.documents.source import Format, Source
from symnn.errors import DocumentError


def _markdown(source: Source) -> Reading:
    from symnn.documents.markdown.reader import read_markdown

    return read_markdown(source.text)


def _notebook(source: Source) -> Reading:
    from symnn.documents.markdown.reader import read_notebook

    return read_notebook(source.text, source.cells)


def _text(source: Source) -> Reading:
    from symnn.documents.plain.reader import read_plain

    return read_plain(source.text)


def _rst(source: Source) -> Reading:
    from symnn.documents.rst.reader import read_rst

    return read_rst(source.text)


def _latex(source: Source) -> Reading:
    from symnn.documents.tex.reader import read_latex

    return read_latex(source.text)


#: Each imports what it reads with when it is called: a document has one format.
_READERS: Final[dict[Format, Callable[[Source], Reading]]] = {
    "markdown": _markdown,
    "text": _text,
    "rst": _rst,
    "latex": _latex,
    "notebook": _notebook,
}


def read(source: Source) -> Reading:
    """The formulas and the damage of a document; DocumentError if its format has no reader.

    The author's commands are expanded.

    >>> [formula] = read(Source("a.md", "so $x$", "markdown")).formulas
    >>> formula.latex == "x"
    True
    """
    reader = _READERS.get(source.format)
    if reader is None:
        raise DocumentError(f"{source.path}: no reader for the format '{source.format}'")
    return expand_formulas(reader(source))
