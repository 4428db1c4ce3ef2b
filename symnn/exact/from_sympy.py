"""Reading values: sympy expressions, and the exact numbers of Python, as `Expr`.

Only the structure of a sympy object is read; none of its truth values is. What sympy has
already decided on its own (a comparison that became True) cannot be seen, and is refused
where it can be told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from flint import fmpq

from symnn.errors import TooLargeError, UndefinedError, UnsupportedError
from symnn.exact.expression import (
    MINUS_ONE,
    ONE,
    PI,
    ZERO,
    Expr,
    RealRoot,
    add,
    apply,
    derivative,
    exp,
    limit,
    mul,
    negative,
    nth_root,
    piecewise,
    postorder,
    power,
    quotient,
    rational,
    substitute,
    symbol,
)
from symnn.exact.literals import read_number, refuse_inexact
from symnn.exact.number import Number
from symnn.exact.radicals import written_form
from symnn.exact.sympy_symbols import is_sympy, symbols_of

#: The most terms that a finite sum or product is written out to.
MAX_TERMS: Final = 10_000
#: The most operations in a sum or product that is written out.
MAX_NODES: Final = 200_000
#: The highest order of a derivative.
MAX_ORDER: Final = 32

_UNDEFINED: Final = quotient(ONE, ZERO)
_RELATIONS: Final = {
    "Equality": "=",
    "Unequality": "!=",
    "StrictLessThan": "<",
    "LessThan": "<=",
    "StrictGreaterThan": ">",
    "GreaterThan": ">=",
}


def from_sympy(value: Any) -> Expr:
    """A value as an expression: of sympy, Python, FLINT, or a text that is a number.

    Exactness: exact, over the reals. Symbols are real unknowns, known by their names.

    Raises:
        InexactError: a float anywhere inside; both readings are named.
        UnsupportedError: I, oo, nan, a function or object without an exact meaning here.
        ClaimError: two different symbols with the same name.
        UndefinedError: a fractional power of a negative number, which is complex in sympy.

    Examples:
        >>> import sympy as sp
        >>> from_sympy(sp.Rational(5, 6)) == rational("5/6")
        True
        >>> from_sympy(sp.sqrt(2)) == nth_root(rational(2))
        True
    """
    if isinstance(value, Expr):
        return value
    if getattr(value, "is_Rational", False) is True:  # a large layer has many of these
        return rational(fmpq(int(value.p), int(value.q)))
    if isinstance(value, Number):
        return written_form(value)
    number = read_number(value)
    if number is not None:
        return rational(number)
    if callable(value) and not is_sympy(value):
        raise UnsupportedError(
            f"{value!r} is a function and no value: apply it, to x say, and pass what it gives"
        )
    if not is_sympy(value):
        raise UnsupportedError(
            f"{type(value).__name__} is no exact number: pass an integer, a Fraction, a text such "
            "as '0.1' or '5/6', or a sympy expression"
        )
    if hasattr(value, "shape"):
        raise UnsupportedError(f"a matrix of shape {value.shape} stands where a number is needed")
    return _read(value)


def _read(root: Any) -> Expr:
    symbols_of(root)
    done: dict[Any, Expr | None] = {}
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, ready = stack.pop()
        if node in done:
            continue
        if ready or not (parts := _parts(node)):
            done[node] = _convert(node, done)
        else:
            stack.append((node, True))
            stack.extend((part, False) for part in reversed(parts) if part not in done)
    result = done[root]
    if result is None:
        raise UnsupportedError(f"{root} is a {type(root).__name__}, not a number or a function")
    return result


def _parts(node: Any) -> Sequence[Any]:
    """The arguments to read first; some objects are read as a whole."""
    if type(node).__name__ in ("ComplexRootOf", "Poly", "PurePoly"):
        return ()
    if type(node).__name__ == "AlgebraicNumber":
        return (node.as_expr(),)
    if type(node).__name__ == "Limit":
        body, variable, to, _ = node.args
        return (body, variable) if type(to).__name__ in _ENDS else (body, variable, to)
    return tuple(a for a in node.args if is_sympy(a))


# --- one node -------------------------------------------------------------------------------

Done = Mapping[Any, "Expr | None"]


def _convert(node: Any, done: Done) -> Expr | None:
    if getattr(node, "is_Rational", False) is True:
        return rational(fmpq(int(node.p), int(node.q)))
    if getattr(node, "is_Float", False) is True:
        raise refuse_inexact(node)
    if getattr(node, "is_Symbol", False) is True:
        return symbol(node.name)
    name = type(node).__name__
    if (type(node).__module__ or "").split(".")[0] not in ("sympy", "symnn"):
        raise UnsupportedError(f"{name} is a function or class that symnn does not know")
    reader = _READERS.get(name)
    if reader is not None:
        return reader(node, done)
    if name in _STRUCTURE or name in _RELATIONS:
        return None
    if name in _BY_NAME:
        return apply(_BY_NAME[name], *(_get(a, done) for a in node.args))
    raise UnsupportedError(_why_not(node, name))


def _why_not(node: Any, name: str) -> str:
    if name == "ImaginaryUnit":
        return "the imaginary unit is met: a root of a negative number? symnn is about the reals"
    if name in ("Infinity", "NegativeInfinity", "ComplexInfinity", "NaN"):
        return f"{node} is not a real number"
    if name in ("BooleanTrue", "BooleanFalse"):
        return "sympy has already decided this comparison; use symnn's own Eq, Lt, Le, …"
    text = str(node)
    return f"{text[:80]} ({name}) has no exact meaning in symnn"


def _get(part: Any, done: Done) -> Expr:
    expr = done[part]
    if expr is None:
        raise UnsupportedError(f"{part} is a {type(part).__name__}, and a number is needed here")
    return expr


def _all(node: Any, done: Done) -> list[Expr]:
    return [_get(a, done) for a in node.args]


def _power(node: Any, done: Done) -> Expr:
    base, exponent = _all(node, done)
    if type(node.args[0]).__name__ == "Exp1":
        return exp(exponent)
    if not isinstance(exponent.data, fmpq) or exponent.data.q == 1:
        return power(base, exponent)
    top, bottom = int(exponent.data.p), int(exponent.data.q)
    if isinstance(base.data, fmpq) and base.data < 0:
        raise UndefinedError(
            f"{node} is complex in sympy: a negative number to a fractional power. For the real "
            f"root of odd degree write real_root({node.args[0]}, {bottom})"
        )
    if bottom % 2 and not isinstance(base.data, fmpq):
        return power(base, exponent)  # a real root of odd degree would accept a base < 0 as well
    root = nth_root(base, bottom)
    return root if top == 1 else power(root, rational(top))


def _root(node: Any, _: Done) -> Expr:
    """Index k of a polynomial's roots; sympy counts the real ones first, in increasing order."""
    coefficients = tuple(int(c) for c in reversed(node.poly.all_coeffs()))
    intervals = node.poly.intervals()
    if node.index >= len(intervals):
        raise UnsupportedError(f"{node} is not a real root")
    (lower, upper), _multiplicity = intervals[node.index]
    ends = fmpq(int(lower.p), int(lower.q)), fmpq(int(upper.p), int(upper.q))
    return Expr("root", (), RealRoot(coefficients, *ends))


