"""Which reader reads which format; a new format is one module and one line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from symnn.documents.macros.formulas import expand_formulas
from symnn.documents.markdown.reader import read_markdown, read_notebook
from symnn.documents.plain.reader import read_plain
from symnn.documents.regions import Reading
from symnn.documents.rst.reader import read_rst
from symnn.documents.source import Format, Source
from symnn.documents.tex.reader import read_latex
from symnn.errors import DocumentError

_READERS: Final[dict[Format, Callable[[Source], Reading]]] = {
    "markdown": lambda source: read_markdown(source.text),
    "text": lambda source: read_plain(source.text),
    "rst": lambda source: read_rst(source.text),
    "latex": lambda source: read_latex(source.text),
    "notebook": lambda source: read_notebook(source.text, source.cells),
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
