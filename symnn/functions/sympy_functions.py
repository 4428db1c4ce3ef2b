"""relu, max, abs, step, sigmoid, … as functions inside sympy expressions.

sympy's own Max, Abs and the like decide the sign of a closed number by a float. These classes
evaluate only where exact arithmetic decides, and otherwise stay as they are written. They are
made when they are first needed, so that nothing here imports sympy.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from symnn.errors import (
    ClaimError,
    InexactError,
    NotAlgebraicError,
    TooLargeError,
    UnsupportedError,
)
from symnn.exact import to_sympy as bridge
from symnn.exact.containers import entries_of
from symnn.exact.evaluate import value
from symnn.exact.expression import Expr, apply, free_symbols, substitute, symbol
from symnn.exact.from_sympy import from_sympy
from symnn.exact.number import Number
from symnn.exact.sympy_symbols import is_sympy, merge_symbols, symbols_of
from symnn.functions.definitions import ARGUMENT, SLOPES, define
from symnn.functions.lower import lower
from symnn.functions.resolve import is_decided, resolve
from symnn.functions.slopes import pieces

#: Our name -> (name of the sympy class, number of arguments; 0 for any).
CLASSES: Final[Mapping[str, tuple[str, int]]] = {
    "abs": ("Abs", 1),
    "max": ("Max", 0),
    "min": ("Min", 0),
    "relu": ("relu", 1),
    "leaky_relu": ("leaky_relu", 2),
    "hard_tanh": ("hard_tanh", 1),
    "hard_sigmoid": ("hard_sigmoid", 1),
    "relu6": ("relu6", 1),
    "step": ("step", 2),
    "sigmoid": ("sigmoid", 1),
    "softplus": ("softplus", 1),
    "silu": ("silu", 1),
    "gelu": ("gelu", 1),
    "elu": ("elu", 2),
}

#: In LaTeX: the name, and how its parameter is shown.
_LATEX: Final[Mapping[str, str]] = {
    "max": r"\max",
    "min": r"\min",
    "relu": r"\operatorname{ReLU}",
    "leaky_relu": r"\operatorname{LeakyReLU}",
    "hard_tanh": r"\operatorname{hardtanh}",
    "hard_sigmoid": r"\operatorname{hardsigmoid}",
    "relu6": r"\operatorname{ReLU6}",
    "step": r"\theta",
    "sigmoid": r"\sigma",
    "softplus": r"\operatorname{softplus}",
    "silu": r"\operatorname{SiLU}",
    "gelu": r"\operatorname{GELU}",
    "elu": r"\operatorname{ELU}",
}
_POSITIVE: Final = frozenset({"sigmoid", "softplus"})
_NONNEGATIVE: Final = frozenset({"abs", "relu", "relu6", "hard_sigmoid"})


@lru_cache(maxsize=1)
def _sympy() -> Any:
    return importlib.import_module("sympy")


def to_sympy(expr: Expr | Number, symbols: Mapping[str, Any] | None = None) -> Any:
    """The expression in sympy, with our own classes for what sympy may not decide.

    Exactness: exact; see `symnn.exact.to_sympy`.

    Examples:
        >>> from symnn.exact.expression import apply, symbol
        >>> x = to_sympy(symbol("x"))
        >>> to_sympy(apply("relu", symbol("x"))) == sympy_class("relu")(x)
        True
    """
    return bridge.to_sympy(expr, symbols, sympy_class)


def simplest(expr: Expr, symbols: Mapping[str, Any] | None = None) -> Any:
    """The expression in sympy: as an exact number if it is one, with closed kinks decided.

    Raises:
        UndefinedError: a closed value that does not exist over the reals.
    """
    if free_symbols(expr):
        return to_sympy(expr, symbols)
    try:
        return to_sympy(value(lower(expr)))
    except (NotAlgebraicError, TooLargeError):
        decided = resolve(expr)
        return to_sympy(decided if is_decided(decided) else expr, symbols)


def call(body: Expr, symbols: Mapping[str, Any], argument: Any) -> Any:
    """The value of a function, given by its body in `VARIABLE`, at an argument.

    Args:
        body: the value at the variable.
        symbols: the sympy symbols of its parameters, by name.
        argument: a number of Python's, a sympy expression, a vector or a matrix.

    Raises:
        InexactError: a float; the message names both exact readings.
        UndefinedError: a closed value that does not exist over the reals.
    """
    if isinstance(argument, list | tuple) or hasattr(argument, "shape"):
        sp = _sympy()
        if is_sympy(argument) and len(argument.shape) == 2:
            rows, columns = argument.shape
            return sp.ImmutableMatrix(rows, columns, [call(body, symbols, a) for a in argument])
        return sp.ImmutableMatrix([call(body, symbols, a) for a in entries_of(argument)])
    known = symbols_of(argument)
    merge_symbols(known, symbols)
    expr = from_sympy(argument)
    closed = substitute(body, {ARGUMENT: expr})
    if not free_symbols(closed):
        return simplest(closed, known)
    if not free_symbols(expr):
        return to_sympy(resolve(closed), known)
    # Let the argument stand for the variable as it is, in the form its author gave it.
    inside = argument if is_sympy(argument) else to_sympy(expr)
    return to_sympy(body, {**symbols, ARGUMENT: inside})


def as_column(values: Sequence[Number | Expr], symbols: Mapping[str, Any]) -> Any:
    """One value as itself, several as an immutable sympy column."""
    items = bridge.to_sympy_all(values, symbols, sympy_class)
    return items[0] if len(items) == 1 else _sympy().ImmutableMatrix(items)


def as_point(values: Sequence[Number]) -> tuple[Any, ...]:
    """The coordinates as sympy numbers."""
    return tuple(bridge.to_sympy_all(values))


def infinite(sign: int) -> Any:
    """oo or -oo."""
    return sign * _sympy().oo


def as_matrix(rows: Sequence[Sequence[Number]]) -> Any:
    """The rows as an immutable sympy matrix."""
    return _sympy().ImmutableMatrix([as_point(row) for row in rows])


def matrix_of(rows: Sequence[Sequence[Expr]]) -> Any:
    """Rows of expressions as an immutable sympy matrix."""
    flat = bridge.to_sympy_all([e for row in rows for e in row], None, sympy_class)
    return _sympy().ImmutableMatrix(len(rows), len(rows[0]), flat)


def sum_of_roots(shape: tuple[int, int], sums: Sequence[tuple[tuple[int, ...], Expr, int]]) -> Any:
    """A matrix whose entries are sums over the roots of polynomials.

    Args:
        shape: (rows, columns).
        sums: coefficients of a polynomial from the constant term up, a summand in its one
            symbol, and the place of the entry, counted row by row.
    """
    sp = _sympy()
    entries = [sp.Integer(0)] * (shape[0] * shape[1])
    for coefficients, summand, place in sums:
        (name,) = free_symbols(summand)
        variable = sp.Symbol(name)
        polynomial = sp.Poly(list(reversed(coefficients)), variable)
        body = sp.Lambda(variable, to_sympy(summand, {name: variable}))
        entries[place] += sp.RootSum(polynomial, body, auto=False)
    return sp.ImmutableMatrix(*shape, entries)


def relation_to_sympy(relation: str, left: Expr, right: Expr) -> Any:
    """A relation for sympy to print; sympy may decide one between numbers by itself."""
    names = {"=": "Eq", "!=": "Ne", "<": "Lt", "<=": "Le", ">": "Gt", ">=": "Ge"}
    return getattr(_sympy(), names[relation])(to_sympy(left), to_sympy(right))


def maximum(*args: Any) -> Any:
    """max(a, b, …) inside sympy expressions; evaluates only by exact comparison.

    Examples:
        >>> import sympy as sp
        >>> maximum(sp.sqrt(2) + sp.sqrt(3), sp.sqrt(5 + 2 * sp.sqrt(6)), 3) == sp.sqrt(
        ...     2
        ... ) + sp.sqrt(3)
        True
    """
    return _extremum("max", args)


def minimum(*args: Any) -> Any:
    """min(a, b, …) inside sympy expressions; evaluates only by exact comparison."""
    return _extremum("min", args)


def limit(body: Any, variable: Any, to: Any, direction: str) -> Any:
    """A limit as an object of sympy's, which is not asked for its value.

    Examples:
        >>> import sympy as sp
        >>> x = sp.Symbol("x")
        >>> limit(1 / x, x, sp.oo, "+-").args[:2] == (1 / x, x)
        True
    """
    return _sympy().Limit(body, variable, to, dir=direction)


def _extremum(name: str, args: tuple[Any, ...]) -> Any:
    if not args:
        raise UnsupportedError(f"{name} of nothing has no value")
    symbols = symbols_of(*args)
    return simplest(apply(name, *(from_sympy(a) for a in args)), symbols)


# --- the classes ----------------------------------------------------------------------------


def __getattr__(name: str) -> Any:
    """The class by its sympy name, so that pickles find it."""
    for ours, (theirs, _) in CLASSES.items():
        if theirs == name:
            return sympy_class(ours)
    raise AttributeError(f"module {__name__} has no attribute {name}")


@lru_cache(maxsize=64)
def sympy_class(name: str) -> Any:
    """The sympy Function class for one of our names.

    Raises:
        UnsupportedError: a name that has no class.
    """
    if name not in CLASSES:
        raise UnsupportedError(f"the function {name} has no form in sympy")
    sp = _sympy()
    title, count = CLASSES[name]
    space: dict[str, Any] = {
        "__module__": __name__,
        "__qualname__": title,
        "__doc__": f"{title}, evaluated only where exact arithmetic decides.",
        "eval": classmethod(lambda cls, *args: _evaluate(name, cls, args)),
        "fdiff": lambda self, argindex=1: _slope(name, self.args, argindex),
        "_eval_is_extended_real": lambda self: _all_real(self.args),
        "_eval_is_finite": lambda self: _all_real(self.args),
        "_eval_evalf": lambda self, prec: _builtin(name, self.args, prec),
        "_latex": lambda self, printer, exp=None, **_: _as_latex(name, self.args, printer, exp),
    }
    if count:
        space["nargs"] = count
    if name in _POSITIVE:
        space["_eval_is_extended_positive"] = lambda self: _all_real(self.args)
    if name in _NONNEGATIVE:
        space["_eval_is_extended_nonnegative"] = lambda self: _all_real(self.args)
    for method in ("_pythoncode", "_numpycode", "_mpmathcode", "_scipycode", "_ccode"):
        space[method] = lambda self, printer, **_: printer.doprint(_builtin(name, self.args, None))
    return type(sp.Function)(title, (sp.Function,), space)


def _all_real(args: tuple[Any, ...]) -> bool | None:
    return True if all(a.assumptions0.get("real") for a in args) else None


def _evaluate(name: str, cls: Any, args: tuple[Any, ...]) -> Any:
    """The value if exact arithmetic finds one; None leaves the function as it is written."""
    if len(args) == 1 and name in ("max", "min"):
        return args[0]
    try:
        expr = apply(name, *(from_sympy(a) for a in args))
        symbols = symbols_of(*args)
    except (InexactError, UnsupportedError, ClaimError):
        return _sympy().nan if _sympy().nan in args else None
    if not free_symbols(expr):
        return _closed(name, expr)
    if name in ("max", "min"):
        return _shorter(name, cls, expr, args, symbols)
    return None


def _closed(name: str, expr: Expr) -> Any:
    try:
        return to_sympy(value(lower(expr)))
    except (NotAlgebraicError, TooLargeError):
        pass
    if name in SLOPES:
        return None
    decided = resolve(expr)
    return to_sympy(decided) if is_decided(decided) else None


def _shorter(
    name: str, cls: Any, expr: Expr, args: tuple[Any, ...], symbols: Mapping[str, Any]
) -> Any:
    """max with symbols: the closed arguments are compared among each other; copies go."""
    closed = [a for a in expr.args if not free_symbols(a)]
    open_ = list(dict.fromkeys(a for a in args if a.free_symbols))
    best = resolve(apply(name, *closed)) if closed else None
    kept = [] if best is None else list(best.args if best.data == name else (best,))
    written = [to_sympy(k, symbols) for k in kept]
    ordered = tuple(_sympy().ordered([*open_, *written]))
    if ordered == args:
        return None
    return ordered[0] if len(ordered) == 1 else cls(*ordered)


def _placeholder(args: tuple[Any, ...]) -> tuple[list[Expr], dict[str, Any]]:
    names = [f"{ARGUMENT}{i}" for i in range(len(args))]
    return [symbol(n) for n in names], dict(zip(names, args, strict=True))


def _builtin(name: str, args: tuple[Any, ...], prec: int | None) -> Any:
    """The definition in sympy's own functions: for floating-point evaluation and code only."""
    sp = _sympy()
    if prec is not None:
        args = tuple(a._eval_evalf(prec) if hasattr(a, "_eval_evalf") else a for a in args)
        if not all(a is not None and a.is_Number for a in args):
            return None
    symbols, values = _placeholder(args)
    body = apply(name, *symbols) if name in ("abs", "max", "min") else define(name, *symbols)
    classes: dict[str, Any] = {"abs": sp.Abs, "max": sp.Max, "min": sp.Min}
    form = bridge.to_sympy(body, values, classes.__getitem__).doit()
    return form if prec is None else form.evalf(max(1, prec * 3 // 10))


def _slope(name: str, args: tuple[Any, ...], index: int) -> Any:
    sp = _sympy()
    if name in ("max", "min"):
        return _slope_of_extremum(name, args, index)
    if index == 2:
        return _SECOND[name](sp, args[0])
    if index != 1:
        raise sp.core.function.ArgumentIndexError(sympy_class(name), index)
    symbols, values = _placeholder(args)
    found = pieces(name, *symbols)
    slopes = [to_sympy(s, values) for s in found.slopes]
    kinks = [to_sympy(k, values) for k in found.kinks]
    if not kinks:
        return slopes[0]
    rows = [(slopes[0], args[0] < kinks[0])]
    rows += [
        (slope, (args[0] > low) & (args[0] < high))
        for slope, low, high in zip(slopes[1:-1], kinks, kinks[1:], strict=False)
    ]
    return sp.Piecewise(*rows, (slopes[-1], args[0] > kinks[-1]))


def _slope_of_extremum(name: str, args: tuple[Any, ...], index: int) -> Any:
    """1 where the argument alone is largest, 0 where another is larger, no value on ties."""
    sp = _sympy()
    one, others = args[index - 1], [*args[: index - 1], *args[index:]]
    above: Callable[[Any, Any], Any] = sp.Gt if name == "max" else sp.Lt
    wins = sp.And(*(above(one, other) for other in others))
    loses = sp.Or(*(above(other, one) for other in others))
    return sp.Piecewise((1, wins), (0, loses))


_SECOND: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "leaky_relu": lambda _sp, x: sympy_class("min")(0, x),
    "elu": lambda sp, x: sp.Piecewise((0, x > 0), (sp.exp(x) - 1, True)),
    "step": lambda sp, x: sp.Piecewise((1, sp.Eq(x, 0)), (0, True)),
}


def _as_latex(name: str, args: tuple[Any, ...], printer: Any, exponent: Any) -> str:
    texts = [printer.doprint(a) if exponent is None else printer._print(a) for a in args]
    power = "" if exponent is None else f"^{{{exponent}}}"
    if name == "abs":
        return rf"\left|{{{texts[0]}}}\right|{power}"
    if name in ("max", "min"):
        return rf"{_LATEX[name]}\left({', '.join(texts)}\right){power}"
    index = f"_{{{texts[1]}}}" if len(texts) == 2 else ""
    return rf"{_LATEX[name]}{index}{power}\left({texts[0]}\right)"