def _heaviside(node: Any, done: Done) -> Expr:
    argument, at_zero = node.args
    if _get(at_zero, done) == rational("1/2"):
        raise UnsupportedError(
            "Heaviside without a value at 0 (sympy puts 1/2 in silently): write "
            "symnn.step(at_zero=…), with Rational(1, 2) if you mean it"
        )
    return apply("step", _get(argument, done), _get(at_zero, done))


def _derivative(node: Any, done: Done) -> Expr:
    body = _get(node.expr, done)
    for variable, count in node.variable_count:
        if not getattr(variable, "is_Symbol", False) or not getattr(count, "is_Integer", False):
            raise UnsupportedError(
                f"{node}: derivatives are taken in a symbol, a known number of times"
            )
        if int(count) > MAX_ORDER:
            raise TooLargeError(f"a derivative of order {count}; the cap is {MAX_ORDER}")
        for _ in range(int(count)):
            body = derivative(body, variable.name, symbol(variable.name))
    return body


def _limit(node: Any, done: Done) -> Expr:
    """sympy's own mark of an infinite point counts; at a finite one, its direction."""
    body, variable, to, direction = node.args
    if not getattr(variable, "is_Symbol", False):
        raise UnsupportedError(f"{node}: a limit is taken as a symbol goes somewhere")
    end = _ENDS.get(type(to).__name__)
    if end is not None:
        return limit(_get(body, done), variable.name, end)
    return limit(_get(body, done), variable.name, str(direction), _get(to, done))


def _subs(node: Any, done: Done) -> Expr:
    values = {v.name: _get(p, done) for v, p in zip(node.variables, node.point, strict=True)}
    return substitute(_get(node.expr, done), values)


def _check_size(body: Expr, terms: int, copies: int) -> None:
    """Refuse a sum whose written-out form is too long, before it is written out."""
    if terms > MAX_TERMS:
        raise TooLargeError(f"{terms} terms are over the cap of {MAX_TERMS}")
    if sum(1 for _ in postorder(body)) * copies > MAX_NODES:
        raise TooLargeError(f"{copies} copies of a long term are over the cap of {MAX_NODES}")


def _indexed(combine: Callable[..., Expr]) -> Callable[[Any, Done], Expr]:
    """Sum or Product over a finite range of integers, written out."""

    def read(node: Any, done: Done) -> Expr:
        body, terms = _get(node.function, done), 1
        for index, lower, upper in node.limits:
            if not (getattr(lower, "is_Integer", False) and getattr(upper, "is_Integer", False)):
                raise UnsupportedError(f"{node}: the range must be between two known integers")
            low, high = int(lower), int(upper)
            if high < low:
                raise UnsupportedError(
                    f"{node}: an upper end below the lower one. sympy (Karr) and papers (empty, "
                    "0 or 1) read this differently"
                )
            terms *= high - low + 1
            _check_size(body, terms, high - low + 1)
            values = (rational(k) for k in range(low, high + 1))
            body = combine(*(substitute(body, {index.name: k}) for k in values))
        return body

    return read


