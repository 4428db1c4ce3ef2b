"""VNN-LIB properties and witnesses, read."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Final, final

from symnn.errors import ModelError, SymnnError, UnsupportedError
from symnn.frameworks.files import read_bytes
from symnn.frameworks.vnnlib.formulas import Formula, Term, negated
from symnn.frameworks.vnnlib.terms import number_in, refusal, term_of, variable
from symnn.frameworks.vnnlib.text import Atom, Form, Group, forms, shown

#: Commands that say nothing about the property.
_SILENT: Final = frozenset({"set-logic", "set-info", "set-option", "check-sat", "get-model"})
#: Formulas without room: 0 >= 0 and 0 > 0.
_CONSTANTS: Final = {
    "true": Formula(">=", Term("constant")),
    "false": Formula(">", Term("constant")),
}
#: What verifiers write before a witness.
_VERDICTS: Final = frozenset({"sat", "violated", "model"})


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

    The usual subset: <=, <, >=, > and =, also in chains, distinct; and, or, not, =>, true, false;
    +, -, * and numbers, quotients by numbers. Decimals are the rationals that they write.

    Args:
        source: a file, or the text itself (with at least one bracket).

    Raises:
        ModelError: the file is missing or malformed, with the line and the column.
        UnsupportedError: an operator outside the subset, with the line and the column.
        TooLargeError: a text too long, brackets too deep, or a product of too many factors.

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
            if not _command(form, declared, found):
                break
        except SymnnError as error:
            raise type(error)(f"{name}:{error}") from None
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
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise ModelError(f"{source}:{line}:{column}: no text in UTF-8") from None


def _command(form: Form, declared: dict[str, set[int]], found: list[Assertion]) -> bool:
    """Take in a command; whether there may be others after it."""
    if not isinstance(form, Group) or not form or not isinstance(form[0], Atom):
        raise refusal(form, ModelError, f"{shown(form)!r} is no command")
    name = form[0].text
    if name in ("declare-const", "declare-fun"):
        _declare(form, declared)
    elif name == "assert":
        if len(form) != 2:
            message = f"an assert of {len(form) - 1} formulas; one is needed"
            raise refusal(form, ModelError, message)
        formula = _formula(form[1])
        for kind, number in sorted(formula.names()):
            if number not in declared[kind]:
                where = _place_of((kind, number), form[1])
                raise refusal(where, ModelError, f"{kind}_{number} is not declared")
        found.append(Assertion(formula, shown(form[1]), form.line))
    elif name not in _SILENT and name != "exit":
        raise refusal(form, UnsupportedError, f"the command {name!r} is not read")
    return name != "exit"


def _place_of(name: tuple[str, int], form: Form) -> Form:
    """The first place of a variable in a form."""
    stack: list[Form] = [form]
    while stack:
        item = stack.pop()
        if isinstance(item, Group):
            stack += item[::-1]
        elif variable(item) == name:
            return item
    return form


def _declare(form: Group, declared: dict[str, set[int]]) -> None:
    name = variable(form[1]) if len(form) > 1 and isinstance(form[1], Atom) else None
    if name is None:
        message = f"{shown(form)}: variables are called X_0, X_1, … and Y_0, Y_1, …"
        raise refusal(form, UnsupportedError, message)
    kind = form[2:] if shown(form[0]) == "declare-const" else form[3:] if form[2:3] == [[]] else []
    if [shown(part) for part in kind] != ["Real"]:
        message = f"{shown(form)}: variables are numbers of the type Real"
        raise refusal(form, UnsupportedError, message)
    if name[1] in declared[name[0]]:
        raise refusal(form[1], ModelError, f"{shown(form[1])} is declared twice")
    declared[name[0]].add(name[1])


def _formula(form: Form) -> Formula:
    if isinstance(form, Atom) and form.text in _CONSTANTS:
        return _CONSTANTS[form.text]
    if not isinstance(form, Group) or not form or not isinstance(form[0], Atom):
        raise refusal(form, ModelError, f"{shown(form)!r} is no formula")
    name, parts = form[0].text, form[1:]
    if name in ("and", "or"):
        if not parts:
            raise refusal(form, ModelError, f"an empty {name!r}")
        return Formula(name, parts=tuple(map(_formula, parts)))
    if name == "not" and len(parts) == 1:
        return negated(_formula(parts[0]))
    if name == "=>" and len(parts) >= 2:
        *causes, effect = map(_formula, parts)
        return Formula("or", parts=(*map(negated, causes), effect))
    if name == "!" and len(parts) >= 2:  # an annotation, as a name
        return _formula(parts[0])
    if name in ("<=", "<", ">=", ">", "=", "distinct") and len(parts) >= 2:
        terms = list(map(term_of, parts))
        if name == "distinct" and len(terms) == 2:
            return negated(_relation("=", *terms))
        if name != "distinct":
            links = [_relation(name, a, b) for a, b in pairwise(terms)]
            return links[0] if len(links) == 1 else Formula("and", parts=tuple(links))
    raise refusal(form, UnsupportedError, f"{shown(form)}: the operator {name!r} is not read here")


def _relation(name: str, left: Term, right: Term) -> Formula:
    if name in ("<=", "<"):
        left, right = right, left
    kind = {"<=": ">=", "<": ">"}.get(name, name)
    return Formula(kind, Term("sum", (left, right.negative())))


def read_witness(source: str | Path) -> tuple[list[Fraction], list[Fraction]]:
    """The point in a counterexample file: its X_i, and the Y_j if there are any.

    As verifiers write it: ((X_0 0.5) (X_1 -1e-3) (Y_0 2.25)), perhaps after the word sat; or as
    solvers do: (model (define-fun X_0 () Real 0.5) …).

    Raises:
        ModelError: the file is missing or malformed, with the line and the column, or a number is
            missing.
        UnsupportedError: a value that is no real number, as nan or inf.
    """
    text, name = _content(source, "a witness")
    found: dict[tuple[str, int], Fraction] = {}
    stack: list[Form] = list(forms(text, name))[::-1]
    try:
        while stack:
            form = stack.pop()
            pair = _pair(form)
            if pair is None:
                stack += _parts(form)[::-1]
            elif pair[0] in found:
                raise refusal(form, ModelError, f"{shown(form)} is a second value")
            else:
                found[pair[0]] = pair[1]
    except SymnnError as error:
        raise type(error)(f"{name}:{error}") from None
    return _values(found, "X", name), _values(found, "Y", name)


def _parts(form: Form) -> list[Form]:
    """What is inside of brackets; nothing inside of a verdict."""
    if isinstance(form, Group):
        return list(form)
    if form.text not in _VERDICTS:
        message = f"{form.text!r} is no pair of a witness, as (X_0 0.5)"
        raise refusal(form, ModelError, message)
    return []


def _pair(form: Form) -> tuple[tuple[str, int], Fraction] | None:
    if not isinstance(form, Group) or not form:
        return None
    if len(form) == 5 and shown(form[0]) == "define-fun" and form[2] == [] and _is_real(form[3]):
        name, value = variable(form[1]), form[4]
    elif len(form) == 2:
        name, value = variable(form[0]), form[1]
    else:
        return None
    return None if name is None else (name, number_in(value))


def _is_real(form: Form) -> bool:
    return isinstance(form, Atom) and form.text == "Real"


def _values(found: dict[tuple[str, int], Fraction], kind: str, name: str) -> list[Fraction]:
    numbers = {number for k, number in found if k == kind}
    missing = next((n for n in range(len(numbers) + 1) if n not in numbers), 0)
    if missing < len(numbers) or (kind == "X" and not numbers):
        raise ModelError(f"{name}: the witness gives no value of {kind}_{missing}")
    return [found[kind, number] for number in sorted(numbers)]
