r"""Places of least squares in words: "the least squares solution of Ax = b", "the minimizer of q".

They are \arg\min_x \|Ax - b\|^2 and \arg\min_x q of the only letter x that is open.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree

_SQUARES: Final = regex(
    r"(?:unique |ordinary )*least[- ]squares (?:solution|estimate|approximate solution)"
    r" (?:of|to|for) (?:the )?(?:linear )?(?:systems?|equations?|problem)? ?(?P<of>⟨\d+⟩)"
)
_PLACE: Final = regex(
    r"(?:unique |global )*(?:minimi[sz]er|minimi[sz]ing (?:vector|point|value)|minimum point) of"
    r" (?:the )?(?:function |loss |objective |cost )?(?P<of>⟨\d+⟩)"
)
_TWO: Final = tree.Number("2", Fraction(2), 0)


def least_place(
    text: str, node: Callable[[str], tree.Node | None], knows: Callable[[str], bool]
) -> tree.Node | None:
    """The place that a noun phrase speaks of; None for other phrases.

    Args:
        text: the phrase.
        node: what stands in a place.
        knows: whether a name stands for something.
    """
    match = _SQUARES.fullmatch(text)
    if match is not None:
        return _of_system(node(match["of"]), knows)
    match = _PLACE.fullmatch(text)
    body = None if match is None else node(match["of"])
    if body is None or isinstance(body, (tree.Chain, tree.Name)):
        return None
    return _least(body, _open_letter(body, knows))


def _of_system(equation: tree.Node | None, knows: Callable[[str], bool]) -> tree.Node | None:
    """The place where the length of Ax - b is least, of Ax = b."""
    if not isinstance(equation, tree.Chain) or len(equation.links) != 1:
        return None
    (link,) = equation.links
    if link.relation != "=":
        return None
    rest = tree.Sum((equation.first, tree.Neg(link.operand)))
    return _least(tree.Power(tree.Norm(rest), _TWO), _open_letter(rest, knows))


def _open_letter(body: tree.Node, knows: Callable[[str], bool]) -> tree.Name | None:
    """The only name in it that stands for nothing."""
    names = {tree.key(n): n for n in tree.walk(body) if isinstance(n, tree.Name)}
    found = [name for key, name in names.items() if key is None or not knows(key)]
    return found[0] if len(found) == 1 else None


def _least(body: tree.Node, letter: tree.Name | None) -> tree.Node | None:
    if letter is None or letter.subscript is not None or letter.labels:
        return None
    return tree.Apply(tree.Name("argmin", subscript=letter), body)
