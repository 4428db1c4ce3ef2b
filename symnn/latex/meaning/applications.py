"""Rules of meaning for functions, cases, ranges and derivatives."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from symnn.exact.expression import apply, negative
from symnn.latex import syntax as tree
from symnn.latex.meaning.arrays import transposed
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.closed import places_of_largest
from symnn.latex.meaning.conditions import indicator, is_condition, is_indicator
from symnn.latex.meaning.conventions import REACH, RUN
from symnn.latex.meaning.dependent import at, open_letter
from symnn.latex.meaning.differentiation import at_arguments
from symnn.latex.meaning.dots import expanded, has_dots
from symnn.latex.meaning.entries import entry_of_marked
from symnn.latex.meaning.families import function_member
from symnn.latex.meaning.gradients import (
    differentiated,
    is_operator,
    joined,
    named_matrix,
)
from symnn.latex.meaning.indices import indicated
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.operations import operate
from symnn.latex.meaning.passing import applied_by_name
from symnn.latex.meaning.ranges import runs, valued
from symnn.latex.meaning.reader import Reader, meaning
from symnn.latex.meaning.reported import reported
from symnn.latex.meaning.usual import CUSTOMARY, LOSSES, plain_key
from symnn.latex.meaning.values import Array, Builtin, Defined, Scalar, Value

MAX_RANGE: Final = 1000


@meaning.register(tree.Name)
def _name(node: tree.Name, reader: Reader) -> Value:
    return reader.lookup(node)


@meaning.register(tree.Product)
def _product(node: tree.Product, reader: Reader) -> Value:
    node, reader = joined(node, reader)
    node = _with_reach(node, reader)
    special = indicated(node.factors, reader) or _turned(node, reader) or reported(node, reader)
    if special is not None:
        return special
    factors, operators = _written_out(node, reader)
    total: Value | None = None
    pending: Value | None = None
    for operator, factor in zip(operators, factors, strict=True):
        if isinstance(pending, Defined) and isinstance(factor, tree.Group):
            value = applied_by_name(pending, factor.items, node, reader)
            pending = None
        elif pending is not None:
            value = reader.apply(pending, _arguments(reader, factor), node)
            pending = None
        else:
            value = reader.value(factor)
        if isinstance(value, (Builtin, Defined)):
            if operator not in ("", None):
                raise MeaningError(Kind.UNSUPPORTED, "a function without an argument", factor.span)
            pending = value
            continue
        total = value if total is None else operate(operator, total, value, node, reader)
    if pending is not None:
        if total is None:
            return pending
        raise MeaningError(Kind.UNSUPPORTED, "a function without an argument", node.span)
    if total is None:
        raise MeaningError(Kind.UNSUPPORTED, "an empty product", node.span)
    if isinstance(total, Scalar) and total.decimals is None:
        return Scalar(total.expr, _scientific(node))
    return total


def _written_out(
    node: tree.Product, reader: Reader
) -> tuple[tuple[tree.Node, ...], tuple[str, ...]]:
    """The factors, with those that dots stand for, and the operator before each."""
    factors: list[tree.Node] = []
    operators: list[str] = []
    for operator, factor in zip(("", *node.operators), node.factors, strict=True):
        inner = isinstance(factor, tree.Product) and has_dots(factor.factors)
        parts = factor.factors if isinstance(factor, tree.Product) and inner else (factor,)
        factors += parts
        operators += [operator] * len(parts)
    if not has_dots(factors):
        return node.factors, ("", *node.operators)
    full = expanded(factors, reader)
    return full, ("", *("·",) * (len(full) - 1))


def _with_reach(node: tree.Product, reader: Reader) -> tree.Product:
    r"""2\sin t(\cos t - 1): the bracket is a factor, or belongs to the argument.

    So are the letters of \cos\omega t, which mostly belong to it.
    """
    for place, (factor, after) in enumerate(zip(node.factors, node.factors[1:], strict=False)):
        if not isinstance(factor, tree.Apply) or not factor.ambiguous:
            continue
        letter = isinstance(factor.argument, tree.Name) and isinstance(after, tree.Group)
        own = replace(factor, ambiguous=False)
        if _is_run(factor, after) and not node.operators[place]:
            return _with_reach(_with_run(node, place, own, reader), reader)
        if _is_phase(factor, after) and not node.operators[place]:
            whole = tree.Product((factor.argument, after), ("",), span=factor.span)
            factors = (*node.factors[:place], replace(own, argument=whole))
            rest = node.factors[place + 2 :]
            one = tree.Number("1", Fraction(1), 0)
            operators = ("", *node.operators[:place], *node.operators[place + 1 :])
            found = replace(node, factors=(one, *factors, *rest), operators=operators)
            return _with_reach(found, reader)
        if not letter or node.operators[place]:
            continue
        if reader.way(REACH) == REACH.ways[0]:
            factors = (*node.factors[:place], own, *node.factors[place + 1 :])
            return _with_reach(replace(node, factors=factors), reader)
        rest = (factor.argument, *node.factors[place + 1 :])
        whole = tree.Product(rest, node.operators[place:], span=node.span)
        one = tree.Number("1", Fraction(1), 0)
        before, operators = node.factors[:place] or (one,), node.operators[:place] or ("",)
        factors = (*before, replace(own, argument=whole))
        return replace(node, factors=factors, operators=operators)
    return node


#: Letters that stand for nothing but frequencies before a bracket.
_FREQUENCIES: Final = frozenset({"omega", "Omega"})
_WAVES: Final = frozenset({"sin", "cos", "tan", "sinh", "cosh"})


def _is_phase(factor: tree.Apply, after: tree.Node) -> bool:
    """Whether it is sin ω(t + k): a frequency by itself is no angle."""
    named = isinstance(factor.function, tree.Name) and factor.function.base in _WAVES
    inner = factor.argument
    last = inner.factors[-1] if isinstance(inner, tree.Product) and inner.implicit else inner
    frequency = isinstance(last, tree.Name) and last.base in _FREQUENCIES
    waves = any(isinstance(part, tree.Apply) for part in tree.walk(after))
    return named and frequency and isinstance(after, tree.Group) and not waves


def _is_run(factor: tree.Apply, after: tree.Node) -> bool:
    """Whether letters stand in a row behind the name of a wave: sin 2πft."""
    inner = factor.argument
    parts = inner.factors if isinstance(inner, tree.Product) and inner.implicit else (inner,)
    letters = all(isinstance(part, (tree.Name, tree.Number)) for part in parts)
    named = isinstance(factor.function, tree.Name) and factor.function.base in _WAVES
    return named and letters and isinstance(after, tree.Name)


def _with_run(node: tree.Product, place: int, own: tree.Apply, reader: Reader) -> tree.Product:
    """The product with the letters of a row in the argument, or as factors."""
    end = place + 1
    if reader.way(RUN) == RUN.ways[0]:
        while end < len(node.factors) and not node.operators[end - 1]:
            if not isinstance(node.factors[end], tree.Name):
                break
            end += 1
        inner = own.argument
        first = inner.factors if isinstance(inner, tree.Product) else (inner,)
        row = (*first, *node.factors[place + 1 : end])
        own = replace(own, argument=tree.Product(row, ("",) * (len(row) - 1), span=own.span))
    one = tree.Number("1", Fraction(1), 0)
    factors = (one, *node.factors[:place], own, *node.factors[end:])
    operators = ("", *node.operators[:place], *node.operators[end - 1 :])
    return replace(node, factors=factors, operators=operators)


def _turned(node: tree.Product, reader: Reader) -> Value | None:
    """{}^t A, a transpose whose mark stands before it."""
    first = node.factors[0]
    if len(node.factors) != 2 or not isinstance(first, tree.Power):
        return None
    if not isinstance(first.base, tree.Empty):
        return None
    if not isinstance(first.exponent, tree.Name) or first.exponent.base not in ("t", "T"):
        return None
    value = reader.value(node.factors[1])
    return transposed(value) if isinstance(value, Array) else None


def _scientific(node: tree.Product) -> int | None:
    """The printed places of 9.77 × 10^{-4}: those of the mantissa, moved by the power."""
    if len(node.factors) != 2 or not isinstance(node.factors[1], tree.Power):
        return None
    (_, mantissa), (_, ten) = _signed(node.factors[0]), _signed(node.factors[1].base)
    sign, exponent = _signed(node.factors[1].exponent)
    if mantissa is None or not mantissa.decimals or ten is None or ten.value != 10:
        return None
    if exponent is None or exponent.value.denominator != 1 or exponent.value > MAX_RANGE:
        return None
    return mantissa.decimals - sign * int(exponent.value)


def _signed(node: tree.Node) -> tuple[int, tree.Number | None]:
    sign, inner = (-1, node.operand) if isinstance(node, tree.Neg) else (1, node)
    return sign, inner if isinstance(inner, tree.Number) else None


def _arguments(reader: Reader, node: tree.Node) -> list[Value]:
    if isinstance(node, tree.Group) and node.fence in ("()", "[]", "{}", ""):
        return [reader.value(item) for item in expanded(node.items, reader)]
    return [reader.value(node)]


@meaning.register(tree.Prime)
def _prime(node: tree.Prime, reader: Reader) -> Value:
    if reader.knows(tree.key(node) or ""):
        return reader.lookup(node)
    if (entry := entry_of_marked(node, reader)) is not None:
        return entry
    value = reader.value(node.operand)
    if isinstance(value, Array) and node.count == 1:
        reader.suppose("the prime on an array is the mark of its transpose")
        return transposed(value)
    key = tree.key(node) or "this"
    raise MeaningError(Kind.UNDEFINED, f"{key} is not defined", node.span, (key,))


@meaning.register(tree.Call)
def _call(node: tree.Call, reader: Reader) -> Value:
    head = node.head
    if isinstance(head, tree.Prime) and reader.scope.latest(tree.key(head) or "") is None:
        function = reader.value(head.operand)
        return reader.slope(function, _arguments(reader, node.arguments), head.count, node)
    if isinstance(head, tree.Derivative):
        return at_arguments(head, node.arguments.items, node, reader)
    matrix = named_matrix(head, node.arguments, reader)
    if matrix is not None:
        return matrix
    if _is_slope_by_name(head, reader) and len(node.arguments.items) == 1:
        return differentiated(head, node.arguments.items[0], node, reader)
    if is_indicator(head) and is_condition(node.arguments):
        return indicator(reader, node.arguments)
    chosen = _choose(node, reader)
    if chosen is not None:
        return chosen
    placed = _placed(node, reader) or _with_lower_arguments(node, reader)
    if placed is None and isinstance(head, tree.Power):
        placed = _power_at(head, node, reader)
    if placed is not None:
        return placed
    value = _head(reader, head)
    if isinstance(value, Defined):
        return applied_by_name(value, node.arguments.items, node, reader)
    if isinstance(value, Builtin):
        return reader.apply(value, _arguments(reader, node.arguments), node)
    text = "a bracket after a name that is no function here"
    raise MeaningError(Kind.AMBIGUOUS, text, node.span)


def _with_lower_arguments(node: tree.Call, reader: Reader) -> Value | None:
    index = node.head.subscript if isinstance(node.head, tree.Name) else None
    if not isinstance(index, tree.Group):
        return None
    from symnn.latex.meaning.lower_arguments import with_lower_arguments

    return with_lower_arguments(node, reader)


def _is_slope_by_name(head: tree.Node, reader: Reader) -> bool:
    r"""Whether a bracket stands behind \nabla_x: \nabla_x(x \log x)."""
    named = isinstance(head, tree.Name) and head.base == "nabla" and head.subscript is not None
    return named and is_operator(head, reader)


def _placed(node: tree.Call, reader: Reader) -> Value | None:
    """y(3) of a formula y in one open letter, at the number 3."""
    key = open_letter(node.head, reader)
    if key is None or len(node.arguments.items) != 1:
        return None
    argument = reader.value(node.arguments.items[0])
    return at(node.head, key, argument, reader) if isinstance(argument, Scalar) else None


def _head(reader: Reader, head: tree.Node) -> Value:
    """What stands before parentheses; an open name there may be a function or a factor."""
    if isinstance(head, tree.Name):
        key = reader.key(head)
        near = key in reader.local or key in reader.varied
        known = near or reader.scope.lookup(key, reader.version) is not None
        if not known and (key in CUSTOMARY or function_member(head, reader) is not None):
            known = True
        if not known and key not in ("pi", "e") and head.base not in SPELLINGS:
            raise MeaningError(Kind.UNDEFINED, f"{key} is not defined", head.span, (key,))
    return reader.value(head)


def _power_at(head: tree.Power, node: tree.Call, reader: Reader) -> Value | None:
    """f^{-1}(y) and f^2(x), if f is a function."""
    from symnn.latex.meaning.inverse_functions import power_at

    return power_at(head, _arguments(reader, node.arguments), node, reader)


_EXTREMA: Final = {"max": 1, "min": -1, "sup": 1, "inf": -1, "argmax": 1, "argmin": -1}


def _choose(node: tree.Call, reader: Reader) -> Value | None:
    """C(n, k), the number of choices, and Γ(x), if they are no functions of the document."""
    head, items = node.head, node.arguments.items
    if tree.key(head) == "Gamma":
        from symnn.latex.meaning.gamma import gamma_at

        return gamma_at(node, reader)
    if isinstance(head, tree.Name) and len(items) > 1 and plain_key(head) in LOSSES:
        if reader.knows(tree.key(head) or ""):
            return None
        from symnn.latex.meaning.named_losses import loss_at

        return loss_at(node, reader)
    if head not in (tree.Name("C"), tree.Name("C", "upright")) or len(items) != 2:
        return None
    if reader.knows("C") or not all(isinstance(item, tree.Number) for item in items):
        return None
    reader.suppose("C(n, k) is the number of choices")
    return reader.value(tree.Binomial(items[0], items[1], span=node.span))


def _ranged(function: tree.Node, node: tree.Apply, reader: Reader) -> Value | None:
    r"""\max_i x_i and \arg\max_{x \in S} f(x); None for other functions."""
    index = function.subscript if isinstance(function, tree.Name) else None
    sign = _EXTREMA.get(function.base) if isinstance(function, tree.Name) else None
    if sign is None or index is None or not isinstance(function, tree.Name):
        return None
    least = _least(index, node, function.base, reader)
    if least is not None:
        return least
    if _runs_through_reals(index, node.argument):
        raise MeaningError(Kind.UNSUPPORTED, "this range is not covered", node.span)
    rows = runs(index, None, node.argument, reader)
    values = valued(rows, node.argument, reader)
    cells = [value.expr for value in values if isinstance(value, Scalar)]
    single = len(rows[0]) == 1 if rows else False
    if not cells or len(cells) != len(values) or (function.base.startswith("arg") and not single):
        raise MeaningError(Kind.UNSUPPORTED, "this range is not covered", node.span)
    if not function.base.startswith("arg"):
        return Scalar(apply("max" if sign > 0 else "min", *cells)) if len(cells) > 1 else values[0]
    places = places_of_largest([c if sign > 0 else negative(c) for c in cells], node.span)
    if len(places) != 1:
        raise MeaningError(Kind.AMBIGUOUS, "several values are the largest", node.span)
    (found,) = rows[places[0]].values()
    return found


def _least(index: tree.Node, node: tree.Apply, word: str, reader: Reader) -> Value | None:
    if not isinstance(index, tree.Name) or node.power is not None:
        return None
    from symnn.latex.meaning.least_places import least_at

    return least_at(index, node, word, reader)


def _runs_through_reals(index: tree.Node, body: tree.Node) -> bool:
    r"""Whether the x of \max_{0 \le x \le 1} x(1-x) is a number, and no index."""
    if not isinstance(index, tree.Chain) or any(li.relation in "=∈" for li in index.links):
        return False
    ends = [index.first, *(link.operand for link in index.links)]
    keys = {tree.key(end) for end in ends if isinstance(end, tree.Name)} - set("ijklmnt")
    indices = {
        tree.key(part)
        for name in tree.walk(body)
        if isinstance(name, tree.Name) and name.subscript is not None
        for part in tree.walk(name.subscript)
    }
    return bool(keys - indices)


@meaning.register(tree.Apply)
def _apply(node: tree.Apply, reader: Reader) -> Value:
    if node.ambiguous:
        raise MeaningError(Kind.AMBIGUOUS, "how far the argument reaches is not clear", node.span)
    function = node.function
    ranged = _ranged(function, node, reader)
    if ranged is not None:
        return ranged
    if isinstance(function, tree.Name) and function.base == "dim":
        from symnn.latex.meaning.fundamental_spaces import with_named_space

        node = with_named_space(node, reader)
    if isinstance(function, tree.Name) and plain_key(function) in LOSSES and node.power is None:
        inside = node.argument
        if isinstance(inside, tree.Group) and len(inside.items) > 1:
            return _call(tree.Call(function, inside, span=node.span), reader)
    args = _arguments(reader, node.argument)
    if isinstance(node.function, tree.Prime):
        result = reader.slope(reader.value(node.function.operand), args, node.function.count, node)
    else:
        result = reader.apply(reader.value(node.function), args, node)
    if node.power is None:
        return result
    from symnn.latex.meaning.inverse_functions import to_power

    return to_power(node, node.power, result, args, reader)
