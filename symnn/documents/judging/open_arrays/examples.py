"""Whether a matrix of numbers is one that a declared name may stand for, as an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.open_arrays.learning import memory_of
from symnn.documents.judging.open_arrays.memory import Memory
from symnn.documents.judging.open_arrays.nearby import around
from symnn.documents.judging.open_arrays.sizes import Size
from symnn.documents.judging.open_arrays.spaces import size_of
from symnn.documents.judging.placing import Place
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key
from symnn.latex.meaning.values import Array

#: Words near it that let the matrix be others than all of its size.
SUPPOSES: Final = regex(
    r"\brank|\bindependent|\binvertible|singular|\bgeneric|\balmost|orthogonal|orthonormal"
    r"|definite|diagonal|symmetric|permutation|unit"
)
_HOLDS: Final = {
    "<": lambda a, b: a < b, "≤": lambda a, b: a <= b, ">": lambda a, b: a > b,
    "≥": lambda a, b: a >= b, "≠": lambda a, b: a != b,
}  # fmt: skip


def of_declared(place: Place, name: tree.Name, arrays: Iterable[Array]) -> Iterator[Array]:
    """Those of some matrices that the name may stand for, by what the document says of it."""
    heard = place.state.arrays
    memory = None if heard is None or heard.memory is None else memory_of(place.state)
    key = name_key(name) or ""
    if SUPPOSES.search(around(place, [name])) is not None:
        return
    if memory is None:
        yield from arrays
    elif not is_special(memory, key):
        yield from (array for array in arrays if _fits(memory, key, array))


def is_special(memory: Memory, key: str) -> bool:
    """Whether more is said of a name than how large it is."""
    return bool(memory.kinds.get(key)) or key in memory.restricted | memory.supposed


def _fits(memory: Memory, key: str, array: Array) -> bool:
    """Whether a matrix is of a size that was declared, with the letters that sizes have."""
    shape = memory.shapes.get(key)
    if shape is None:
        return True
    sizes: dict[str, int] = {}
    for size, count in zip(shape, array.shape, strict=True):
        (letter,) = size.letters if len(size.letters) == 1 else ("",)
        if letter and str(size) == letter and sizes.setdefault(letter, count) != count:
            return False
    try:
        if any(size.at(sizes) != count for size, count in zip(shape, array.shape, strict=True)):
            return False
    except KeyError:
        return False
    return all(_holds(chain, sizes) for chain in memory.apart)


def _holds(chain: tree.Chain, sizes: dict[str, int]) -> bool:
    """Whether a relation holds of some sizes; one of others does."""
    for left, link in chain.pairs():
        relation = _HOLDS.get(link.relation)
        try:
            pair: list[Size] = [size_of(left), size_of(link.operand)]
        except SymnnError:
            continue
        known = all(size.letters <= sizes.keys() for size in pair)
        if relation and known and not relation(pair[0].at(sizes), pair[1].at(sizes)):
            return False
    return True
