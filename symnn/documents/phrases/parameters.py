"""How many numbers arrays and formulas hold: "W and b together have 7850 parameters".

The shape of an array may be its value's or only a declared one, with letters for sizes; a function
has as many parameters as letters without a value besides its arguments.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.having import COMPARED, RELATIONS
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import COUNT, PLACE, Speaker
from symnn.exact.expression import ONE, Expr, add, free_symbols, mul, rational, symbol
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.values import Array, Scalar

Rule: TypeAlias = "Callable[[], Phrase | None]"

_SUBJECT: Final = regex(
    r"(?:the )?(?:matri(?:x|ces) |vectors? |arrays? |weights? |biases |tensors? |layer )?"
    rf"(?P<list>{PLACE}(?:(?:,| and|, and)(?: the)?(?: bias| vector| matrix)? {PLACE})*)"
    r"(?: together| alone)?"
)
_KIND: Final = r"(?:trainable |learnable |free |adjustable |real |scalar )?"
_COUNTED: Final = regex(
    rf"(?P<count>(?:[a-z ]+ )?{COUNT}) {_KIND}(?P<what>parameters|entries|elements|numbers|weights)"
    r"(?: together| in total| altogether| in all)?"
)
_ROWS: Final = regex(rf"(?P<rows>{COUNT}) rows? and (?P<columns>{COUNT}) columns?")


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about how many numbers something holds; None if it is none."""
    holds = verb in ("has", "have", "contains", "contain", "holds", "hold")
    match = _SUBJECT.fullmatch(subject) if holds else None
    if match is None:
        return None
    sides = _ROWS.fullmatch(predicate)
    if sides is not None:
        return partial(_sides, speaker, match["list"], sides)
    counted = _COUNTED.fullmatch(predicate)
    compared = COMPARED.fullmatch(counted["count"]) if counted is not None else None
    if counted is None or compared is None:
        return None
    try:
        found = _holds(speaker, match["list"], counted["what"], compared)
    except MeaningError:
        return None  # a network, perhaps
    return None if found is None else lambda: found


def _holds(speaker: Speaker, text: str, what: str, compared: re.Match[str]) -> Phrase | None:
    places = re.findall(PLACE, text)
    if len(places) == 1 and what in ("parameters", "weights"):
        found = _letters_of(speaker, places[0])
        if found is not None:
            number = speaker.number(compared["n"])
            statement = (Atomic(RELATIONS[compared["how"]], rational(len(found)), number), ())
            method = f"its letters without a value: {', '.join(sorted(found))}"
            return Phrase("has", "", (statement,), method=method)
    shapes = [shape_of(speaker, place) for place in places]
    whole = add(*(mul(*shape) for shape in shapes))
    return _compared(speaker, ((whole, compared["n"]),), RELATIONS[compared["how"]])


def _sides(speaker: Speaker, text: str, match: re.Match[str]) -> Phrase | None:
    places = re.findall(PLACE, text)
    if len(places) != 1:
        return None
    rows, columns = shape_of(speaker, places[0])
    return _compared(speaker, ((rows, match["rows"]), (columns, match["columns"])), "=")


def _compared(speaker: Speaker, pairs: tuple[tuple[Expr, str], ...], relation: str) -> Phrase:
    """Numbers of things in letters hold for all whole numbers from 1 on."""
    parts: list[Formula] = []
    letters = sorted(free_symbols(*(f for f, _ in pairs)))
    reader = speaker.reader
    sizes = {n: Scalar(symbol(n)) for n in letters}
    speaker = replace(speaker, wide=reader.varying({**reader.varied, **sizes}))
    for found, place in pairs:
        claimed = _claimed(speaker, place)
        if free_symbols(claimed) != free_symbols(found) and not free_symbols(claimed) - {*letters}:
            raise refuse("for which sizes is not said")
        if not free_symbols(claimed) <= {*letters}:
            raise refuse("a letter in the number has no value")
        parts.append(Atomic(relation, found, claimed))
    over = tuple(Atomic(">=", symbol(n), ONE) for n in letters)
    return Phrase("has", "", ((conjunction(tuple(parts)), over),), of_sizes=bool(letters))


