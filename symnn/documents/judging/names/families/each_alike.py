r"""One number for all names of a kind: `w_i = 1,\ b_i = 0` beside formulas in w_1, …, w_6.

Each of the numbered names in the formulas of the section that nothing defines gets it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from symnn.documents.judging.names.bindings import bind
from symnn.documents.judging.names.definitions import Target, computed
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.standing import is_plain
from symnn.latex import syntax as tree

#: So many names get the same number.
MOST: Final = 64
_LETTERS: Final = frozenset("ijkl")


def give_each(place: Place, statements: Sequence[tree.Statement | tree.Unreadable]) -> None:
    """Give the names of each such statement in a display its number.

    Args:
        place: where it stands, after its definitions were taken over.
        statements: what is said in it.
    """
    for statement in statements:
        if not isinstance(statement, tree.Statement) or statement.qualifiers:
            continue
        body = statement.body
        one = isinstance(body, tree.Chain) and [li.relation for li in body.links] == ["="]
        if not isinstance(body, tree.Chain) or not one:
            continue
        number = body.links[0].operand
        if not is_plain(number) or computed(number):  # a formula in k is put in by its index
            continue
        if (base := _base(place, body.first)) is not None:
            for key in sorted(set(_numbered(place, base)))[:MOST]:
                bind(place, Target(key, None, None), number)


def _base(place: Place, name: tree.Node) -> str | None:
    """The w of a w_i whose index stands for nothing."""
    if not isinstance(name, tree.Name) or name.labels or name.accents:
        return None
    letter = tree.key(name.subscript) if name.subscript is not None else None
    if letter not in _LETTERS or place.state.scope.latest(letter) is not None:
        return None
    return name.base


def _numbered(place: Place, base: str) -> Iterator[str]:
    """w_1, w_2, … in the formulas above, as far as nothing is said of them."""
    scope = place.state.scope
    for bindings in list(scope.history.values()):
        known = bindings[-1]
        if not known.computed or known.section != place.formula.headings:
            continue
        for part in tree.walk(known.body):
            if isinstance(part, tree.Name) and part.base == base and _is_number(part.subscript):
                key = tree.key(part) or ""
                if scope.latest(key) is None:
                    yield key


def _is_number(index: tree.Node | None) -> bool:
    return isinstance(index, tree.Number) and index.value == Fraction(int(index.value))
