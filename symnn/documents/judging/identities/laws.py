r"""Laws of activations: \sigma(-x) = 1 - \sigma(x), \log\sigma(x) = -\zeta(-x).

An activation at an argument, or the logarithm of one, that is set equal to a compound of functions
of the same letters, with no letter outside them, is stated as an identity: nobody solves it.
"""

from __future__ import annotations

from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.exact.expression import free_symbols, rational, substitute
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.families import member
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Scalar, Value

_ACTIVATIONS: Final = frozenset(
    {"sigmoid", "tanh", "relu", "softplus", "silu", "gelu", "softmax", "hard_tanh", "relu6"}
)
_WORD: Final = 3
_TWO: Final = 2
_LOGARITHMS: Final = frozenset({"log", "ln"})


def is_law(left: tree.Node, right: tree.Node, view: Reader) -> bool:
    """Whether the sides are such a law, be it true or false."""
    inner = _of_logarithm(left)
    if inner is not None:
        within, beside = _inside_and_outside(inner, view)
        return bool(within) and not beside and _is_compound(right, inner, view)
    if _is_between_activations(left, right, view):
        return True
    if not is_activation(left, view) or is_activation(right, view):
        return False
    inside, outside = _inside_and_outside(right, view)
    first, _ = _inside_and_outside(left, view)
    return bool(first) and first == inside and not outside


def _is_between_activations(left: tree.Node, right: tree.Node, view: Reader) -> bool:
    r"""Whether both sides are products or powers with activations of the letters that they hold.

    So is x\sigma(-x) = \sigma(x)^2, but neither \sigma(x) = \tanh(x) nor x\tanh(x) = 1.
    """
    if not all(isinstance(side, (tree.Product, tree.Power)) for side in (left, right)):
        return False
    found = [_inside_and_outside(side, view) for side in (left, right)]
    (first, beside), (second, besides) = found
    return bool(first) and first == second and beside | besides <= first


def is_of_functions(left: tree.Node, right: tree.Node, view: Reader) -> bool:
    """Whether a quotient of functions of the same letters is set equal to a formula in them.

    S(k, C, D)/R(k, C, D) = 1/D + 1/k^2 of functions that were given in two letters or more; where
    one letter is all they have, such an equation may be one to solve.
    """
    if not isinstance(left, tree.Quotient) or isinstance(right, (tree.Number, tree.Name)):
        return False
    arguments = [_own_letters(part, view) for part in (left.numerator, left.denominator)]
    used = {tree.key(n) for n in tree.walk(right) if isinstance(n, tree.Name)}
    same = bool(arguments[0]) and arguments[0] == arguments[1]
    return same and len(used) >= _TWO and used <= set(arguments[0])


def _own_letters(node: tree.Node, view: Reader) -> tuple[str | None, ...]:
    """The letters of a function at its own parameters, two or more; none for anything else."""
    key = tree.key(node.head) if isinstance(node, tree.Call) else None
    known = view.scope.lookup(key, view.version) if key is not None else None
    if known is None or not isinstance(node, tree.Call) or len(known.parameters or ()) < _TWO:
        return ()
    own = tuple(tree.key(item) for item in node.arguments.items)
    return own if own == known.parameters else ()


def is_off_by_number(
    left: tree.Node, right: tree.Node, values: tuple[Value, Value], view: Reader
) -> bool:
    """Whether both sides are polynomials of degree 2 or more that differ by a number other than 0.

    Nobody has to solve (n + 1)n + n = (n + 1)^2.
    """
    a, b = values
    if not (isinstance(a, Scalar) and isinstance(b, Scalar)):
        return False
    names = _letters(left, view)
    if (
        not names
        or names != _letters(right, view)
        or not (_is_polynomial(left) and _is_polynomial(right))
    ):
        return False
    if not (_multiplies_out(left) or _multiplies_out(right)):
        return False
    apart = a.expr - b.expr
    at_zero = substitute(apart, dict.fromkeys(free_symbols(apart), rational(0)))
    same = decide(Claim(Atomic("=", apart, at_zero)), seconds=1)
    return same.proved and decide(Claim(Atomic("=", at_zero, rational(0))), seconds=1).refuted


def _is_polynomial(node: tree.Node) -> bool:
    """Whether it is a polynomial in letters."""
    parts = list(tree.walk(node))
    kinds = (tree.Sum, tree.Product, tree.Power, tree.Neg, tree.Name, tree.Number, tree.Group)
    if not all(isinstance(part, kinds) for part in parts):
        return False
    powers = (p for p in parts if isinstance(p, tree.Power))
    return all(isinstance(p.exponent, tree.Number) for p in powers)


def _multiplies_out(node: tree.Node) -> bool:
    """Whether it holds a sum in brackets times a letter, or to a power."""
    for part in tree.walk(node):
        factors = part.factors if isinstance(part, tree.Product) else ()
        if isinstance(part, tree.Power):
            factors = (part.base, part.base)
        others = [f for f in factors if not isinstance(f, tree.Number)]
        if len(others) > 1 and any(isinstance(f, tree.Group) for f in others):
            return True
    return False


