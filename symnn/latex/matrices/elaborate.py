"""From a syntax tree to an expression in matrices, with the sizes that it needs."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import singledispatch
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.matrices import draft as make
from symnn.latex.matrices.context import NUMERATOR, ROWS, Context
from symnn.latex.matrices.draft import Draft
from symnn.latex.matrices.names import FUNCTIONS, is_filled, is_identity, name_key, plain_name
from symnn.latex.matrices.sizes import NUMBER, ONE, SizesError, UnreadError

LARGEST_POWER: Final = 6
_TRACES: Final = frozenset({"tr", "Tr", "trace"})
_SAME: Final = ("", "·", "*", "×")


@singledispatch
def read(node: tree.Node, context: Context) -> Draft:
    """What a node is as an expression in matrices.

    Raises:
        UnreadError: it is none that is read.
        SizesError: its sizes do not fit.
    """
    del context
    raise UnreadError(f"this notation ({type(node).__name__}) is not read with matrices")


@read.register
def _number(node: tree.Number, context: Context) -> Draft:
    del context
    return make.number(node.value)


@read.register
def _sum(node: tree.Sum, context: Context) -> Draft:
    return make.add(context.sizes, [read(term, context) for term in node.terms])


@read.register
def _neg(node: tree.Neg, context: Context) -> Draft:
    return make.negative(read(node.operand, context))


@read.register
def _transpose(node: tree.Transpose, context: Context) -> Draft:
    return make.transpose(read(node.operand, context))


@read.register
def _quotient(node: tree.Quotient, context: Context) -> Draft:
    if node.ambiguous:
        raise UnreadError("the extent of a denominator is unclear")
    below = read(node.denominator, context)
    if below.shape != NUMBER:
        raise SizesError("a division by what is no number")
    return make.scale(make.inverse(context.sizes, below), read(node.numerator, context))


@read.register
def _group(node: tree.Group, context: Context) -> Draft:
    if node.fence == "⟨⟩" and len(node.items) == 2:
        left, right = (read(item, context) for item in node.items)
        return make.dot(context.sizes, left, right)
    if len(node.items) != 1 or node.fence not in ("()", "[]", "{}"):
        raise UnreadError("a list is not read with matrices")
    return read(node.items[0], context)


@read.register
def _product(node: tree.Product, context: Context) -> Draft:
    head = node.factors[0]
    if _is_operator(head) and isinstance(head, tree.Derivative) and head.operand is not None:
        whole = tree.Product((head.operand, *node.factors[1:]), node.operators)
        return _derivative(replace(head, operand=whole, span=tree.NOWHERE), context)
    if is_nabla(head):
        _check_extent(node, context)
        rest = tree.Product(node.factors[1:], node.operators[1:])
        return _gradient(head, rest if len(node.factors) > 2 else node.factors[1], context)
    _check_brackets(node)
    found = read(head, context)
    pairs = zip(node.operators, node.factors[1:], strict=True)
    for place, (operator, factor) in enumerate(pairs):
        if is_nabla(factor):
            rest = tree.Product(node.factors[place + 1 :], node.operators[place + 1 :])
            return make.multiply(context.sizes, found, read(rest, context))
        found = _times(context, found, operator, read(factor, context))
    return found


def _check_brackets(node: tree.Product) -> None:
    """E[X], Var[X] and a[z] are no products; square brackets behind a name are not read."""
    for before, after in zip(node.factors, node.factors[1:], strict=False):
        if isinstance(after, tree.Group) and after.fence == "[]" and tree.key(before) is not None:
            raise UnreadError("square brackets behind a name are not read with matrices")


def _is_operator(node: tree.Node) -> bool:
    """Whether a derivative is written before what it derives, which then goes on to the end."""
    inner = node.operand if isinstance(node, tree.Derivative) else None
    if inner is None or not isinstance(node, tree.Derivative) or node.span == tree.NOWHERE:
        return False
    return inner.span.start >= max(v.span.end for v in node.variables)


def _check_extent(node: tree.Product, context: Context) -> None:
    """The gradient of a number, transposed, times a vector is no gradient of the product."""
    first = node.factors[1]
    if len(node.factors) > 2 and isinstance(first, tree.Transpose):
        inner = read(first.operand, context)
        if inner.shape == NUMBER:
            raise UnreadError("the extent of a gradient is unclear")


def _times(context: Context, left: Draft, operator: str, right: Draft) -> Draft:
    sizes = context.sizes
    if operator in ("⊙", "∘"):
        return make.hadamard(sizes, left, right)
    vectors = all(ONE in s.shape and s.shape != NUMBER for s in (left, right))
    if operator == "·" and vectors and left.shape[0] == right.shape[0] == ONE:
        return make.dot(sizes, left, right)
    if operator == "·" and vectors and left.shape[1] == right.shape[1] == ONE:
        return make.dot(sizes, left, right)
    if operator not in _SAME:
        raise UnreadError(f"the operator {operator} is not read with matrices")
    return make.multiply(sizes, left, right)


@read.register
def _power(node: tree.Power, context: Context) -> Draft:
    exponent = _integer(node.exponent)
    if isinstance(node.base, tree.Norm) and exponent == 2:
        return make.squared_norm(_normed(node.base, context))
    if node.ambiguous:
        raise UnreadError("the extent of a power is unclear")
    base = read(node.base, context)
    if exponent is not None and abs(exponent) <= LARGEST_POWER:
        return make.power(context.sizes, base, exponent)
    if _is_minus_transpose(node.exponent):
        return make.transpose(make.inverse(context.sizes, base))
    letter = name_key(node.exponent)
    if letter in context.letters and base.shape == NUMBER:
        return Draft("power", (base, str(letter)), NUMBER)
    raise UnreadError("a power with this exponent is not read with matrices")


def _integer(node: tree.Node) -> int | None:
    sign = 1
    if isinstance(node, tree.Neg):
        node, sign = node.operand, -1
    if isinstance(node, tree.Number) and node.value.denominator == 1:
        return sign * int(node.value)
    return None


def _is_minus_transpose(node: tree.Node) -> bool:
    inner = node.operand if isinstance(node, tree.Neg) else None
    return isinstance(inner, tree.Name) and inner.base in ("T", "top", "intercal")


def _normed(node: tree.Norm, context: Context) -> Draft:
    """What stands in a norm that is the root of the sum of all squares."""
    inner = read(node.operand, context)
    mark = None if node.subscript is None else tree.index_key(node.subscript)
    vector = ONE in inner.shape
    if mark not in (None, "2", "F") or (mark == "F" and vector):
        raise UnreadError(f"the norm with the mark {mark} is not read with matrices")
    if not vector and mark != "F":
        context.notes["‖·‖ of a matrix is its Frobenius norm"] = None
    return inner


@read.register
def _norm(node: tree.Norm, context: Context) -> Draft:
    return Draft("f", ("sqrt", make.squared_norm(_normed(node, context))), NUMBER)


@read.register
def _abs(node: tree.Abs, context: Context) -> Draft:
    inner = read(node.operand, context)
    if ONE in inner.shape:
        raise UnreadError("an absolute value is not read with matrices")
    return make.of_square(context.sizes, "det", inner)


@read.register
def _root(node: tree.Root, context: Context) -> Draft:
    inner = read(node.radicand, context)
    if node.degree is not None or inner.shape != NUMBER:
        raise UnreadError("this root is not read with matrices")
    return Draft("f", ("sqrt", inner), NUMBER)


@read.register
def _apply(node: tree.Apply, context: Context) -> Draft:
    name = tree.key(node.function) or ""
    argument = node.argument
    if node.power is not None or node.ambiguous:
        raise UnreadError("the extent of a function is unclear")
    if isinstance(argument, tree.Group) and len(argument.items) != 1:
        raise UnreadError("a function of several arguments is not read with matrices")
    if isinstance(argument, tree.Abs) and FUNCTIONS.get(name) == "log":
        return _log_of_size(read(argument.operand, context), context)
    return _applied(name, read(argument, context), context)


def _log_of_size(inner: Draft, context: Context) -> Draft:
    """ln |det X| as half of the logarithm of (det X)²; |X| is a determinant by itself."""
    size = inner if inner.shape == NUMBER else make.of_square(context.sizes, "det", inner)
    if size.kind != "det":
        raise UnreadError("an absolute value is not read with matrices")
    if inner.shape != NUMBER:
        return Draft("f", ("log", size), NUMBER)
    squared = Draft("f", ("log", make.power(context.sizes, size, 2)), NUMBER)
    return make.scale(make.number(Fraction(1, 2)), squared)


def _applied(name: str, inner: Draft, context: Context) -> Draft:
    if name in _TRACES:
        return make.of_square(context.sizes, "trace", inner)
    if name == "det":
        return make.of_square(context.sizes, "det", inner)
    if name in ("diag", "Diag"):
        if inner.shape[1] == ONE:
            return Draft("diag", (inner,), (inner.shape[0], inner.shape[0]))
        make.square(context.sizes, inner)
        return Draft("diagonal", (inner,), (inner.shape[0], ONE))
    function = FUNCTIONS.get(name.rstrip("'"))
    if function is None or (function in ("exp", "log") and inner.shape != NUMBER):
        raise UnreadError(f"the function {name} is not read with matrices")
    primes = name[len(name.rstrip("'")) :]
    return Draft("f", (function + primes, inner), inner.shape)


@read.register
def _call(node: tree.Call, context: Context) -> Draft:
    if is_nabla(node.head):
        return _gradient(node.head, node.arguments, context)
    key, items = name_key(node.head), node.arguments.items
    if key is None or len(items) != 1:
        raise UnreadError("a function of several arguments is not read with matrices")
    if key in context.moving and name_key(items[0]) == context.moving[key]:
        return read(node.head, context)
    plain = tree.key(node.head) or ""
    if context.body(key) is not None and tree.key(items[0]) is not None:
        body = _looked_up(key, context)
        if name_key(items[0]) in body.names():
            return body
    if plain.rstrip("'") in FUNCTIONS and not isinstance(context.sorts.get(key, ""), tuple):
        return _applied(plain, read(items[0], context), context)
    raise UnreadError(f"{plain} of something is not read with matrices")


@read.register
def _big(node: tree.BigOperator, context: Context) -> Draft:
    if node.operator != "sum" or not context.sums:
        raise UnreadError(f"this notation ({type(node).__name__}) is not read with matrices")
    inner = read(node.body, context)
    return Draft("sum", (inner,), inner.shape)


# --- names ----------------------------------------------------------------------------


@read.register
def _name(node: tree.Name, context: Context) -> Draft:
    key = name_key(node) or ""
    if key in context.sorts and not isinstance(context.sorts[key], str):
        return _looked_up(key, context)
    if is_identity(node):
        size = _below(node, context)
        return Draft("identity", (size,), (size, size))
    if is_filled(node):
        size = _below(node, context)
        kind = "ones" if node.base == "1" else "zero"
        return Draft(kind, (size, ONE), (size, ONE))
    if key in context.letters:
        return Draft("size", (key,), NUMBER)
    return _looked_up(key, context)


@read.register
def _prime(node: tree.Prime, context: Context) -> Draft:
    return _looked_up(name_key(node) or "", context)


def _looked_up(key: str, context: Context) -> Draft:
    """What a name was defined as, else the name."""
    body = None if key in context.active else context.body(key)
    if body is not None:
        context.expand()
        found = read(context.told_apart(body), context.inside(key))
        if key in context.sorts and not isinstance(context.sorts[key], str):
            context.sizes.fit(found.shape, context.shape_of(key))
        return found
    return context.name(key)


def _below(node: tree.Name, context: Context) -> str:
    """The size in the index of I or 1; unknown without one."""
    if node.subscript is None:
        return context.sizes.unknown()
    return tree.index_key(node.subscript)


# --- derivatives ----------------------------------------------------------------------


def is_nabla(node: tree.Node) -> bool:
    """∇ with the name that it derives by."""
    return isinstance(node, tree.Name) and node.base == "nabla" and node.subscript is not None


def _gradient(head: tree.Node, operand: tree.Node, context: Context) -> Draft:
    by = head.subscript if isinstance(head, tree.Name) else None
    return _slope(operand, by or head, context, of_shape=True)


@read.register
def _derivative(node: tree.Derivative, context: Context) -> Draft:
    if node.operand is None or len(node.variables) != 1 or node.orders != (1,):
        raise UnreadError("a higher or mixed derivative is not read with matrices")
    return _slope(node.operand, node.variables[0], context)


def _slope(operand: tree.Node, by: tree.Node, context: Context, of_shape: bool = False) -> Draft:
    key = name_key(by)
    if key is None:
        raise UnreadError("a derivative by what is no name")
    inner, whole = _derived(operand, key, context)
    if whole is not None:
        return _laid_out(whole, NUMBER, context, of_shape)
    moved = key in inner.names() or any(context.moving.get(n) == key for n in inner.names())
    if not moved:
        raise UnreadError(f"how it depends on {plain_name(key)} is not known")
    shape, variable = inner.shape, context.shape_of(key)
    if NUMBER not in (shape, variable) and not (ONE in shape and ONE in variable):
        raise UnreadError("a derivative with more than two indices is not read")
    if NUMBER in (shape, variable):
        found = Draft("slope", (inner, key), variable if shape == NUMBER else shape)
        return _laid_out(found, shape, context, of_shape)
    sizes = [next(s for s in sh if s != ONE) for sh in (shape, variable)]
    found = Draft("jacobian", (inner, key), (sizes[0], sizes[1]))
    return make.transpose(found) if context.layout == "denominator" else found


def _laid_out(found: Draft, of: tuple[str, str], context: Context, of_shape: bool) -> Draft:
    turned = context.layout == NUMERATOR
    turned = turned or (context.layout == ROWS and context.sizes.shape(found.shape)[1] == ONE)
    if of == NUMBER and turned and not of_shape:
        return make.transpose(found)
    return found


def _derived(operand: tree.Node, by: str, context: Context) -> tuple[Draft, Draft | None]:
    """What is derived; for a number that nothing defines, its derivative as the chain rule says.

    The derivative by the name through which it depends on all others is a free matrix.
    """
    inner = operand
    while isinstance(inner, tree.Group) and len(inner.items) == 1:
        inner = inner.items[0]
    loss = name_key(inner)
    if loss is None or loss not in context.upstream or context.body(loss) is not None:
        return read(inner, context), None
    base = context.upstream[loss]
    base_key = name_key(base) or ""
    through = read(base, context)
    key = f"∂{loss}/∂{base_key}"
    context.shapes.setdefault(key, context.sizes.shape(through.shape))
    free = Draft("name", (key,), context.shapes[key])
    if by == base_key:
        return free, free
    return make.total(make.hadamard(context.sizes, free, through)), None
