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


def letters_of(node: tree.Node) -> frozenset[str] | None:
    """The letters of a sum such as 2x - y + 1, none for a number; None if it is no such sum.

    Examples:
        >>> letters_of(tree.Sum((tree.Name("x"), tree.Number("2", 2)))) == {"x"}
        True
        >>> letters_of(tree.Empty()) is None
        True
    """
    terms = node.terms if isinstance(node, tree.Sum) else (node,)
    bare = [term.operand if isinstance(term, tree.Neg) else term for term in terms]
    letters = [_letter(term) for term in bare if not isinstance(term, tree.Number)]
    found = frozenset(letter for letter in letters if letter is not None)
    return found if None not in letters else None


def unknown_column(node: tree.Node) -> tuple[str, ...]:
    """The names x, y of a matrix of numbers times the column (x; y); none for anything else.

    Examples:
        >>> one, x, y = tree.Number("1", 1), tree.Name("x"), tree.Name("y")
        >>> matrix = tree.Matrix(((one, one), (one, one)))
        >>> unknown_column(tree.Product((matrix, tree.Matrix(((x,), (y,)))), ("",)))
        ('x', 'y')
        >>> unknown_column(matrix)
        ()
    """
    if not isinstance(node, tree.Product) or len(node.factors) != 2:
        return ()
    matrix, column = node.factors
    if not isinstance(matrix, tree.Matrix) or not isinstance(column, tree.Matrix):
        return ()
    if any(isinstance(part, tree.Name) for part in tree.walk(matrix)):
        return ()
    cells = [row[0] for row in column.rows if len(row) == 1]
    names = [key for key in map(tree.key, cells) if key is not None]
    whole = len(column.rows) == len(cells) == len(set(names)) > 1
    return tuple(names) if whole else ()


def _letter(term: tree.Node) -> str | None:
    """The x of x and 2x."""
    if isinstance(term, tree.Product) and len(term.factors) == 2:
        number, name = term.factors
        return tree.key(name) if isinstance(number, (tree.Number, tree.Quotient)) else None
    return tree.key(term)
