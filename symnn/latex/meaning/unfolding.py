"""What a name that was worked out stands for: its formula, the decimal printed for it, or numbers.

A derivative needs the formula. Where an author put numbers into it that have no names, how the
value depends on others is lost, and no derivative through it is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from symnn.exact.expression import free_symbols
from symnn.latex import syntax as tree
from symnn.latex.meaning.conventions import Convention
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.softness import Softness
from symnn.latex.meaning.values import Array, Scalar, Value


class View(Protocol):
    """A reader, as far as it is needed here."""

    @property
    def varied(self) -> Mapping[str, Value]:
        """The names that a derivative is taken in."""

    @property
    def soft(self) -> Softness | None:
        """The unknowns that stand for decimals, in a soft reading."""

    def read(self, node: tree.Node) -> Value:
        """What an expression means."""

    def way(self, convention: Convention) -> str:
        """How a convention is read here."""

    def told(self, topic: str) -> bool:
        """Whether the document says that it is about this."""

    def suppose(self, text: str) -> None:
        """Note what is taken for granted."""

    def knows(self, key: str) -> bool:
        """Whether a name stands for something."""

    def with_local(self, names: Mapping[str, Value]) -> View:
        """The same view with some names bound first."""


def unfolded(binding: Binding, shown: tree.Node | None, view: View) -> Value:
    """What a definition means, seen from inside of it; `shown` is its decimal in a soft reading."""
    if binding.formula is not None and view.varied and _hides(binding.formula, view):
        view.suppose(f"{binding.key} depends on other names only as far as its numbers show")
    if any(isinstance(part, tree.BigOperator) for part in tree.walk(binding.body)):
        from symnn.latex.meaning.list_sizes import of_lists

        view = view.with_local(of_lists(binding.body, view))
    if shown is None:
        return view.read(binding.body)
    if view.varied:
        try:
            found = view.read(binding.body)
        except MeaningError:
            return _as_shown(binding, shown, view)
        if _free(_scalars((found,))) & _free(_scalars(view.varied.values())):
            return found
    return _as_shown(binding, shown, view)


def _as_shown(binding: Binding, shown: tree.Node, view: View) -> Value:
    """The printed decimal; of a single one it is noted what it was printed for."""
    before = len(view.soft.boxes) if view.soft is not None else 0
    if view.soft is not None:
        view.soft.showing = True
    try:
        found = view.read(shown)
    finally:
        if view.soft is not None:
            view.soft.showing = False
    if view.soft is not None and len(view.soft.boxes) == before + 1:
        view.soft.worked_out[next(reversed(view.soft.boxes))] = binding.key, binding.version
    return found


def _hides(formula: tree.Node, view: View) -> bool:
    """Whether a formula holds a name that depends on one that a derivative is taken in."""
    varied = _free(_scalars(view.varied.values()))
    for part in tree.walk(formula):
        if not isinstance(part, tree.Name):
            continue
        try:
            found = view.read(part)
        except MeaningError:
            continue
        if _free(_scalars((found,))) & varied:
            return True
    return False


def _free(values: Iterable[Scalar]) -> frozenset[str]:
    return free_symbols(*(value.expr for value in values))


def _scalars(values: Iterable[Value]) -> Iterable[Scalar]:
    for value in values:
        if isinstance(value, Array):
            yield from value.cells()
        elif isinstance(value, Scalar):
            yield value
