"""The terms of VNN-LIB, read: numbers, X_i and Y_j, sums, products, quotients by numbers."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from symnn.errors import ModelError, SymnnError, TooLargeError, UnsupportedError
from symnn.exact.literals import read_text
from symnn.frameworks.vnnlib.formulas import Name, Term
from symnn.frameworks.vnnlib.text import Atom, Form, place, shown

#: The most factors of a product, so that its value stays short.
MAX_FACTORS: Final = 1000
_VARIABLE: Final = re.compile(r"(\|?)([XY])_(0|[1-9][0-9]{0,8})\1")


def refusal(form: Form, kind: type[SymnnError], message: str) -> SymnnError:
    """An error of some kind whose message begins with the place of a form."""
    return kind(f"{place(form)}: {message}")


def variable(form: Form) -> Name | None:
    """The variable that a form is; None if it is none. |X_0| is X_0.

    Examples:
        >>> variable(Atom("Y_12", 1, 1))
        ('Y', 12)
    """
    match = _VARIABLE.fullmatch(form.text) if isinstance(form, Atom) else None
    return None if match is None else (match[2], int(match[3]))


def term_of(form: Form) -> Term:
    """A term over variables.

    Raises:
        ModelError: no term.
        UnsupportedError: an operator that is not read, or a word that is no number.
        TooLargeError: a product of more than 1,000 factors.

    Examples:
        >>> term_of(Atom("0.5", 1, 1)).number
        Fraction(1, 2)
    """
    made = _term(form)
    count = made.factors()
    if count > MAX_FACTORS:
        message = f"a product of {count:,} factors; the cap is {MAX_FACTORS:,}"
        raise refusal(form, TooLargeError, message)
    return made


def _term(form: Form) -> Term:
    if isinstance(form, Atom):
        found = variable(form)
        return _number(form) if found is None else Term("variable", name=found)
    if not form or not isinstance(form[0], Atom):
        raise refusal(form, ModelError, f"{shown(form)!r} is no term")
    name, terms = form[0].text, [_term(part) for part in form[1:]]
    if name == "+" and terms:
        return Term("sum", tuple(terms))
    if name == "*" and terms:
        return Term("product", tuple(terms))
    if name == "-" and len(terms) == 1:
        return terms[0].negative()
    if name == "-" and terms:
        return Term("sum", (terms[0], *(term.negative() for term in terms[1:])))
    if name == "/" and len(terms) >= 2:
        return Term("product", (terms[0], *map(_inverse, form[2:])))
    raise refusal(form, UnsupportedError, f"{shown(form)}: the operator {name!r} is not read here")


def _inverse(form: Form) -> Term:
    divisor = number_in(form)
    if divisor == 0:
        raise refusal(form, ModelError, "a division by 0")
    return Term("constant", number=1 / divisor)


def _number(atom: Atom) -> Term:
    try:
        found = read_text(atom.text)
    except TooLargeError as error:
        raise refusal(atom, TooLargeError, str(error)) from None
    except SymnnError:
        message = f"{atom.text!r} is no real number, and no variable X_i or Y_j"
        raise refusal(atom, UnsupportedError, message) from None
    return Term("constant", number=Fraction(int(found.p), int(found.q)))


def number_in(form: Form) -> Fraction:
    """The value of a term without variables.

    Raises:
        UnsupportedError: it has one.
    """
    found = term_of(form)
    if found.has_variables():
        raise refusal(form, UnsupportedError, f"{shown(form)}: a number is needed here")
    value = found.at({})
    assert isinstance(value, Fraction)  # noqa: S101  sums and products of fractions
    return value
