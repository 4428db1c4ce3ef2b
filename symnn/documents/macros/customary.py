r"""Commands that only set a letter in bold, by custom, where a text uses them and defines none.

Sites define such commands in their settings and not on the page: `\vv{x}`, `\mat{A}`. They are
read if all of their arguments, in the whole text, are single letters: `\vv{AB}` is an arrow over
two points, and `\mat{1 & 2}` makes a matrix.
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
_LETTER: Final = regex(r"\{?\s*(?:[A-Za-z]|\\[A-Za-z]+|[01])\s*\}?")
_BODY: Final = bare(tokens_of(r"\mathbf{#1}"))


def customary(formulas: Iterable[Formula], definitions: Iterable[Passage]) -> tuple[Macro, ...]:
    """What a text takes for granted of the commands that it uses.

    Args:
        formulas: all that it has, as they are written.
        definitions: where it defines commands itself.
    """
    used: dict[str, bool] = {}
    for formula in formulas:
        for found in _USED.finditer(formula.latex) if "\\" in formula.latex else ():
            single = _LETTER.fullmatch(found["argument"]) is not None
            used[found["name"]] = used.get(found["name"], True) and single
    if not used:
        return ()
    own = " ".join(passage.latex for passage in definitions)
    free = (name for name, single in used.items() if single and f"\\{name}" not in own)
    return tuple(Macro(name, _BODY, (Parameter("mandatory"),)) for name in free)
