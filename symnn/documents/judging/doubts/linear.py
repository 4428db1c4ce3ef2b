r"""Linear equations such as 2x + y + 7t = 1 that are posed though their letters have values."""

from __future__ import annotations

from symnn.latex import syntax as tree


def is_row_of_system(latex: str, left: tree.Node, right: tree.Node) -> bool:
    r"""Whether a formula has rows, and one of them is a sum of letters that equals a number.

    Examples:
        >>> x, two = tree.Name("x"), tree.Number("2", 2)
        >>> double = tree.Product((two, x), ("",))
        >>> is_row_of_system(r"2x + y = 2 \\ y = 1", tree.Sum((double, tree.Name("y"))), two)
        True
        >>> is_row_of_system("x + y = 2", tree.Sum((x, tree.Name("y"))), two)
        False
    """
    bare = right.operand if isinstance(right, tree.Neg) else right
    if r"\\" not in latex or not isinstance(left, tree.Sum) or not isinstance(bare, tree.Number):
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
