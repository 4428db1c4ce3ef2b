"""Functions that keep the shape of an array: for sizes alone, softmax(Q Kᵀ) is Q Kᵀ."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.matrices.statement import Known
from symnn.latex.meaning.scope import Scope

#: So many definitions are put in, one within the other.
_DEEPEST: Final = 3
#: Functions of each entry, or of each row, by name.
KEEPING: Final = frozenset(
    {"softmax", "Softmax", "logsoftmax", "LayerNorm", "layernorm", "BatchNorm", "LN", "BN"}
    | {"gelu", "GELU", "softplus", "silu", "SiLU", "swish", "elu", "ELU", "Dropout", "dropout"}
    | {"relu", "ReLU", "tanh", "sigmoid", "sgn", "sign", "LeakyReLU", "mask", "Mask"}
)
#: Letters of activations that a document leaves open.
LETTERS: Final = frozenset({"phi", "varphi", "sigma", "rho"})
#: Letters of activations, and as well of functions that give something else.
ANY_LETTERS: Final = frozenset({"psi", "g", "h", "a", "f"}) | LETTERS


def without_kept_shapes(node: tree.Node) -> tree.Node:
    """The expression without the functions that keep the shape of what they are applied to.

    >>> x = tree.Name("X")
    >>> without_kept_shapes(tree.Call(tree.Name("softmax"), tree.Group("()", (x,)))) == x
    True
    """
    node = tree.map_children(node, without_kept_shapes)
    if isinstance(node, tree.Apply) and node.power is None and not node.ambiguous:
        return _argument(node.function, node.argument, node)
    if isinstance(node, tree.Call):
        return _argument(node.head, node.arguments, node)
    return node


def _argument(head: tree.Node, argument: tree.Node, whole: tree.Node) -> tree.Node:
    name = head if isinstance(head, tree.Name) else None
    if name is None or name.base not in KEEPING:
        return whole
    if isinstance(argument, tree.Group) and argument.fence in ("()", "[]", ""):
        return argument.items[0] if len(argument.items) == 1 else whole
    return argument


def with_bodies(
    node: tree.Node, scope: Scope, depth: int = 0, letters: frozenset[str] = LETTERS
) -> tree.Node:
    """The expression with the formulas of the functions in it: f(X) as X W + b.

    Functions without a formula whose name is one of some letters are activations.
    """
    if depth >= _DEEPEST:
        return node
    if isinstance(node, tree.Call):
        head, items = node.head, node.arguments.items
    elif isinstance(node, tree.Apply) and node.power is None and not node.ambiguous:
        head, argument = node.function, node.argument
        items = argument.items if isinstance(argument, tree.Group) else (argument,)
    else:
        return tree.map_children(node, lambda part: with_bodies(part, scope, depth, letters))
    known = scope.latest(tree.key(head) or "") if isinstance(head, tree.Name) else None
    if known is None and _is_activation(head, items, scope, letters):
        return with_bodies(items[0], scope, depth, letters)
    if known is None or known.parameters is None or len(known.parameters) != len(items):
        return tree.map_children(node, lambda part: with_bodies(part, scope, depth, letters))
    if is_of_each_entry(known.parameters, known.body):
        (item,) = items
        return with_bodies(item, scope, depth, letters)
    put = dict(zip(known.parameters, items, strict=True))

    def visit(part: tree.Node) -> tree.Node:
        key = tree.key(part) if isinstance(part, tree.Name) else None
        return put[key] if key in put else tree.map_children(part, visit)

    body = known.body
    if isinstance(body, (tree.Unreadable, tree.Empty, tree.Cases)):
        return node
    return with_bodies(visit(body), scope, depth + 1, letters)


def _is_activation(
    head: tree.Node, items: tuple[tree.Node, ...], scope: Scope, letters: frozenset[str]
) -> bool:
    """An unknown φ of W x + b, or of a z that was given as such: it acts on each entry."""
    if not isinstance(head, tree.Name) or head.base not in letters or len(items) != 1:
        return False
    (item,) = items
    known = scope.latest(tree.key(item) or "") if isinstance(item, tree.Name) else None
    whole = item if known is None or known.parameters is not None else known.body
    terms = whole.terms if isinstance(whole, tree.Sum) else (whole,)
    products = [term for term in terms if isinstance(term, tree.Product)]
    return any(_is_matrix(factor) for term in products for factor in term.factors)


def _is_matrix(node: tree.Node) -> bool:
    base = node.operand if isinstance(node, tree.Transpose) else node
    base = base.base if isinstance(base, tree.Power) else base
    return isinstance(base, tree.Name) and len(base.base) == 1 and base.base.isupper()


def is_of_each_entry(parameters: tuple[str, ...], body: tree.Node) -> bool:
    """Whether a function is one of a number, which is applied to each entry of an array.

    Its formula applies a function, divides or tells cases apart, and holds lower-case letters only.
    """
    while isinstance(body, tree.Group) and len(body.items) == 1:
        (body,) = body.items
    if isinstance(body, tree.Group):
        return False  # (f(x), f(-x)) has more entries than x
    parts = list(tree.walk(body))
    names = [part for part in parts if isinstance(part, tree.Name)]
    arrays = (tree.Transpose, tree.Matrix, tree.Norm, tree.BigOperator, tree.Indexed)
    if len(parameters) != 1 or any(isinstance(part, arrays) for part in parts):
        return False
    if any(n.font == "bold" or (len(n.base) == 1 and n.base.isupper()) for n in names):
        return False
    marks = (tree.Apply, tree.Quotient, tree.Cases, tree.Abs)
    powers = (p for p in parts if isinstance(p, tree.Power))
    return any(isinstance(part, marks) for part in parts) or any(
        tree.key(power.base) == "e" for power in powers
    )


def has_columns_beside_columns(node: tree.Node, known: Known) -> bool:
    """Whether two vectors of other sizes are multiplied as they are: uv, which is no uv^T."""
    for part in tree.walk(node):
        factors = part.factors if isinstance(part, tree.Product) else ()
        for one, two in pairwise(factors):
            keys = {name_key(one), name_key(two)}
            shapes = {known.shapes.get(key) for key in keys if key in known.vectors}
            if keys <= known.vectors and len(shapes) > 1:
                return True
    return False
