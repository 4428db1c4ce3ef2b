"""The shapes that a document gives to one name, and which of them holds under some headings."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from symnn.documents.judging.matrices.declared import in_force
from symnn.documents.judging.open_arrays.sizes import Shape
from symnn.latex import syntax as tree


class Given(NamedTuple):
    """A shape, with the headings above it, whether it is said anew, and whether by one size."""

    shape: Shape
    section: tuple[str, ...]
    anew: bool
    flat: bool


class Memory(Protocol):
    """What is known of shapes: those that hold, under which headings, and all that were given."""

    shapes: dict[str, Shape]
    sections: dict[str, tuple[str, ...]]
    contested: set[str]
    given: dict[str, list[Given]]
    section: tuple[str, ...]
    anew: bool


def give(memory: Memory, key: str, shape: Shape, space: tree.Node) -> bool:
    """Take up another shape of a name; whether it has one alone there."""
    two = any(isinstance(n, tree.Product) and "×" in n.operators for n in tree.walk(space))
    given = Given(shape, memory.section, memory.anew, not two)
    memory.given.setdefault(key, []).append(given)
    return _settle(memory, key)


def is_flat(memory: Memory, key: str) -> bool:
    """Whether a name was given by one size, so that it may be a row as well as a column."""
    return any(one.flat for one in memory.given.get(key, ()))


def go_on(memory: Memory, section: tuple[str, ...]) -> None:
    """Go on to other headings, under which names may have other shapes."""
    if memory.section == section:
        return
    memory.section = section
    for key, given in memory.given.items():
        if len({one.shape for one in given}) > 1:
            _settle(memory, key)


def _settle(memory: Memory, key: str) -> bool:
    found = in_force(memory.given[key], memory.section)
    if len({one.shape for one in found}) > 1:
        memory.contested.add(key)
        return False
    memory.shapes[key], memory.sections[key] = found[-1].shape, found[-1].section
    memory.contested.discard(key)
    return True
