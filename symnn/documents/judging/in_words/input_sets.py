r"""From which few numbers the inputs of units are: x_i ∈ {0, 1}, x ∈ {-1, 1}^2."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Compound, Formula, sides
from symnn.deferred import regex
from symnn.documents.judging.in_words.sentence import Sentence
from symnn.exact.expression import ONE, Expr, free_symbols, rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import Kind, MeaningError
from symnn.latex.meaning.values import Scalar, Value, column

#: A number for each input.
Point: TypeAlias = "dict[str, Expr]"
#: More inputs than these are not gone through.
MOST: Final = 6
_LARGEST: Final = 5
_SPACE: Final = regex(r"\s|\\[,;:!]|\\(?:left|right|big|Big|bigl|bigr)(?![A-Za-z])|\{,\}")
_NAME: Final = (
    r"(?:\\(?:mathbf|boldsymbol|bm|vec)\{?)?[A-Za-z]\}?(?:_(?:\w|\{\w+\}))?(?:\^\{\(\w\)\})?"
)
_ELEMENT: Final = r"(?:[+-]?\d|\\pm1)"
_TOLD: Final = regex(
    rf"(?P<list>{_NAME}(?:,(?:\\[lc]?dots(?:[cb])?,)?{_NAME})*)\}}?\\in(?![A-Za-z])"
    rf"\\(?:\{{|lbrace)(?P<set>{_ELEMENT}(?:,{_ELEMENT})*)\\(?:\}}|rbrace)"
    r"(?:\^(?:\{(?P<power>\w+)\}|(?P<digit>\w)))?"
)
_SIGNATURE: Final = regex(
    rf"(?P<f>[A-Za-z])(?::|\\colon)\\(?:\{{|lbrace)(?P<set>{_ELEMENT},{_ELEMENT})\\(?:\}}|rbrace)"
    r"\^\{?\w+\}?\\(?:to|rightarrow|longrightarrow)(?![A-Za-z])"
)
#: Solutions, which say where a letter lies there alone: "… ⇔ x ∈ {0, 1}".
_CONCLUDED: Final = regex(
    r"\\(?:iff|implies|(?:Long)?[Ll]eft[Rr]ightarrow|(?:Long)?[Rr]ightarrow)(?![A-Za-z])[^$]{0,200}"
)
#: Prose that may give the inputs other values.
_OTHERS: Final = regex(
    r"(?i)\b(?:bipolar|signs? as inputs"
    r"|inputs?\b[^.$]{0,40}\$?(?:(?<=[{,($])-1\b|\b(?:or|and|from|is|are) -1\b|\\pm ?1|±))"
)


def sets_of(sentence: Sentence, names: Sequence[str]) -> dict[str, tuple[Expr, ...]]:
    """The numbers that each of some inputs may be, as the claim says, or else the document.

    Raises:
        MeaningError: that is not said of one of them, or it is said in two ways.
    """
    own = _of_domain(sentence, names)
    for part in sentence.whole.parts:
        for name, values in _told(part.latex, names):
            if own.setdefault(name, values) != values:
                raise refused()
    text = sentence.place.state.source.text
    missing = [name for name in names if name not in own]
    if missing:
        told: dict[str, set[tuple[Expr, ...]]] = {}
        for name, values in _told(_CONCLUDED.sub("", text), missing):
            told.setdefault(name, set()).add(values)
        if not told and (signed := _of_signature(text, missing)):
            told = {name: {signed} for name in missing}
        if set(told) != set(missing) or any(len(found) != 1 for found in told.values()):
            raise refused()
        if _OTHERS.search(text) is not None:
            raise refused()
        own |= {name: next(iter(found)) for name, found in told.items()}
    return own


def _of_signature(text: str, names: Sequence[str]) -> tuple[Expr, ...]:
    """The numbers that f: {0, 1}^n → {0, 1} takes, where f(x) is written with these inputs."""
    bases = {name.partition("_")[0] for name in names}
    bare = _SPACE.sub("", text)
    found = {(m["f"], m["set"]) for m in _SIGNATURE.finditer(bare)}
    if len(found) != 1 or len(bases) != 1:
        return ()
    (function, numbers), (base,) = next(iter(found)), bases
    written = re.search(rf"(?<![A-Za-z]){re.escape(function)}\({re.escape(base)}[,)_]", bare)
    return _values(numbers) if written is not None else ()


def with_open_inputs(sentence: Sentence) -> Sentence:
    """The sentence with its inputs open, whatever values other claims have put in for them."""
    view, text = sentence.view, sentence.place.state.source.text
    said = list(spaces(_CONCLUDED.sub("", text)))
    told = {name for names, _, _ in said for name in names}
    own: dict[str, Value] = {
        key: Scalar(symbol(key))
        for key, given in sentence.place.state.scope.history.items()
        if key not in sentence.assumed.values and any(is_of(key, name) for name in told)
        if all(isinstance(one.body, (tree.Number, tree.Neg, tree.Name)) for one in given)
    }
    for names, _, power in said:
        if power.isdigit() and 1 < int(power) <= MOST:
            for name in names:
                own |= _vector(sentence, name, int(power))
    view = view.varying({**view.varied, **own}) if own else view
    return replace(sentence, view=view)


def _vector(sentence: Sentence, name: str, count: int) -> dict[str, Value]:
    """x of {0, 1}^2 as the column of x_1 and x_2, unless the document gave it otherwise."""
    scope, values = sentence.place.state.scope, sentence.assumed.values
    keys = [name, *(f"{name}_{k + 1}" for k in range(count))]
    if "_" in name or any(key in values for key in keys) or scope.latest(name) is not None:
        return {}
    cells = tuple(Scalar(symbol(key)) for key in keys[1:])
    return {name: column(cells, loose=True), **dict(zip(keys[1:], cells, strict=True))}


def points_of(sets: dict[str, tuple[Expr, ...]]) -> Iterator[Point]:
    """All inputs, the first name changing last."""
    for values in product(*sets.values()):
        yield dict(zip(sets, values, strict=True))


def inputs_in(*bodies: Expr) -> list[str]:
    """The open letters of some values, in the order of their numbers.

    Raises:
        MeaningError: there are none, or too many.
    """
    names = sorted(free_symbols(*bodies), key=_by_number)
    if not 1 <= len(names) <= MOST:
        raise refused()
    return names


def whole_inputs(sentence: Sentence, names: Sequence[str]) -> list[str]:
    """All entries of the vector that some inputs are entries of, where its size is told."""
    bases = {name.partition("_")[0] for name in names}
    place = sentence.place
    before = place.state.source.text[: place.formula.outer_start]
    text = _CONCLUDED.sub("", before)
    sizes = {
        int(power)
        for told, _, power in spaces(text)
        if power.isdigit() and len(told) == 1 and bases == set(told)
    }
    if len(sizes) != 1 or next(iter(sizes)) > MOST:
        return list(names)
    every = [f"{next(iter(bases))}_{k + 1}" for k in range(next(iter(sizes)))]
    return every if set(names) <= set(every) else list(names)


def spaces(latex: str) -> Iterator[tuple[list[str], tuple[Expr, ...], str]]:
    """What some mathematics says of inputs: the names, the numbers, and the power of the set."""
    for found in _TOLD.finditer(_SPACE.sub("", latex)):
        names = [_key(part) for part in re.findall(_NAME, found["list"])]
        values = _values(found["set"])
        if len(values) <= _LARGEST:
            yield names, values, found["power"] or found["digit"] or ""


def refused() -> MeaningError:
    """What is raised where inputs are not from a few numbers."""
    return MeaningError(Kind.UNSUPPORTED, "no inputs from a few numbers", tree.Span(0, 0))


def is_of(name: str, told: str) -> bool:
    """Whether x_1 is meant by x, x_i or x_1."""
    base, _, index = told.partition("_")
    own, _, number = name.partition("_")
    if base != own:
        return False
    return not index or index == number or (index.isalpha() and number.isdigit())


def _by_number(name: str) -> tuple[str, int, str]:
    base, _, index = name.partition("_")
    return base, int(index) if index.isdigit() else 0, index


def _key(text: str) -> str:
    r"""The name of \mathbf{x}_{12}, without its typeface."""
    return re.sub(r"\\(?:mathbf|boldsymbol|bm|vec)|\^\{\(\w\)\}|[{}]", "", text)


def _values(text: str) -> tuple[Expr, ...]:
    numbers: set[int] = set()
    for part in text.split(","):
        numbers |= {-1, 1} if "pm" in part else {int(part)}
    return tuple(rational(n) for n in sorted(numbers))


def _told(latex: str, names: Iterable[str]) -> Iterator[tuple[str, tuple[Expr, ...]]]:
    for told, values, _ in spaces(latex):
        for name in names:
            if any(is_of(name, one) for one in told):
                yield name, values


def _of_domain(sentence: Sentence, names: Sequence[str]) -> dict[str, tuple[Expr, ...]]:
    """What the ranges beside a sentence say; those of no few numbers are not understood."""
    found: dict[str, tuple[Expr, ...]] = {}
    for formula in sentence.assumed.domain:
        letters = free_symbols(*sides(formula))
        if not letters & set(names):
            continue
        values = _listed(formula)
        if values is None or len(letters) != 1:
            raise refused()
        found[next(iter(letters))] = values
    return found


def _listed(formula: Formula) -> tuple[Expr, ...] | None:
    """The numbers of "x = 0 or x = 1"."""
    parts = formula.parts if isinstance(formula, Compound) else (formula,)
    if isinstance(formula, Compound) and formula.connective != "or":
        return None
    values: list[Expr] = []
    for part in parts:
        if not isinstance(part, Atomic) or part.relation != "=" or part.left.op != "symbol":
            return None
        if free_symbols(part.right):
            return None
        values.append(part.right)
    return tuple(values)


def high_of(values: Sequence[Expr]) -> Expr:
    """The number that stands for what is on, or true.

    Raises:
        MeaningError: it is not certain.
    """
    if ONE not in values or len(values) != 2:
        raise refused()
    return ONE
