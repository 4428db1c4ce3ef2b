"""Linear equations such as 2x + y + 7t = 1, which are posed again though x, y and t have values."""

from __future__ import annotations

from symnn.latex import syntax as tree


def is_linear_equation(left: tree.Node, right: tree.Node) -> bool:
    """Whether a side is a sum of letters with coefficients, and the other one a number.

    Examples:
        >>> x, two = tree.Name("x"), tree.Number("2", 2)
        >>> double = tree.Product((two, x), ("",))
        >>> is_linear_equation(tree.Sum((double, tree.Name("y"))), two)
        True
        >>> is_linear_equation(tree.Sum((x, tree.Name("y"))), two)
        False
    """
    bare = right.operand if isinstance(right, tree.Neg) else right
    if not isinstance(left, tree.Sum) or not isinstance(bare, tree.Number):
        return False
    terms = [term.operand if isinstance(term, tree.Neg) else term for term in left.terms]
    letters = {_letter(term) for term in terms}
    several = any(isinstance(term, tree.Product) for term in terms) or len(letters) > 2
    return None not in letters and len(letters) > 1 and several


def _letter(term: tree.Node) -> str | None:
    """The x of x and 2x."""
    if isinstance(term, tree.Product) and len(term.factors) == 2:
        number, name = term.factors
        return tree.key(name) if isinstance(number, (tree.Number, tree.Quotient)) else None
    return tree.key(term)
