"""VNN-LIB properties and witnesses, read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Final, final

from symnn.errors import ModelError, SymnnError, UnsupportedError
from symnn.exact.literals import read_text
from symnn.frameworks.files import read_bytes
from symnn.frameworks.vnnlib.formulas import Formula, Name, Term, negated
from symnn.frameworks.vnnlib.text import Atom, Form, forms, line_of, shown

_VARIABLE: Final = re.compile(r"([XY])_([0-9]{1,9})")
_MINUS: Final = Fraction(-1)
#: Commands that say nothing about the property.
_SILENT: Final = frozenset(
    {"set-logic", "set-info", "set-option", "check-sat", "get-model", "exit"}
)


@final
@dataclass(frozen=True, slots=True)
class Assertion:
    """One assert, as it is written, and the line on which it stands."""

    formula: Formula
    text: str
    line: int


@final
@dataclass(frozen=True, slots=True)
class Property:
    """What a counterexample satisfies: all assertions at once, with Y = f(X).

    Attributes:
        inputs, outputs: how many X_i and Y_j are declared.
        domain: the assertions about inputs alone.
        violation: the others.
    """

    inputs: int
    outputs: int
    domain: tuple[Assertion, ...]
    violation: tuple[Assertion, ...]


def read_vnnlib(source: str | Path) -> Property:
    """A property in VNN-LIB: declarations of real X_i and Y_j, and assertions.

    The usual subset: <=, <, >=, > and =, also in chains; and, or, not, =>; +, -, * and numbers,
    quotients of numbers. Decimals are the rationals that they write.

    Args:
        source: a file, or the text itself (with at least one bracket).

    Raises:
        ModelError: the file is missing or malformed, with the line.
        UnsupportedError: an operator outside the subset, with the line.
        TooLargeError: a text too long, or brackets too deep.

    Examples:
        >>> text = "(declare-const X_0 Real)(declare-const Y_0 Real)"
        >>> found = read_vnnlib(text + "(assert (<= X_0 0.5))(assert (or (>= Y_0 X_0)))")
        >>> found.inputs, found.outputs, len(found.domain), len(found.violation)
        (1, 1, 1, 1)
    """
    text, name = _content(source, "a VNN-LIB property")
    declared: dict[str, set[int]] = {"X": set(), "Y": set()}
    found: list[Assertion] = []
    for form in forms(text, name):
        try:
            _command(form, declared, found)
        except SymnnError as error:
            raise type(error)(f"{name}:{line_of(form)}: {error}") from None
    for kind, numbers in declared.items():
        if numbers != set(range(len(numbers))) or not numbers:
            raise ModelError(
                f"{name}: the {kind}_i declared are not {kind}_0, {kind}_1, … without a gap"
            )
    domain, violation = list[Assertion](), list[Assertion]()
    for assertion in found:
        about_inputs = all(kind == "X" for kind, _ in assertion.formula.names())
        (domain if about_inputs else violation).append(assertion)
    sizes = len(declared["X"]), len(declared["Y"])
    return Property(*sizes, tuple(domain), tuple(violation))


def _content(source: str | Path, what: str) -> tuple[str, str]:
    if isinstance(source, str) and "(" in source:
        return source, "the text"
    data = read_bytes(source, what)
    try:
        return data.decode("utf-8-sig"), str(source)
    except UnicodeDecodeError:
        raise ModelError(f"{source} is no text in UTF-8") from None


def _command(form: Form, declared: dict[str, set[int]], found: list[Assertion]) -> None:
    if not isinstance(form, list) or not form or not isinstance(form[0], Atom):
        raise ModelError(f"{shown(form)!r} is no command")
    name = form[0].text
    if name in ("declare-const", "declare-fun"):
        _declare(form, declared)
    elif name == "assert":
        if len(form) != 2:
            raise ModelError(f"an assert of {len(form) - 1} formulas; one is needed")
        formula = _formula(form[1])
        for kind, number in formula.names():
            if number not in declared[kind]:
                raise ModelError(f"{kind}_{number} is not declared")
        found.append(Assertion(formula, shown(form[1]), line_of(form)))
    elif name not in _SILENT:
        raise UnsupportedError(f"the command {name!r} is not read")


def _declare(form: list[Form], declared: dict[str, set[int]]) -> None:
    words = [part.text for part in form if isinstance(part, Atom)]
    match = _VARIABLE.fullmatch(words[1]) if len(words) > 1 else None
    if match is None:
        raise UnsupportedError(f"{shown(form)}: variables are called X_0, X_1, … and Y_0, Y_1, …")
    if words[-1] != "Real" or len(words) != 3:
        raise UnsupportedError(f"{shown(form)}: variables are of the type Real")
    number = int(match[2])
    if number in declared[match[1]]:
        raise ModelError(f"{words[1]} is declared twice")
    declared[match[1]].add(number)


def _head(form: Form) -> tuple[str, list[Form]]:
    if not isinstance(form, list) or not form or not isinstance(form[0], Atom):
        raise ModelError(f"{shown(form)!r} is no formula")
    return form[0].text, form[1:]


def _formula(form: Form) -> Formula:
    name, parts = _head(form)
    if name in ("and", "or"):
        if not parts:
            raise ModelError(f"an empty {name!r}")
        return Formula(name, parts=tuple(map(_formula, parts)))
    if name == "not" and len(parts) == 1:
        return negated(_formula(parts[0]))
    if name == "=>" and len(parts) == 2:
        return Formula("or", parts=(negated(_formula(parts[0])), _formula(parts[1])))
    if name in ("<=", "<", ">=", ">", "=") and len(parts) >= 2:
        terms = list(map(_term, parts))
        links = [_relation(name, a, b) for a, b in pairwise(terms)]
        return links[0] if len(links) == 1 else Formula("and", parts=tuple(links))
    raise UnsupportedError(f"{shown(form)}: the operator {name!r} is not read here")


def _relation(name: str, left: Term, right: Term) -> Formula:
    if name in ("<=", "<"):
        left, right = right, left
    kind = {"<=": ">=", "<": ">"}.get(name, name)
    return Formula(kind, Term("sum", (left, _negative(right))))


def _negative(term: Term) -> Term:
    if term.kind == "constant":
        return Term("constant", number=-term.number)
    return Term("product", (Term("constant", number=_MINUS), term))


def _term(form: Form) -> Term:
    if isinstance(form, Atom):
        match = _VARIABLE.fullmatch(form.text)
        if match is not None:
            return Term("variable", name=(match[1], int(match[2])))
        return Term("constant", number=_number(form.text))
    name, parts = _head(form)
    terms = list(map(_term, parts))
    if name == "+" and terms:
        return Term("sum", tuple(terms))
    if name == "*" and terms:
        return Term("product", tuple(terms))
    if name == "-" and terms:
        if len(terms) == 1:
            return _negative(terms[0])
        return Term("sum", (terms[0], *map(_negative, terms[1:])))
    if name == "/" and len(terms) == 2 and terms[1].kind == "constant" and terms[1].number:
        return Term("product", (terms[0], Term("constant", number=1 / terms[1].number)))
    raise UnsupportedError(f"{shown(form)}: the operator {name!r} is not read here")


def _number(text: str) -> Fraction:
    found = read_text(text)
    return Fraction(int(found.p), int(found.q))


def read_witness(source: str | Path) -> tuple[list[Fraction], list[Fraction]]:
    """The point in a counterexample file: its X_i, and the Y_j if there are any.

    As verifiers write it: ((X_0 0.5) (X_1 -1e-3) (Y_0 2.25)), perhaps after the word sat.

    Raises:
        ModelError: the file is missing or malformed, or a number is missing.
    """
    text, name = _content(source, "a witness")
    found: dict[Name, Fraction] = {}
    stack: list[Form] = list(forms(text, name))[::-1]
    while stack:
        form = stack.pop()
        if isinstance(form, Atom):
            if form.text not in ("sat", "violated"):
                raise ModelError(f"{name}:{form.line}: {form.text!r} is no pair of a witness")
            continue
        pair = _pair(form)
        if pair is None:
            stack += form[::-1]
            continue
        if pair[0] in found:
            raise ModelError(f"{name}:{line_of(form)}: {shown(form)} is a second value")
        found[pair[0]] = pair[1]
    return _values(found, "X", name), _values(found, "Y", name)


def _pair(form: Sequence[Form]) -> tuple[Name, Fraction] | None:
    if len(form) != 2 or not isinstance(form[0], Atom):
        return None
    match = _VARIABLE.fullmatch(form[0].text)
    if match is None:
        return None
    term = _term(form[1])
    return (match[1], int(match[2])), _fraction(term.at({}))


def _fraction(value: object) -> Fraction:
    if not isinstance(value, Fraction):
        raise ModelError(f"{value} is no number")
    return value


def _values(found: dict[Name, Fraction], kind: str, name: str) -> list[Fraction]:
    numbers = sorted(number for k, number in found if k == kind)
    if numbers != list(range(len(numbers))) or (kind == "X" and not numbers):
        raise ModelError(f"{name}: the values of {kind}_0, {kind}_1, … are not all there")
    return [found[kind, number] for number in numbers]
