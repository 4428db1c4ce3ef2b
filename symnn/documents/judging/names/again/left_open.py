r"""What speaks against a number that is what a sum right above comes to.

It may be said under a condition of its own, s = 0.42 for t = 2; the sum may be nearly right only;
and what a slope is taken by may have been given another value since. A = Z works nothing out, but
what is said of A then may: right below it, with no word in between, nobody gives A another value
than Z has.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.doubts.withheld import zero
from symnn.documents.judging.names.again import rivals
from symnn.documents.judging.names.definitions import is_arithmetic
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Array

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


# --- another name for what has one -----------------------------------------------------


def is_alias(node: tree.Node) -> bool:
    """Whether it is another name, or a name of zero, and so nothing that was worked out."""
    return tree.key(node) is not None or zero(node)


def is_mere_name(place: Place, known: Binding) -> bool:
    """Whether a name was said to be another one, unless that is worked out: a = z, then a = 0.7."""
    if not is_alias(known.body):
        return False
    other = place.state.scope.latest(tree.key(known.body) or "")
    if other is None or known.parameters is not None or tree.key(other.body) is not None:
        return True
    worked = other.computed or is_arithmetic(other.body)
    return not (worked and rivals.stands_alone(place, known))


def told_by_entries(place: Place, known: Binding, list_said: tree.Node) -> bool:
    """Whether a list holds what each entry of its name was worked out to be since.

    With W^T in the formula of z, and the rows of W in those of z_1 and z_2, it is not certain
    which of them the author takes back.
    """
    scope = place.state.scope
    base, mark, above = known.key.partition("^")
    view = place.view()
    try:
        value = view.read(list_said)
        if not isinstance(value, Array) or 1 not in value.shape:
            return False
        for count, cell in enumerate(value.cells(), 1):
            entry = scope.latest(f"{base}_{count}{mark}{above}")
            if entry is None or entry.version < known.version or entry.parameters is not None:
                return False
            told = Side(view.read(entry.body), entry.body)
            if judge("=", told, Side(cell, list_said)).outcome != "proved":
                return False
    except MeaningError:
        return False
    return True
