"""Names given a formula in one number that nothing defines: y = 2x + 1, and then y(3).

Such a name is a function of that number, wherever it is spoken of as one.
"""

from __future__ import annotations

from symnn.exact.expression import Expr, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.letters import may_be_a_number
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Scalar, Value


def formula_in(node: tree.Node, reader: Reader) -> tuple[str, Expr] | None:
    """The one open letter in the formula that a name was given, and the formula in it.

    None if the name has a value, is a function, or depends on more than one number.
    """
    key = open_letter(node, reader)
    if key is None:
        return None
    found = at(node, key, Scalar(symbol(key)), reader)
    return (key, found.expr) if isinstance(found, Scalar) else None


def open_letter(node: tree.Node, reader: Reader) -> str | None:
    """The letter without a meaning that the formula of a name is in."""
    if not isinstance(node, tree.Name) or node.labels or reader.open_names:
        return None
    binding = reader.scope.lookup(reader.key(node), reader.version)
    if binding is None or binding.parameters is not None:
        return None
    try:
        reader.value(node)
    except MeaningError as obstacle:
        if obstacle.kind is not Kind.UNDEFINED or len(obstacle.names) != 1:
            return None
        (key,) = obstacle.names
        return key if _is_number(key) else None
    return None


def at(node: tree.Node, key: str, argument: Value, reader: Reader) -> Value | None:
    """The formula at a value of its letter; None if it is open in other ways too."""
    try:
        return reader.varying({key: argument}).value(node)
    except MeaningError:
        return None


def _is_number(key: str) -> bool:
    return len(key) == 1 and key.islower() and may_be_a_number(tree.Name(key))