def _piecewise(node: Any, done: Done) -> Expr:
    """Case by case from the last; without a case that always holds there is no value."""
    value = _UNDEFINED
    for piece, condition in reversed(node.args):
        value = _choose(condition, _get(piece, done), value, done)
    return value


def _choose(condition: Any, then: Expr, otherwise: Expr, done: Done) -> Expr:
    name = type(condition).__name__
    if name == "BooleanTrue":
        return then
    if name == "BooleanFalse":
        return otherwise
    if name in _RELATIONS:
        left, right = (_get(a, done) for a in condition.args)
        row = (_RELATIONS[name], left, right, then)
        if otherwise.op == "piecewise" and isinstance(otherwise.data, tuple):
            data = (_RELATIONS[name], *otherwise.data)
            return Expr("piecewise", (left, right, then, *otherwise.args), data)
        return piecewise([row], otherwise)
    if name == "And":
        for part in condition.args:
            then = _choose(part, then, otherwise, done)
        return then
    if name == "Or":
        for part in condition.args:
            otherwise = _choose(part, then, otherwise, done)
        return otherwise
    if name == "Not":
        return _choose(condition.args[0], otherwise, then, done)
    raise UnsupportedError(f"the condition {condition} of a Piecewise is not made of comparisons")


def _one(build: Callable[[Expr], Expr]) -> Callable[[Any, Done], Expr]:
    return lambda node, done: build(_get(node.args[0], done))


def _modulo(node: Any, done: Done) -> Expr:
    a, b = _all(node, done)
    return a - b * apply("floor", a / b)


_ENDS: Final = {"Infinity": "oo", "NegativeInfinity": "-oo"}

_STRUCTURE: Final = {"Tuple", "ExprCondPair", "BooleanTrue", "BooleanFalse", "And", "Or", "Not"}

_BY_NAME: Final = {
    **{n: n for n in ("exp", "sin", "cos", "tan", "asin", "acos", "atan", "erf", "sign", "floor")},
    **{n: n for n in ("sinh", "cosh", "tanh", "relu", "leaky_relu", "hard_tanh", "relu6", "elu")},
    **{n: n for n in ("hard_sigmoid", "step", "sigmoid", "softplus", "silu", "gelu")},
    "Abs": "abs",
    "Max": "max",
    "Min": "min",
}


def _logarithm(x: Expr, *base: Expr) -> Expr:
    """log x, or log x / log b for the base that an unevaluated log(x, b) names."""
    return quotient(apply("log", x), apply("log", *base)) if base else apply("log", x)


def _root_of_sum(x: Expr, shift: Expr) -> Expr:
    return nth_root(add(power(x, rational(2)), shift))


_READERS: Final[Mapping[str, Callable[[Any, Done], Expr]]] = {
    "log": lambda node, done: _logarithm(*_all(node, done)),
    "Add": lambda node, done: add(*_all(node, done)),
    "Mul": lambda node, done: mul(*_all(node, done)),
    "Pow": _power,
    "Pi": lambda _node, _done: PI,
    "Exp1": lambda _node, _done: exp(ONE),
    "GoldenRatio": lambda _node, _done: (ONE + nth_root(rational(5))) / 2,
    "ComplexRootOf": _root,
    "AlgebraicNumber": lambda node, done: _get(node.as_expr(), done),
    "UnevaluatedExpr": _one(lambda x: x),
    "Heaviside": _heaviside,
    "Piecewise": _piecewise,
    "Derivative": _derivative,
    "Subs": _subs,
    "Limit": _limit,
    "Sum": _indexed(add),
    "Product": _indexed(mul),
    "ceiling": _one(lambda x: negative(apply("floor", negative(x)))),
    "frac": _one(lambda x: x - apply("floor", x)),
    "Mod": _modulo,
    "erfc": _one(lambda x: ONE - apply("erf", x)),
    "sec": _one(lambda x: power(apply("cos", x), MINUS_ONE)),
    "csc": _one(lambda x: power(apply("sin", x), MINUS_ONE)),
    "cot": _one(lambda x: apply("cos", x) / apply("sin", x)),
    "sech": _one(lambda x: power(apply("cosh", x), MINUS_ONE)),
    "csch": _one(lambda x: power(apply("sinh", x), MINUS_ONE)),
    "coth": _one(lambda x: apply("cosh", x) / apply("sinh", x)),
    "asinh": _one(lambda x: apply("log", x + _root_of_sum(x, ONE))),
    "acosh": _one(lambda x: apply("log", add(x, mul(nth_root(x + MINUS_ONE), nth_root(x + ONE))))),
    "atanh": _one(lambda x: (apply("log", ONE + x) - apply("log", ONE - x)) / 2),
}
