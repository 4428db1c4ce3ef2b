r"""Commands that only set letters in bold, by custom, where a text uses them and defines none.

Sites define such commands in their settings and not on the page: `\vect{x}`, `\mat{A}`. None of
their arguments is a whole matrix: `\mat{1 & 2}` makes one. `\vv{AB}` may be an arrow over two
points, unless such letters are matrices, or all of them stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from symnn.deferred import regex
from symnn.documents.macros.definitions import Macro, Parameter
from symnn.documents.macros.tokens import bare, tokens_of
from symnn.documents.regions import Formula, Passage

_USED: Final = regex(
    r"\\(?P<name>vv|vect|vct|bvec|mat|matr|mtx|bmat|tens|mb)(?![A-Za-z])\s*(?P<argument>\{[^{}]*\}?|.)"
)
_MATRIX: Final = regex(
    r"\\vv\s*\{\s*[A-Z]\s*\}\s*&?\s*=\s*(?:\\left\s*.\s*)?\\begin\s*\{[bp]?matrix\}[^\\&]*&"
)
_ROWS: Final = regex(r"&|\\\\")
_LETTER: Final = regex(r"\{?\s*(?:[A-Za-z]|\\[A-Za-z]+|[01])\s*\}?")
_BODY: Final = bare(tokens_of(r"\mathbf{#1}"))


def customary(formulas: Iterable[Formula], definitions: Iterable[Passage]) -> tuple[Macro, ...]:
    """What a text takes for granted of the commands that it uses.

    Args:
        formulas: all that it has, as they are written.
        definitions: where it defines commands itself.
    """
    used: dict[str, bool] = {}
    texts = [formula.latex for formula in formulas if "\\" in formula.latex]
    matrices = any(map(_MATRIX.search, texts))
    for found in (found for text in texts for found in _USED.finditer(text)):
        name, argument = found["name"], found["argument"]
        arrow = name == "vv" and not matrices and _LETTER.fullmatch(argument) is None
        used[name] = used.get(name, True) and not arrow and _ROWS.search(argument) is None
    if not used:
        return ()
    own = " ".join(passage.latex for passage in definitions)
    free = (name for name, plain in used.items() if plain and f"\\{name}" not in own)
    return tuple(Macro(name, _BODY, (Parameter("mandatory"),)) for name in free)