def _claimed(speaker: Speaker, place: str) -> Expr:
    if not place.startswith("⟨"):
        return speaker.number(place)
    node = speaker.clause.part(place).node
    found = None if node is None or isinstance(node, tree.Chain) else speaker.wide.read(node)
    if not isinstance(found, Scalar):
        raise refuse("a number is needed in it")
    return found.expr


def shape_of(speaker: Speaker, place: str) -> tuple[Expr, Expr]:
    """Rows and columns of an array, by its value or as they were declared.

    Raises:
        MeaningError: neither is known, or more than one shape was declared.
    """
    node = speaker.clause.part(place).node
    key = name_key(node) if node is not None else None
    knowledge = speaker.knowledge
    declared = () if key is None or knowledge is None else knowledge.choices(key, 0)
    shapes = {d.shape for d in declared}
    if len(shapes) == 1:
        rows, columns = (_size(speaker, size) for size in shapes.pop())
        return rows, columns
    if shapes:
        raise refuse("more than one shape was given to it")
    found = speaker.value(place)
    if not isinstance(found, Array):
        raise refuse(f"{speaker.said(place)} is no matrix or vector here")
    return rational(found.shape[0]), rational(found.shape[1])


def _size(speaker: Speaker, text: str) -> Expr:
    if text.isdigit():
        return rational(int(text))
    if not re.fullmatch(r"[A-Za-z]\w*", text):
        raise refuse("a size of it is no number or letter")
    known = speaker.reader.scope.latest(text)
    if known is None and text not in speaker.reader.varied:
        return symbol(text)
    return speaker.reader.read_scalar(tree.Name(text)).expr


def _letters_of(speaker: Speaker, place: str) -> set[str] | None:
    """The letters of a function that nothing defines; None for an array.

    Raises:
        MeaningError: a letter in it has a value, so that it may be no parameter.
    """
    node = speaker.clause.part(place).node
    key = tree.key(node) if isinstance(node, tree.Name) else None
    known = speaker.reader.scope.latest(key) if key is not None else None
    function = known.function() if known is not None else None
    if known is None or function is None:
        return None
    declared = getattr(speaker.knowledge, "declared", None)
    if declared is not None and any(declared.latest(name) for name in function.parameters):
        raise refuse("its argument may be a vector")
    found: set[str] = set()
    heads = {tree.key(p.head) for p in tree.walk(function.body) if isinstance(p, tree.Call)}
    for part in tree.walk(function.body):
        if not isinstance(part, (tree.Name, tree.Number, *_PLAIN)):
            raise refuse("which letters of it are parameters is not certain")
        name = tree.key(part) if isinstance(part, tree.Name) else None
        if name is None or name in function.parameters or name in heads:
            continue
        if speaker.reader.scope.latest(name) is not None or name in ("e", "pi"):
            raise refuse(f"{name} has a value, and may be no parameter")
        found.add(name)
    for head in heads:
        inner = speaker.reader.scope.latest(head or "")
        if inner is None or inner.function() is None:
            try:
                speaker.reader.read(tree.Name(head or ""))
            except MeaningError:
                raise refuse(f"what {head} is, is not said") from None
        elif _has_letters(inner.function()):
            raise refuse(f"{head} may have parameters too")
    return found


def _has_letters(function: object) -> bool:
    """Whether a formula has letters besides its arguments."""
    body, parameters = getattr(function, "body", None), getattr(function, "parameters", ())
    names = {tree.key(n) for n in tree.walk(body) if isinstance(n, tree.Name)} if body else {None}
    return bool(names - set(parameters) - {"max", "min", "exp", "e"})


#: What a formula of letters and numbers is made of.
_PLAIN: Final = (tree.Sum, tree.Product, tree.Call, tree.Group, tree.Neg, tree.Power)
