"""Functions that are spoken of by what they are: "the perceptron", "the ReLU net", "the network".

A definition may have been introduced by such words ("perceptron y = …"); else only one function of
the document may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from symnn.documents.phrases.functions import Function, function_of
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.subjects import Speaker
from symnn.exact.expression import Expr, free_symbols, rational, substitute, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Defined, Scalar, Value, column

_FILLING: Final = frozenset({"the", "this", "a", "an", "our", "above"})
#: What may be said of the one function there is, though nothing introduces it so.
_PLAIN: Final = frozenset(
    {"unit", "perceptron", "neuron", "network", "net", "gate", "relu", "neural", "threshold"}
)
#: A vector of inputs has at most so many entries.
_MOST: Final = 6


def function_spoken_of(speaker: Speaker, text: str) -> Function:
    """The function that "the ReLU net" is.

    Raises:
        MeaningError: none is, or more than one.
    """
    words = [w for w in text.lower().split() if w not in _FILLING]
    last = last_output(speaker) if set(words) <= {"network", "net", "neural"} else None
    if last is not None:
        return last
    called = [b for b in _all(speaker) if _is_called(b, words)]
    for binding in sorted(called, key=lambda b: -b.version):
        try:
            return as_function(speaker, binding)
        except MeaningError:
            continue  # a weight that is given beside it
    if not set(words) <= _PLAIN:
        raise refuse(f"which function “{text}” is, is not said")
    return _only_function(speaker)


def _all(speaker: Speaker) -> list[Binding]:
    return [b for known in speaker.reader.scope.history.values() for b in known]


def _is_called(binding: Binding, words: list[str]) -> bool:
    said = re.findall(r"[a-z-]+", binding.called.lower())
    return bool(words) and all(any(_alike(w, s) for s in said) for w in words)


def _alike(one: str, other: str) -> bool:
    """The same word, in the plural or short: net, network."""
    same = {one.rstrip("s"), other.rstrip("s")}
    return len(same) == 1 or same <= {"net", "network"} or same <= {"unit", "neuron"}


def as_function(speaker: Speaker, binding: Binding) -> Function:
    """A definition as a function of its inputs: its parameters, or the x that it is a formula in.

    What else it is made of has the values in force now.
    """
    function = binding.function()
    if function is not None:
        return _with_inputs(function, binding, speaker)
    names = _names(binding.body, speaker, set())
    numbered = sorted(n for n in names if re.fullmatch(r"x_\d", n))
    if numbered and numbered == [f"x_{k + 1}" for k in range(len(numbered))]:
        keys, vector = numbered, False
    elif "x" in names:
        keys, vector = ["x"], True
    else:
        raise refuse(f"what {binding.key} is a function of is not said")
    view = replace(speaker.reader, live=True)
    held = dict(speaker.reader.varied)

    def at(point: tuple[Expr, ...]) -> tuple[Expr, ...]:
        cells = tuple(Scalar(e) for e in point)
        values: dict[str, Value] = (
            {"x": column(cells) if len(cells) > 1 else cells[0]}
            if vector
            else dict(zip(keys, cells, strict=True))
        )
        found = view.varying({**held, **values}).read(binding.body)
        if not isinstance(found, Scalar):
            raise refuse(f"{binding.key} is no number")
        return (found.expr,)

    sizes = [len(keys)] if not vector else [n for n in range(1, _MOST + 1) if _works(at, n)]
    if len(sizes) != 1:
        raise refuse(f"how many numbers {binding.key} takes is not said")
    return Function(binding.key, sizes[0], lambda point: at(tuple(point)))


def _with_inputs(function: Defined, binding: Binding, speaker: Speaker) -> Function:
    """A function; f(x) as one of x_1 and x_2 where x = (1, x_1, x_2) is said."""
    items = _entries_of(binding, speaker)
    letters = [item for item in items if not isinstance(item, tree.Number)]
    if not letters or len(letters) == len(items):
        return function_of(function, function.name, speaker.reader)
    keys = [tree.key(letter) for letter in letters]
    if None in keys or len(set(keys)) < len(keys):
        raise refuse(f"how many inputs {binding.key} has is not said")
    whole = function_of(function, function.name, speaker.reader, len(items))
    constants = [rational(i.value) if isinstance(i, tree.Number) else None for i in items]

    def at(point: Sequence[Expr]) -> tuple[Expr, ...]:
        given = iter(point)
        return whole.at([next(given) if entry is None else entry for entry in constants])

    return Function(function.name, len(letters), at)


def _entries_of(binding: Binding, speaker: Speaker) -> tuple[tree.Node, ...]:
    """What a vector that a function takes is said to be made of; nothing if it is not said.

    An input of numbers alone, put in for an example, says nothing of that.
    """
    (name, *more) = binding.parameters or ("",)
    for known in reversed(() if more else speaker.reader.scope.history.get(name, ())):
        body = known.body.operand if isinstance(known.body, tree.Transpose) else known.body
        items = body.items if isinstance(body, tree.Group) else ()
        if any(not isinstance(item, tree.Number) for item in items):
            return items
    return ()


def output_of(speaker: Speaker, key: str) -> Function | None:
    """An output given by a formula in x_1, x_2, …, or in x, as a function of them; None for others.

    What words beside it put for it for the moment counts.
    """
    held = speaker.reader.varied.get(key)
    if isinstance(held, Scalar):
        letters = sorted(free_symbols(held.expr))
        if not letters or letters != [f"x_{k + 1}" for k in range(len(letters))]:
            return None

        def at(point: Sequence[Expr]) -> tuple[Expr, ...]:
            return (substitute(held.expr, dict(zip(letters, point, strict=True))),)

        return Function(key, len(letters), at)
    binding = speaker.reader.scope.latest(key)
    if binding is None or binding.parameters is not None or not binding.computed:
        return None
    try:
        return as_function(speaker, binding)
    except MeaningError:
        return None


def last_output(speaker: Speaker) -> Function | None:
    """The one output that no other rests on; None if there are none, or more."""
    scope = speaker.reader.scope
    outputs = {key: known[-1] for key, known in scope.history.items() if known[-1].computed}
    used = {n for key, b in outputs.items() for n in _names(b.body, speaker, set()) if n != key}
    ends = [key for key in outputs if key not in used and outputs[key].parameters is None]
    found = [f for key in ends if (f := output_of(speaker, key)) is not None and f.inputs > 1]
    return found[0] if len(found) == 1 else None


def _works(at: Callable[[tuple[Expr, ...]], tuple[Expr, ...]], size: int) -> bool:
    try:
        at(tuple(symbol(f"symnn_{k}") for k in range(size)))
    except MeaningError:
        return False
    return True


def _names(node: tree.Node, speaker: Speaker, seen: set[str]) -> set[str]:
    """All names that a formula rests on."""
    for part in tree.walk(node):
        key = tree.key(part)
        if key is None or key in seen:
            continue
        seen.add(key)
        known = speaker.reader.scope.latest(key)
        if known is not None and known.parameters is None and key not in ("x", "x_1", "x_2"):
            _names(known.body, speaker, seen)
    return seen


def names_of(speaker: Speaker, binding: Binding) -> set[str]:
    """All names that the formula of a definition rests on."""
    return _names(binding.body, speaker, set())


def _has_grown(known: Sequence[Binding]) -> bool:
    """Whether all formulas of a function are the first rows of its last one, by cases."""
    last = known[-1].body
    return isinstance(last, tree.Cases) and all(
        isinstance(b.body, tree.Cases) and last.rows[: len(b.body.rows)] == b.body.rows
        for b in known[:-1]
    )


def _only_function(speaker: Speaker) -> Function:
    """The one function of two or more numbers that the document defines."""
    found: list[Function] = []
    for known in speaker.reader.scope.history.values():
        function = known[-1].function()
        if function is None or (len(known) > 1 and not _has_grown(known)):
            if function is not None:
                raise refuse(f"{function.name} is defined more than once")
            continue
        if not any(
            isinstance(n, (tree.Cases, tree.Call, tree.Apply)) for n in tree.walk(function.body)
        ):
            continue  # x y is no unit
        try:
            made = _with_inputs(function, known[-1], speaker)
        except MeaningError as obstacle:
            raise refuse(f"which function is meant is not certain: {function.name}") from obstacle
        if 1 < made.inputs <= _MOST:
            found.append(made)
    if not found and (last := last_output(speaker)) is not None:
        return last
    if len(found) != 1:
        raise refuse("which function is meant is not said")
    return found[0]
