"""What each notation is as an expression in arrays."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import singledispatch
from typing import Final

from symnn.documents.judging.open_arrays import derivatives
from symnn.documents.judging.open_arrays.entrywise import called, exponential, primed, rectified
from symnn.documents.judging.open_arrays.heads import head_of
from symnn.documents.judging.open_arrays.reading import Reading, is_nabla
from symnn.documents.judging.open_arrays.sizes import ONE, SCALAR, UnreadError
from symnn.documents.judging.open_arrays.spaces import size_of
from symnn.documents.judging.open_arrays.terms import Term, number
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key

_LARGEST_POWER: Final = 6
_TIMES: Final = frozenset({"", "·", "⋅", "*", "×"})


@singledispatch
def read(node: tree.Node, to: Reading) -> Term:
    """A node as an expression.

    Raises:
        UnreadError: it is none that is read.
        MisfitError: its sizes do not fit.
    """
    if isinstance(node, tree.BigOperator):
        from symnn.documents.judging.open_arrays.totals import total

        return total(node, to)
    raise UnreadError(f"this notation ({type(node).__name__}) is not read with arrays")


@read.register
def _number(node: tree.Number, to: Reading) -> Term:
    del to
    return number(node.value)


@read.register
def _name(node: tree.Name, to: Reading) -> Term:
    if node.base == "nabla":
        raise UnreadError("∇ of nothing")
    return to.name(node)


@read.register(tree.Prime)
@read.register(tree.Mark)
def _marked(node: tree.Node, to: Reading) -> Term:
    return to.name(node)


@read.register
def _sum(node: tree.Sum, to: Reading) -> Term:
    return to.add([to.read(term) for term in node.terms])


@read.register
def _neg(node: tree.Neg, to: Reading) -> Term:
    return to.multiply(number(Fraction(-1)), to.read(node.operand))


@read.register
def _transpose(node: tree.Transpose, to: Reading) -> Term:
    return to.transpose(to.read(node.operand))


@read.register
def _quotient(node: tree.Quotient, to: Reading) -> Term:
    if node.ambiguous:
        raise UnreadError("the extent of a denominator is unclear")
    below = to.read(node.denominator)
    if to.sizes.shape(below.shape) != SCALAR:
        raise UnreadError("a division by an array")
    return to.multiply(Term("inverse", SCALAR, (below,)), to.read(node.numerator))


@read.register
def _group(node: tree.Group, to: Reading) -> Term:
    if node.fence == "⟨⟩" and len(node.items) == 2:
        return to.dot(*(to.read(item) for item in node.items))
    if len(node.items) == 1 and node.fence in ("()", "[]", "{}", ""):
        return to.read(node.items[0])
    if node.fence == "[]" and node.items:
        cells = [to.read(item) for item in node.items]
        marks = set(node.separators)
        if marks <= {",", ""}:
            return to.blocks([cells])
        if marks == {";"}:
            return to.blocks([[cell] for cell in cells])
    raise UnreadError("a list is not read with arrays")


@read.register
def _matrix(node: tree.Matrix, to: Reading) -> Term:
    if node.fence == "||":
        raise UnreadError("a determinant that is written out is not read with arrays")
    if len({len(row) for row in node.rows}) != 1:
        raise UnreadError("rows of several lengths")
    one = len(node.rows) == len(node.rows[0]) == 1
    cells = [[_cell(cell, to, lone=one) for cell in row] for row in node.rows]
    return to.blocks(cells)


def _cell(node: tree.Node, to: Reading, lone: bool) -> Term:
    """A cell; a 0 in it may be a block of zeros."""
    zero = isinstance(node, tree.Number) and node.value == 0
    if zero and not lone:
        return Term("zeros", (to.sizes.unknown(), to.sizes.unknown()))
    return to.read(node)


@read.register
def _product(node: tree.Product, to: Reading) -> Term:
    known = _function_by_letters(node, to)
    if known is not None:
        return known
    first = node.factors[0]
    if _begins_with_nabla(first) or isinstance(first, tree.Derivative):
        return _derived(node, to)
    parts = _groups(node)
    if len(parts) == 1:
        return _chain(parts[0][1], to)
    found: Term | None = None
    for operator, factors in parts:
        right = _chain(factors, to)
        if found is None:
            found = right
            continue
        if any(len([n for _, n in f if not isinstance(n, tree.Number)]) > 1 for _, f in parts):
            raise UnreadError("which of the products comes first is not known")
        found = to.kronecker(found, right) if operator == "⊗" else to.hadamard(found, right)
    if found is None:
        raise UnreadError("an empty product")
    return found


def _groups(node: tree.Product) -> list[tuple[str, list[tuple[str, tree.Node]]]]:
    """The factors between ⊗ and ⊙, each with the sign before it."""
    found: list[tuple[str, list[tuple[str, tree.Node]]]] = [("", [("", node.factors[0])])]
    for operator, factor in zip(node.operators, node.factors[1:], strict=True):
        if operator in ("⊗", "⊙", "∘"):
            found.append(("⊗" if operator == "⊗" else "⊙", [("", factor)]))
        elif operator in _TIMES:
            found[-1][1].append((operator, factor))
        else:
            raise UnreadError(f"the operator {operator} is not read with arrays")
    return found


def _chain(factors: Sequence[tuple[str, tree.Node]], to: Reading) -> Term:
    """Matrix products from the left to the right; dX and f[x] are one factor each."""
    found: Term | None = None
    place = 0
    while place < len(factors):
        operator, node = factors[place]
        rest = [factor for _, factor in factors[place:]]
        function = _with_square_brackets(rest, to)
        if function is not None:
            count, part = function
        elif to.is_differential(node) and len(rest) > 1:
            count, part = 2, _differential(rest[1], to)
        else:
            count, part = 1, to.read(node)
        place += count
        if found is None:
            found = part
        elif operator in ("·", "⋅") and _are_columns(found, part, to):
            found = to.dot(found, part)
        else:
            found = to.multiply(found, part)
    if found is None:
        raise UnreadError("an empty product")
    return found


def _are_columns(one: Term, two: Term, to: Reading) -> bool:
    shapes = [to.sizes.shape(term.shape) for term in (one, two)]
    return all(shape[1] == ONE != shape[0] for shape in shapes)


def _differential(node: tree.Node, to: Reading) -> Term:
    """d before a name or a function; before a power it is not clear how far it goes."""
    if isinstance(node, tree.Power) and not isinstance(node.base, tree.Norm):
        raise UnreadError("how far a differential goes is not clear")
    return to.differential(to.read(node))


def _with_square_brackets(rest: Sequence[tree.Node], to: Reading) -> tuple[int, Term] | None:
    """f[x], and Sa[x] where Sa is two letters: so many factors are one."""
    keys: list[str] = []
    for count, node in enumerate(rest):
        if count and isinstance(node, tree.Group) and node.fence == "[]":
            function = to.function("".join(keys))
            if function is not None:
                return count + 1, called(to, function, node.items)
            if any(to.function("".join(keys[k:])) is not None for k in range(1, count)):
                return None  # those before it are factors of their own
            raise UnreadError("square brackets behind a name are not read with arrays")
        key = name_key(node)
        if key is None:
            return None
        keys.append(key)
    return None


def _function_by_letters(node: tree.Product, to: Reading) -> Term | None:
    found = head_of(node)
    function = None if found is None else to.function(found[0])
    if found is None or function is None:
        return None
    return called(to, function, found[1])


@read.register
def _power(node: tree.Power, to: Reading) -> Term:
    whole = _integer(node.exponent)
    if isinstance(node.base, tree.Norm) and whole == 2:
        return Term("squares", SCALAR, (_normed(node.base, to),))
    if node.ambiguous:
        raise UnreadError("the extent of a power is unclear")
    if tree.key(node.base) == "e" and "e" not in to.memory.shapes and to.scope("e") is None:
        return exponential(to, node.exponent)
    base = to.read(node.base)
    number_ = to.sizes.shape(base.shape) == SCALAR
    if whole is not None and abs(whole) <= _LARGEST_POWER:
        if not number_ and ONE in to.sizes.shape(base.shape):
            raise UnreadError("the power of a vector may be its square")
        to.square(base)
        if whole == -1:
            return Term("inverse", base.shape, (base,))
        return Term("power", base.shape, (base,), whole)
    if _is_minus_transpose(node.exponent):
        to.square(base)
        return to.transpose(Term("inverse", base.shape, (base,)))
    if number_ and isinstance(node.exponent, tree.Quotient) and _is_half(node.exponent):
        return Term("apply", SCALAR, (base,), "sqrt")
    if number_ and _is_of_sizes(node.exponent, to):
        return Term("open power", SCALAR, (base,), size_of(node.exponent))
    raise UnreadError("a power with this exponent is not read with arrays")


def _is_of_sizes(node: tree.Node, to: Reading) -> bool:
    keys = {tree.key(n) for n in tree.walk(node) if isinstance(n, tree.Name)}
    return bool(keys) and all(key in to.letters for key in keys)


def _is_half(node: tree.Quotient) -> bool:
    return _integer(node.numerator) == 1 and _integer(node.denominator) == 2


def _integer(node: tree.Node) -> int | None:
    if isinstance(node, tree.Neg):
        inner = _integer(node.operand)
        return None if inner is None else -inner
    if isinstance(node, tree.Number) and node.value.denominator == 1:
        return int(node.value)
    return None


def _is_minus_transpose(node: tree.Node) -> bool:
    inner = node.operand if isinstance(node, tree.Neg) else None
    return isinstance(inner, tree.Name) and inner.base in ("T", "top", "intercal")


def _normed(node: tree.Norm, to: Reading) -> Term:
    inner = to.read(node.operand)
    mark = None if node.subscript is None else tree.index_key(node.subscript)
    vector = ONE in to.sizes.shape(inner.shape)
    if mark not in ((None, "2", "F") if vector else (None, "F")):
        raise UnreadError(f"the norm with the mark {mark} is not read with arrays")
    return inner


@read.register
def _norm(node: tree.Norm, to: Reading) -> Term:
    return Term("apply", SCALAR, (Term("squares", SCALAR, (_normed(node, to),)),), "sqrt")


@read.register
def _abs(node: tree.Abs, to: Reading) -> Term:
    inner = to.read(node.operand)
    if to.sizes.shape(inner.shape) == SCALAR:
        return Term("apply", SCALAR, (Term("power", SCALAR, (inner,), 2),), "sqrt")
    if ONE in to.sizes.shape(inner.shape):
        raise UnreadError("an absolute value of an array")
    to.square(inner)
    return Term("det", SCALAR, (inner,))


@read.register
def _root(node: tree.Root, to: Reading) -> Term:
    inner = to.read(node.radicand)
    if node.degree is not None or to.sizes.shape(inner.shape) != SCALAR:
        raise UnreadError("this root is not read with arrays")
    return Term("apply", SCALAR, (inner,), "sqrt")


@read.register
def _apply(node: tree.Apply, to: Reading) -> Term:
    if node.ambiguous:
        raise UnreadError("the extent of a function is unclear")
    argument = node.argument
    if isinstance(node.function, tree.Prime) and node.power is None:
        return primed(to, node.function, argument)
    key = name_key(node.function)
    function = None if key is None else to.function(key)
    items = argument.items if isinstance(argument, tree.Group) else (argument,)
    if function is not None:
        found = called(to, function, items)
    elif tree.key(node.function) == "max" and len(items) == 2:
        found = rectified(to, items)
    elif len(items) != 1:
        raise UnreadError("a function of several arguments is not read with arrays")
    else:
        plain = tree.key(node.function) or ""
        found = to.usual(plain, to.read(argument if len(items) != 1 else items[0]))
    if node.power is None:
        return found
    whole = _integer(node.power)
    if whole is None or not 1 <= whole <= _LARGEST_POWER or found.shape != SCALAR:
        raise UnreadError("a power of a function is not read with arrays")
    return Term("power", SCALAR, (found,), whole)


@read.register
def _call(node: tree.Call, to: Reading) -> Term:
    """f(x): a differential, a gradient, a function of the document, or a usual one."""
    head, items = node.head, node.arguments.items
    if to.is_differential(head) and len(items) == 1:
        return to.differential(to.read(items[0]))
    if is_nabla(head):
        return derivatives.gradient(to, head, tree.Group("()", tuple(items)))
    if isinstance(head, tree.Prime):
        return primed(to, head, node.arguments)
    key = name_key(head)
    function = None if key is None else to.function(key)
    if function is not None:
        return called(to, function, items)
    plain = tree.key(head) or ""
    if len(items) == 1:
        return to.usual(plain, to.read(items[0]))
    raise UnreadError(f"{plain} of several arguments is not known")


# --- derivatives ----------------------------------------------------------------------


def _begins_with_nabla(node: tree.Node) -> bool:
    return is_nabla(node.base if isinstance(node, tree.Power) else node)


def _derived(node: tree.Product, to: Reading) -> Term:
    """∇ or d/dx before what it derives, which is all that follows."""
    first, rest = node.factors[0], node.factors[1:]
    if isinstance(first, tree.Derivative) and first.operand is not None:
        if len(rest) and first.span != tree.NOWHERE and _is_before(first):
            raise UnreadError("how far a derivative goes is not clear")
        return _chain([("", factor) for factor in node.factors], to)
    if len(rest) > 1 and not all(op == "" for op in node.operators):
        raise UnreadError("how far a derivative goes is not clear")
    inner = rest[0] if len(rest) == 1 else tree.Product(tuple(rest), node.operators[1:])
    if isinstance(first, tree.Derivative):
        return _slope(inner, first, to)
    if isinstance(first, tree.Power):
        below = first.base.subscript if isinstance(first.base, tree.Name) else None
        if _integer(first.exponent) != 2:
            raise UnreadError("a derivative of this order is not read")
        return derivatives.hessian(to, inner, below)
    return derivatives.gradient(to, first, inner)


def _is_before(node: tree.Derivative) -> bool:
    inner = node.operand
    return inner is not None and inner.span.start >= max(v.span.end for v in node.variables)


@read.register
def _derivative(node: tree.Derivative, to: Reading) -> Term:
    if node.operand is None:
        raise UnreadError("a derivative of nothing")
    return _slope(node.operand, node, to)


def _slope(operand: tree.Node, node: tree.Derivative, to: Reading) -> Term:
    keys = [name_key(v.operand if isinstance(v, tree.Transpose) else v) for v in node.variables]
    if node.orders == (1,):
        return derivatives.slope(to, operand, node.variables[0])
    if len(set(keys)) == 1 and sum(node.orders) == 2:
        first = node.variables[0]
        return derivatives.hessian(
            to, operand, first.operand if isinstance(first, tree.Transpose) else first
        )
    raise UnreadError("a higher or mixed derivative is not read with arrays")
