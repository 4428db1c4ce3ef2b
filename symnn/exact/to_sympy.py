"""Writing values in the language users speak: `Expr` and `Number` as sympy objects.

A sum of radicals comes out as a `Surd`: an ordinary sympy sum in every respect (it equals,
hashes, differentiates and substitutes like one) that prints as one fraction, (1 + √2)/12.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import lcm
from typing import Any, Final

from flint import fmpq

from symnn.errors import NotAlgebraicError, TooLargeError, UndefinedError, UnsupportedError
from symnn.exact.ball import certain_sign, enclose
from symnn.exact.evaluate import value
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    RealRoot,
    bound_name,
    free_symbols,
    postorder,
    quotient,
)
from symnn.exact.literals import binary_value
from symnn.exact.number import Number
from symnn.exact.radicals import written_form

_MAX_POWER_BITS: Final = 1 << 24

Functions = Callable[[str], Any]

_UNDEFINED: Final = quotient(ONE, ZERO)
#: Functions whose sympy namesakes decide nothing by a float.
_PLAIN: Final = frozenset(
    {"exp", "log", "sin", "cos", "tan", "atan", "asin", "acos", "erf", "sinh", "cosh", "tanh"}
)


@lru_cache(maxsize=1)
def _sympy() -> Any:
    return importlib.import_module("sympy")


def exactly(value: Any) -> Any:
    """The rational number that a float stores, as a sympy Rational.

    An array or a nested list of floats gives the nested list of their values.

    Exactness: exact. `exactly(0.1)` is 3602879701896397/36028797018963968.

    Raises:
        UndefinedError: an infinity, or not a number.

    Examples:
        >>> import sympy as sp
        >>> exactly(0.125) == sp.Rational(1, 8)
        True
    """
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [exactly(item) for item in value]
    return _rational(binary_value(value))


def _rational(number: fmpq) -> Any:
    return _sympy().Rational.from_coprime_ints(int(number.p), int(number.q))


def to_sympy(
    expr: Expr | Number,
    symbols: Mapping[str, Any] | None = None,
    functions: Functions | None = None,
) -> Any:
    """The value as a sympy object, written as a person would write it.

    Args:
        expr: an expression, or an algebraic number.
        symbols: what stands for the unknowns; a real sympy Symbol for the others.
        functions: the sympy class for the name of a function that sympy cannot be trusted
            with (relu, max, abs, …); `symnn.functions.sympy_functions` has them.

    Exactness: exact; sympy may put the terms in another order, and cancels x/x.

    Raises:
        UndefinedError: a closed value that does not exist over the reals.
        UnsupportedError: a function without a sympy class.

    Examples:
        >>> import sympy as sp
        >>> root = Number(2).nth_root(2)
        >>> to_sympy((1 + root) / 12) == (1 + sp.sqrt(2)) / 12
        True
        >>> print(to_sympy((1 + root) / 12))
        (1 + sqrt(2))/12
    """
    return to_sympy_all([expr], symbols, functions)[0]


def to_sympy_all(
    items: Sequence[Expr | Number],
    symbols: Mapping[str, Any] | None = None,
    functions: Functions | None = None,
) -> list[Any]:
    """Several values at once; what they share is written once. See `to_sympy`."""
    known = dict(symbols or {})
    written: dict[Expr, Any] = {}
    opened: set[Expr] = set()
    forms = [written_form(i) if isinstance(i, Number) and not i.is_rational else i for i in items]
    for node in postorder(*(form for form in forms if isinstance(form, Expr))):
        if node.op in ("symbol", "derivative", "limit") or not opened.isdisjoint(node.args):
            opened.add(node)
        args = [written[a] for a in node.args]
        written[node] = tidy(_convert(node, args, known, functions, node in opened))
    found = []
    for form in forms:
        result = _rational(form.as_fmpq()) if isinstance(form, Number) else written[form]
        if form not in opened and not isinstance(form, Number):
            _refuse_unreal(result)
        found.append(result)
    return found


def _refuse_unreal(result: Any) -> None:
    sp = _sympy()
    if not result.has(sp.Piecewise) and result.has(sp.I, sp.zoo, sp.nan, sp.oo, -sp.oo):
        raise UndefinedError(f"the value {result} does not exist over the reals")


def _convert(
    node: Expr,
    args: list[Any],
    symbols: dict[str, Any],
    functions: Functions | None,
    is_open: bool,
) -> Any:
    sp, data = _sympy(), node.data
    match node.op:
        case "rational" if isinstance(data, fmpq):
            return _rational(data)
        case "root" if isinstance(data, RealRoot):
            return _root(data)
        case "symbol":
            return symbols.setdefault(str(data), sp.Symbol(str(data), real=True))
        case "pi":
            return sp.pi
        case "add":
            return sp.Add(*args)
        case "mul":
            return sp.Mul(*args)
        case "power":
            return _power(node, *args)
        case "nth_root" if isinstance(data, int):
            return _nth_root(node.args[0], args[0], data)
        case "apply":
            return _apply(str(data), args, functions, is_open)
        case "piecewise" if isinstance(data, tuple):
            return _piecewise(data, args, node.args[-1] == _UNDEFINED)
        case "derivative" | "limit":
            name = bound_name(node)
            return _bound(node, args, symbols.setdefault(name, sp.Symbol(name, real=True)))
    raise UnsupportedError(f"the operation {node.op} has no form in sympy")


def _bound(node: Expr, args: list[Any], variable: Any) -> Any:
    """A derivative or a limit in a variable."""
    sp, data = _sympy(), node.data
    if isinstance(data, tuple):
        to = {"oo": sp.oo, "-oo": -sp.oo}.get(data[1], args[1])
        return sp.Limit(args[0], variable, to, dir="-" if "oo" in data[1] else data[1])
    slope = sp.Derivative(args[0], variable)
    return slope if args[1] == variable else sp.Subs(slope, variable, args[1])


def _power(node: Expr, base: Any, exponent: Any) -> Any:
    """sympy would carry out 3^(2^40) at once; the size is looked at first."""
    sp = _sympy()
    if node == _UNDEFINED:
        return sp.nan
    if base.is_Rational and exponent.is_Rational:
        bits = max(int(base.p).bit_length(), int(base.q).bit_length())
        if bits * abs(int(exponent.p)) > _MAX_POWER_BITS * int(exponent.q):
            raise TooLargeError(
                f"a number of {bits} bits to the power {exponent} is over the cap of "
                f"{_MAX_POWER_BITS} bits"
            )
    return sp.Pow(base, exponent)


def _apply(name: str, args: list[Any], functions: Functions | None, is_open: bool) -> Any:
    sp = _sympy()
    if name in _PLAIN:
        return getattr(sp, name)(*args)
    if name == "logistic":
        name = "sigmoid"
    if name in ("floor", "sign"):
        return getattr(sp, name)(*args, evaluate=False)
    if functions is None:
        raise UnsupportedError(
            f"sympy's own {name} would decide signs by floats; "
            "symnn.functions.sympy_functions.to_sympy has a class for it"
        )
    if is_open and name not in ("max", "min"):
        return functions(name)(*args, evaluate=False)
    return functions(name)(*args)


def _root(root: RealRoot) -> Any:
    """sympy counts the real roots first, from the left."""
    sp = _sympy()
    x = sp.Dummy("x")
    poly = sp.Poly(list(reversed(root.coefficients)), x)
    lower = _rational(root.lower)
    before = poly.count_roots(None, lower)
    if poly.eval(lower) == 0:
        before -= 1
    return sp.CRootOf(poly, before)


def _nth_root(argument: Expr, written: Any, degree: int) -> Any:
    """An odd root of a negative number is real here and complex in sympy."""
    sp = _sympy()
    exponent = sp.Rational(1, degree)
    if degree % 2 == 0:
        return sp.Pow(written, exponent)
    if free_symbols(argument):
        return sp.sign(written) * sp.Abs(written) ** exponent
    try:
        sign: int | None = value(argument).sign()
    except (NotAlgebraicError, TooLargeError, UnsupportedError):
        sign = certain_sign(enclose(argument, 256))
    if sign is None:
        raise UnsupportedError(f"the sign of {written} under an odd root could not be decided")
    return sp.Pow(written, exponent) if sign >= 0 else -sp.Pow(-written, exponent)


def _piecewise(relations: tuple[str, ...], args: list[Any], partial: bool) -> Any:
    sp = _sympy()
    kinds = {"=": sp.Eq, "!=": sp.Ne, "<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge}
    rows = [
        (args[3 * k + 2], kinds[relation](args[3 * k], args[3 * k + 1], evaluate=False))
        for k, relation in enumerate(relations)
    ]
    if not partial:
        rows.append((args[-1], True))
    return sp.Piecewise(*rows, evaluate=False)


# --- sums of radicals -----------------------------------------------------------------------


def tidy(written: Any) -> Any:
    """A closed sum of radicals as a `Surd`; anything else as it is."""
    if not getattr(written, "is_Add", False) or not _is_radical(written):
        return written
    return restore_surd(written.args)


def _is_radical(written: Any) -> bool:
    sp = _sympy()
    allowed = (sp.Add, sp.Mul, sp.Pow, sp.Rational, sp.CRootOf)
    stack = [written]
    while stack:
        node = stack.pop()
        if not isinstance(node, allowed):
            return False
        if not isinstance(node, sp.CRootOf):
            stack.extend(node.args)
    return True


def restore_surd(args: tuple[Any, ...]) -> Any:
    """A `Surd` from the arguments of an evaluated sum."""
    return surd_class()._from_args(args)


def _as_fraction(args: tuple[Any, ...]) -> tuple[list[Any], int]:
    """Terms with integer coefficients, a positive one first, and the common denominator."""
    sp = _sympy()
    pairs = [arg.as_coeff_Mul(rational=True) for arg in args]
    bottom = lcm(*(int(c.q) for c, _ in pairs))
    tops = [int(c.p) * (bottom // int(c.q)) for c, _ in pairs]
    order = sorted(
        range(len(pairs)),
        key=lambda i: (tops[i] < 0, pairs[i][1] is not sp.S.One, pairs[i][1].sort_key()),
    )
    return [sp.Mul(sp.Integer(tops[i]), pairs[i][1]) for i in order], bottom


@lru_cache(maxsize=1)
def surd_class() -> Any:
    """The subclass of sympy's Add, made when it is first needed.

    It is called Add as well, because sympy orders, hashes and prints by the name of a class.
    """
    sp = _sympy()

    def top_and_bottom(self: Any, printer: Any) -> tuple[Any, int]:
        terms, bottom = _as_fraction(self.args)
        return printer._print_Add(sp.Add._from_args(tuple(terms)), order="none"), bottom

    def as_text(self: Any, printer: Any) -> str:
        top, bottom = top_and_bottom(self, printer)
        return str(top) if bottom == 1 else f"({top})/{bottom}"

    def as_latex(self: Any, printer: Any, **_: Any) -> str:
        top, bottom = top_and_bottom(self, printer)
        return str(top) if bottom == 1 else rf"\frac{{{top}}}{{{bottom}}}"

    def as_pretty(self: Any, printer: Any) -> Any:
        shapes = importlib.import_module("sympy.printing.pretty.stringpict")
        top, bottom = top_and_bottom(self, printer)
        return top if bottom == 1 else top / shapes.prettyForm(str(bottom))

    def plain(item: Any) -> Any:
        return sp.Add._from_args(item.args) if isinstance(item, surd_class()) else item

    made = type(sp.Add)(
        "Add",
        (sp.Add,),
        {
            "__doc__": "A sum of radicals that prints as one fraction.",
            "__module__": __name__,
            "__qualname__": "Surd",
            "__eq__": lambda self, other: sp.Add.__eq__(plain(self), plain(other)),
            "__hash__": sp.Add.__hash__,
            "__reduce_ex__": lambda self, _protocol: (restore_surd, (self.args,)),
            "func": property(lambda _self: sp.Add),
            "_sympystr": as_text,
            "_latex": as_latex,
            "_pretty": as_pretty,
        },
    )
    # sympy finds the numerical evaluation of a sum by its exact type.
    table = importlib.import_module("sympy.core.evalf").evalf_table
    table[made] = table[sp.Add]
    return made
