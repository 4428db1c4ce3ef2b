r"""What speaks against a number that is what a sum right above comes to.

It may be said under a condition of its own, s = 0.42 for t = 2; the sum may be nearly right only;
and what a slope is taken by may have been given another value since.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Binding

#: What may stand behind a number and says nothing of it.
_BARE: Final = regex(r"(?:\s|[.,;$\]]|\\(?:[,;:! \\]|q?quad|tag\*?\s*\{[^{}]*\}|label\{[^{}]*\}))*")


def may_be_another(place: Place, link: tree.Link, known: Binding) -> bool:
    """Whether the number may be the value of something else than the sum above.

    Args:
        place: where it stands.
        link: the number with its sign.
        known: the sum.
    """
    behind = place.latex[link.operand.span.end :]
    if r"\begin" not in place.latex and _BARE.fullmatch(behind) is None:
        return True
    if place.state.nearly.get(known.key, (None,))[0] == known.version:
        return True
    latest = (place.state.scope.latest(key) for key in _within(known.key, place))
    return any(one is not None and one.version > known.version for one in latest)


def _within(key: str, place: Place) -> list[str]:
    """The names that stand in the slope that a key is of."""
    names = place.state.scope.history
    return [name for name in names if name != key and name in _WORD.findall(key)]


_WORD: Final = regex(r"[A-Za-z]\w*")


def is_far_from(printed: tree.Node, found: Judgement) -> bool:
    """Whether a printed number is off by half or more of the right one, so that it may be another.

    Examples:
        >>> is_far_from(tree.Name("x"), Judgement("refuted"))
        False
    """
    bare = printed.operand if isinstance(printed, tree.Neg) else printed
    decimal = None if found.right is None else found.right.decimal
    if not isinstance(bare, tree.Number) or not decimal:
        return False
    try:
        right = Fraction(decimal)
    except ValueError:
        return False
    said = -bare.value if isinstance(printed, tree.Neg) else bare.value
    return 2 * abs(said - right) >= abs(right)
