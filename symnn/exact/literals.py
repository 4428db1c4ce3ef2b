"""Exact numbers as a user may write them in Python, and the refusal of everything else.

Integers, `Fraction`, FLINT rationals and text ("3", "-0.25", "5/6", "1e-3") are read exactly.
A float is refused: 0.1 may mean one tenth, or the binary number next to it.
"""

from __future__ import annotations

import re
from fractions import Fraction
from numbers import Integral
from typing import Any, Final

from flint import fmpq, fmpz

from symnn.deferred import regex
from symnn.errors import InexactError, TooLargeError, UndefinedError, UnsupportedError

_DECIMAL: Final = regex(
    r"(?P<sign>[+-]?)(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?(?:[eE](?P<exponent>[+-]?[0-9]{1,9}))?"
)
_QUOTIENT: Final = regex(r"(?P<top>[+-]?[0-9]+)\s*/\s*(?P<bottom>[0-9]+)")
_MAX_DIGITS: Final = 4000


def read_text(text: str) -> fmpq:
    """The rational number that a text denotes: an integer, a decimal or a quotient.

    Exactness: exact; "0.1" is one tenth.

    Raises:
        UnsupportedError: the text is anything else; no text is ever evaluated.
        UndefinedError: a quotient by zero.
        TooLargeError: more than 4000 digits.

    Examples:
        >>> read_text("0.1") == fmpq(1, 10)
        True
    """
    body = text.strip()
    if len(body) > _MAX_DIGITS:
        raise TooLargeError(f"a number of {len(body)} characters is over the cap of {_MAX_DIGITS}")
    quotient = _QUOTIENT.fullmatch(body)
    if quotient:
        bottom = int(quotient["bottom"])
        if bottom == 0:
            raise UndefinedError(f"{text!r} divides by zero")
        return fmpq(int(quotient["top"]), bottom)
    decimal = _DECIMAL.fullmatch(body)
    if decimal is None or not (decimal["whole"] or decimal["part"]):
        raise UnsupportedError(
            f"{text!r} is not a number: texts are integers, decimals or quotients of integers, "
            "as '3', '-0.25' or '5/6'; for anything else pass a sympy expression"
        )
    return _decimal(decimal)


def _decimal(match: re.Match[str]) -> fmpq:
    part = match["part"] or ""
    exponent = int(match["exponent"] or 0) - len(part)
    if abs(exponent) > _MAX_DIGITS:
        raise TooLargeError(f"the decimal exponent {match['exponent']} is over the cap")
    digits = int((match["whole"] or "") + part)
    scale = fmpq(10) ** exponent
    return (-digits if match["sign"] == "-" else digits) * scale


def is_inexact(value: object) -> bool:
    """Whether the value is a float of some kind: Python's, numpy's, mpmath's, torch's."""
    if isinstance(value, float | complex):
        return True
    module = (type(value).__module__ or "").split(".")[0]
    if module == "numpy" and not isinstance(value, Integral):
        return type(value).__name__ not in ("bool", "bool_", "str_")
    return module in ("mpmath", "torch", "jax", "jaxlib", "tensorflow")


def refuse_inexact(value: object) -> InexactError:
    """The error for a float, which names both of its readings."""
    text = " ".join(repr(value).split())
    if len(text) > 60:
        text = text[:57] + "..."
    kind = type(value).__name__
    if hasattr(value, "tolist") and getattr(value, "shape", None):
        return InexactError(
            f"{text} is a {kind} of floats. Write exactly(array) for the binary values as they "
            "are stored, or give the decimals as text, '0.1', or as sympy Rationals"
        )
    plain = str(value.real) if isinstance(value, complex) else str(value)
    if plain.lstrip("+-") in ("inf", "nan"):
        return InexactError(f"{text} is a {kind}, and no real number equals it")
    if kind == "Float":  # sympy prints all the digits it holds
        text = plain = plain.rstrip("0") + ("0" if plain.rstrip("0").endswith(".") else "")
    return InexactError(
        f"{text} is a {kind}, and a float is not exact here. Write Rational('{plain}'), or the "
        f"text '{plain}', for the decimal as printed; write exactly({plain}) for the binary value"
    )


def read_number(value: Any) -> fmpq | None:
    """The rational number in a Python or FLINT value or a text; None for any other type.

    Raises:
        InexactError: a float of any library; both readings are named.
        UnsupportedError: a truth value.
    """
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        raise UnsupportedError(f"{value} is a truth value, not a number; write 1 or 0")
    if isinstance(value, str):
        return read_text(value)
    if isinstance(value, Integral):
        return fmpq(int(value))
    if isinstance(value, Fraction):
        return fmpq(value.numerator, value.denominator)
    if isinstance(value, fmpq | fmpz):
        return fmpq(value)
    if is_inexact(value):
        raise refuse_inexact(value)
    if type(value).__name__ == "Decimal" and type(value).__module__ in ("decimal", "_decimal"):
        return fmpq(*value.as_integer_ratio())
    return None


def binary_value(value: Any) -> fmpq:
    """The rational number that a float stores.

    Raises:
        UndefinedError: an infinity or not a number.

    Examples:
        >>> binary_value(0.5) == fmpq(1, 2)
        True
    """
    if hasattr(value, "_mpf_"):  # a sympy or mpmath float: (-1)^sign * mantissa * 2^exponent
        sign, mantissa, exponent, _ = value._mpf_
        if not mantissa and exponent:
            raise UndefinedError(f"{value!r} is not a number with a value")
        size = fmpq(int(mantissa)) * fmpq(2) ** int(exponent)
        return -size if sign else size
    if isinstance(value, complex):
        raise UnsupportedError(f"{value!r} is complex; symnn knows real numbers only")
    if not hasattr(value, "as_integer_ratio") and hasattr(value, "item"):
        value = value.item()
    try:
        top, bottom = value.as_integer_ratio()
    except (OverflowError, ValueError):
        raise UndefinedError(f"{value!r} is not a number with a value") from None
    return fmpq(int(top), int(bottom))
