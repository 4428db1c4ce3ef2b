"""When a refutation is withheld, because the author may well have meant something true.

An equation may be posed to be solved, an inequality may be a condition, and a number may have
been computed from others before they were rounded. A false alarm costs more than silence.
"""

from __future__ import annotations

from typing import Final

from flint import fmpq

from symnn.documents.definitions import given_names
from symnn.documents.placing import Place
from symnn.documents.relations import RELATIONS, Judgement, Side, soften
from symnn.exact.evaluate import value as exact_value
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.softness import Softness
from symnn.latex.meaning.values import Scalar, Value

#: Words right before a formula that make it a condition, or speak of it as wrong.
_OPENING: Final = frozenset(
    {"if", "when", "whenever", "where", "for", "unless", "until", "while", "assume", "assuming"}
    | {"suppose", "supposing", "let", "that", "require", "requires", "want", "set", "setting"}
    | {"not", "never", "wrong", "incorrect", "instead", "than", "as", "choose", "solve", "case"}
)


def withhold(
    place: Place, found: Judgement, sides: tuple[Side, Side], left: tree.Node, link: tree.Link
) -> Judgement:
    """The judgement, or an undecided one with the doubt, for a relation that was refuted."""
    equation = RELATIONS[link.relation] in ("=", "≈")
    if _may_be_posed(place, left, link):
        text = "it may be an equation to solve or a condition: its names may be unknown here"
        return Judgement("undecided", reason=text)
    if not equation and (_is_given(place, left) or _is_given(place, link.operand)):
        return Judgement("undecided", reason="it may be a condition on a name")
    if not place.formula.display and _last_word(place.formula.before) in _OPENING:
        return Judgement("undecided", reason="the words before it make it a condition")
    if equation and not _exact_as_written(sides):
        return _softened(place.state.scope, found, left, link)
    return found


def _last_word(text: str) -> str:
    words = text.lower().replace(",", " ").split()
    return words[-1] if words else ""


def _is_given(place: Place, node: tree.Node) -> bool:
    return tree.key(node) is not None and any(
        not k.computed for k in given_names(place.state.scope, (node,))
    )


def _softened(scope: Scope, found: Judgement, left: tree.Node, link: tree.Link) -> Judgement:
    """A refutation stands only if no unrounded decimals would make the relation true."""
    soft = Softness()
    try:
        a, b = reader(scope, soft=soft).read(left), _soft_right(scope, soft, link.operand)
    except MeaningError:
        return found
    return soften(found, a, b, soft.boxes)


def _soft_right(scope: Scope, soft: Softness, node: tree.Node) -> Value:
    """The right side: a printed result is a rounded one however few its digits."""
    before, soft.least = soft.least, 1 if _is_literal(node) else soft.least
    try:
        return reader(scope, soft=soft).read(node)
    finally:
        soft.least = before


def _is_literal(node: tree.Node) -> bool:
    return not any(
        isinstance(n, (tree.Product, tree.Sum, tree.Quotient, tree.Power, tree.Name))
        for n in tree.walk(node)
    )


def _exact_as_written(sides: tuple[Side, Side]) -> bool:
    """Plain arithmetic on short decimals whose exact result fits the printed digits.

    Then the author would have printed it, so another number there is an error.
    """
    left, right = sides[0].value, sides[1].value
    if not isinstance(left, Scalar) or not isinstance(right, Scalar):
        return False
    if right.decimals is None or not _is_arithmetic(sides[0].node):
        return False
    exact = exact_value(left.expr)
    return exact.is_rational and (exact.as_fmpq() * fmpq(10) ** right.decimals).q == 1


def _is_arithmetic(node: tree.Node) -> bool:
    """Numbers with at most four decimals, and + - * / only."""
    kinds = (tree.Number, tree.Sum, tree.Neg, tree.Product, tree.Quotient, tree.Group)
    return all(
        isinstance(part, kinds) and not (isinstance(part, tree.Number) and (part.decimals or 0) > 4)
        for part in tree.walk(node)
    )


def _may_be_posed(place: Place, left: tree.Node, link: tree.Link) -> bool:
    """Whether a false equation may be one to solve, its names unknown again.

    So it may be if a name in it was simply given, in another section or as the only name here,
    and no numbers are put in.
    """
    both = [*tree.walk(left), *tree.walk(link.operand)]
    if any(isinstance(n, (tree.Matrix, tree.Group)) and _has_numbers(n) for n in both):
        return False
    here = place.formula.headings
    given = given_names(place.state.scope, both)
    if len(given) == 1 and not any(k.computed for k in given):
        return not any(isinstance(n, tree.Number) and n.decimals for n in both)
    return any(not k.computed and k.section != here[: len(k.section)] for k in given)


def _has_numbers(node: tree.Matrix | tree.Group) -> bool:
    cells = node.items if isinstance(node, tree.Group) else [c for row in node.rows for c in row]
    return len(cells) > 1 and any(isinstance(n, tree.Number) for n in tree.walk(node))
