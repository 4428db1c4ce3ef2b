r"""Equations in open letters that were meant as identities, as the identity is near at hand.

What an author may have had in mind besides speaks against it: an equivalence, of which the equation
is one side; vectors, whose squares are lengths; and words that take a term for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.identities.lost_terms import is_one_term_off
from symnn.documents.judging.identities.slips import is_one_slip_away, is_reversed
from symnn.documents.judging.identities.symmetries import is_symmetry
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Side
from symnn.latex import syntax as tree
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar

_EQUIVALENCE: Final = regex(r"\\iff\b|\\(?:[Ll]ong)?[Ll]eftrightarrow\b|[⇔⟺↔]")
#: So many characters before an equation may say why a term is nothing.
_BEFORE: Final = 600
_NOTHING: Final = regex(
    r"(?i)orthogonal|perpendicular|right[- ]angle|uncorrelated|independent|characteristic|modul[oe]"
    r"|\bmod\b|\bGF\b|\bdual\b|nilpotent|neglect|dropp|ignor|discard|order|linear|infinitesimal"
    r"|differential|small|vanish|approximat|vectors?\b|\bperp\b|boolean|binary"
)


def is_misstated(place: Place, relation: str, sides: tuple[Side, Side], view: Reader) -> bool:
    """Whether a false relation in open letters is a slip, and not a condition on its letters.

    Args:
        place: where it stands.
        relation: as written.
        sides: its sides, with open letters as unknowns.
        view: the reader that gave them their values.
    """
    if relation != "=":
        return is_reversed(relation, *sides)
    left, right = sides[0].node, sides[1].node
    if _EQUIVALENCE.search(place.latex):
        return False
    if _is_characteristic(left, right):
        return True
    if isinstance(left, tree.Call) and isinstance(right, tree.Sum):
        from symnn.documents.judging.identities.misexpanded import is_misexpanded

        if is_misexpanded(place.state.scope, *sides):
            return True
    if is_symmetry(left, right, view) or is_one_slip_away(left, right, view):
        return True
    if _may_be_of_vectors(left) or _may_be_of_vectors(right):
        return False
    above = place.state.source.text[: place.formula.outer_start][-_BEFORE:]
    if _NOTHING.search(above) or _NOTHING.search(place.formula.after[:_BEFORE]):
        return False
    values = sides[0].value, sides[1].value
    if not isinstance(values[0], Scalar) or not isinstance(values[1], Scalar):
        return False
    return is_one_term_off((left, right), (values[0].expr, values[1].expr))


def _is_characteristic(left: tree.Node, right: tree.Node) -> bool:
    """Whether det(A - λI) is said to be something in λ: its polynomial, and no equation for λ."""
    if isinstance(left, tree.Apply) and tree.key(left.function) == "det" and left.power is None:
        left = left.argument
    elif not isinstance(left, tree.Abs):
        return False
    while isinstance(left, tree.Group) and len(left.items) == 1:
        (left,) = left.items
    left = left.operand if isinstance(left, tree.Abs) else left
    terms = left.terms if isinstance(left, tree.Sum) else ()
    bare = [term.operand if isinstance(term, tree.Neg) else term for term in terms]
    multiples = [term.factors for term in bare if isinstance(term, tree.Product)]
    if len(bare) != 2 or len(multiples) != 1 or len(multiples[0]) != 2:
        return False
    letter, unit = multiples[0]
    if not isinstance(unit, tree.Name) or unit.base != "I" or not isinstance(letter, tree.Name):
        return False
    key = tree.key(letter)
    names = [part for part in tree.walk(right) if isinstance(part, tree.Name)]
    others = [part for part in names if tree.key(part) != key]
    return key is not None and len(names) > len(others) > 0 and _is_of_matrix(others)


def _is_of_matrix(names: Sequence[tree.Name]) -> bool:
    """Whether the trace or the determinant stands beside the letter."""
    return any(name.base in ("tr", "det", "Tr", "trace") for name in names)


def _may_be_of_vectors(node: tree.Node) -> bool:
    """Whether it holds bars, or products with a dot: |a + b|^2 = |a|^2 + |b|^2."""
    for part in tree.walk(node):
        if isinstance(part, tree.Abs | tree.Norm):
            return True
        if isinstance(part, tree.Product) and any(o not in ("", "*", "×") for o in part.operators):
            return True
    return False