def _of_logarithm(node: tree.Node) -> tree.Node | None:
    """What the logarithm is taken of, if a side is plus or minus one."""
    if isinstance(node, tree.Neg):
        node = node.operand
    if not isinstance(node, tree.Apply) or node.power is not None or node.ambiguous:
        return None
    function, inner = node.function, node.argument
    if not isinstance(function, tree.Name) or function.base not in _LOGARITHMS:
        return None
    while isinstance(inner, tree.Group) and len(inner.items) == 1:
        (inner,) = inner.items
    return inner


def _is_compound(node: tree.Node, inner: tree.Node, view: Reader) -> bool:
    """Whether it is made from the letters of an activation, with functions or exponentials."""
    if _letters(node, view) != _letters(inner, view):
        return False
    return any(_is_function(part, view) for part in tree.walk(node))


def _is_function(node: tree.Node, view: Reader) -> bool:
    if isinstance(node, tree.Power):
        return tree.key(node.base) == "e"
    if isinstance(node, tree.Apply) and tree.key(node.function) == "exp":
        return True
    head = node.head if isinstance(node, tree.Call) else getattr(node, "function", None)
    known = None if head is None else view.scope.latest(tree.key(head) or "")
    return is_activation(node, view) or (known is not None and known.parameters is not None)


def _letters(node: tree.Node, view: Reader) -> set[str]:
    """The letters in it that are no names of functions."""
    names = [n for n in tree.walk(node) if isinstance(n, tree.Name) and n.base not in SPELLINGS]
    keys = {tree.key(n) or "" for n in names} - {"e", "pi"}
    known = {key: view.scope.latest(key) for key in keys}
    return {key for key, k in known.items() if k is None or k.parameters is None}


def is_activation(node: tree.Node, view: Reader) -> bool:
    """Whether a node applies a function that networks use, by its own name."""
    if isinstance(node, tree.Apply) and node.power is None and not node.ambiguous:
        head = node.function
    elif isinstance(node, tree.Call):
        head = node.head
    else:
        return False
    if not isinstance(head, tree.Name):
        return False
    known = view.scope.latest(tree.key(head) or "")
    if known is None:
        return SPELLINGS.get(head.base) in _ACTIVATIONS
    named = head.base == "sigma" or len(head.base) >= _WORD
    return known.parameters is not None and named and head.base not in _GREEK


_GREEK: Final = frozenset({"phi", "varphi", "psi", "rho", "theta", "eta", "beta", "zeta", "alpha"})


def _inside_and_outside(node: tree.Node, view: Reader) -> tuple[set[str], set[str]]:
    """The letters in arguments of activations, and those that stand elsewhere."""
    inside: set[str] = set()
    outside: set[str] = set()
    stack = [(node, False)]
    while stack:
        part, within = stack.pop()
        if isinstance(part, tree.Name) and part.base not in SPELLINGS:
            key = tree.key(part) or ""
            if key not in ("e", "pi"):
                (inside if within else outside).add(key)
            continue
        applied = is_activation(part, view)
        heads = (getattr(part, "head", None), getattr(part, "function", None))
        below = [c for c in tree.children(part) if not (applied and c in heads)]
        stack.extend((child, within or applied) for child in below)
    return inside, outside


# --- between arrays -------------------------------------------------------------------


def is_between_arrays(
    left: tree.Node, right: tree.Node, values: tuple[Value, Value], view: Reader
) -> bool:
    r"""Whether arrays of the document are said to agree: R(a)R(b) = R(a + b), R_m^T R_n = R_{n-m}.

    Args:
        left, right: the sides.
        values: what they stand for.
        view: the reader that gave the values.
    """
    first, second = values
    if not isinstance(first, Array) or not isinstance(second, Array):
        return False
    cells = [list(value.cells()) for value in (first, second)]
    letters = [free_symbols(*(cell.expr for cell in row)) for row in cells]
    if min(map(len, cells)) < 2 or letters[0] != letters[1]:
        return False
    return all(_is_of_given_arrays(side, view) for side in (left, right))


def _is_of_given_arrays(node: tree.Node, view: Reader) -> bool:
    """A product, transposes or inverses of functions, or members of families, that are given."""
    if isinstance(node, tree.Product):
        return all(_is_of_given_arrays(part, view) for part in node.factors)
    if isinstance(node, tree.Group) and node.fence == "()" and len(node.items) == 1:
        return _is_of_given_arrays(node.items[0], view)
    if isinstance(node, tree.Transpose):
        return _is_of_given_arrays(node.operand, view)
    if isinstance(node, tree.Power):
        return _is_of_given_arrays(node.base, view)
    if isinstance(node, tree.Call):
        known = view.scope.latest(tree.key(node.head) or "")
        return known is not None and bool(known.parameters)
    if not isinstance(node, tree.Name) or node.subscript is None:
        return False
    families = view.scope.families.get(node.base, {})
    return tree.key(node) in families or member(node, view.scope) is not None
