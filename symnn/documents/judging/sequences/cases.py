"""Numbers for the open indices of a claim, at which all that stands in it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from symnn.documents.judging.sequences.asked import Asked
from symnn.documents.judging.sequences.indices import Linear, Member, members
from symnn.documents.judging.sequences.memory import LAST
from symnn.documents.judging.sequences.unrolled import SIZE
from symnn.latex import syntax as tree

_TRIED: Final = 4
_MOST_CASES: Final = 40
_TESTS: Final[Mapping[str, Callable[[int, int], bool]]] = {
    "<": lambda a, b: a < b,
    "≤": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "≥": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "≠": lambda a, b: a != b,
}

#: A sequence begins so late at most.
_LATEST_START: Final = 2


def cases_of(asked: Asked, letters: Sequence[str]) -> Iterator[dict[str, int]]:
    """Numbers for the open letters."""
    said = asked.said
    entries = entry_letters(asked)
    spans = []
    for letter in letters:
        if letter in LAST:
            span = range(3, 4) if letter not in said.general else range(2, 4)
        elif letter in entries:
            span = range(1, SIZE + 1)
        else:
            low = said.low.get(letter, 1)
            span = range(low, min(low + _TRIED, said.high.get(letter, low + _TRIED) + 1))
        spans.append(span)
    found = 0
    for numbers in product(*spans):
        case = {**dict(zip(letters, numbers, strict=True)), **said.numbers}
        if _is_ordered(asked, case) and _is_inside(asked, case):
            found += 1
            if found > _MOST_CASES:
                return
            yield case


def entry_letters(asked: Asked) -> set[str]:
    """The letters that number entries of arrays of layers."""
    found = set[str]()
    for side in asked.sides:
        for one in members(side, frozenset(asked.memory.labelled)):
            owner = asked.memory.entries.get(one.key, one.key)
            array = asked.probe.kind(Member(owner, one.below, one.above, one.bold, one.upper))
            if array and asked.probe.has_layers() and not one.bold:
                found |= {name for index in one.below for name, _ in index.letters}
    return found


def _is_ordered(asked: Asked, case: dict[str, int]) -> bool:
    for one, relation, two in asked.said.orders:
        known = one in case and two in case and relation in _TESTS
        if known and not _TESTS[relation](case[one], case[two]):
            return False
    return True


def _is_inside(asked: Asked, case: dict[str, int]) -> bool:
    """Whether the members that stand in a claim are there: no layer beyond the last, no h_{-1}."""
    known = {letter: Linear(k) for letter, k in case.items()}
    top = max((case[letter] for letter in LAST if letter in case), default=3)
    for side in asked.sides:
        for one in members(side, frozenset(asked.memory.labelled)):
            put = one.put(known)
            floor = 1 if asked.probe.is_cyclic(put.key) and put.above else _first_of(asked, put)
            written = {index.constant for index in one.above if not index.letters}
            for index in (*put.above, *(() if put.above else put.below)):
                if index.letters:
                    continue
                low = index.constant < floor and index.constant not in written
                if low or (put.above and index.constant > top):
                    return False
    return all(_is_later(asked, part, known) for side in asked.sides for part in tree.walk(side))


def _first_of(asked: Asked, found: Member) -> int:
    """Where a recurrence begins that is told to begin later than at 0: at the 1 of a_1 = 1."""
    if not asked.probe.is_cyclic(found.key) or len(found.indices) != 1:
        return 0
    rules = asked.memory.rules.get(found.key, ())
    given = [r.pattern.indices[0] for r in rules if not r.is_general and r.pattern.indices]
    first = min((i.constant for i in given if not i.letters), default=0)
    return first if first <= _LATEST_START else 0  # what is given later is no beginning


def _is_later(asked: Asked, node: tree.Node, known: dict[str, Linear]) -> bool:
    r"""Whether \partial h_t/\partial h_k has its k before t."""
    if not isinstance(node, tree.Derivative) or node.operand is None or not node.variables:
        return True
    one = asked.memory.member(node.operand)
    two = asked.memory.member(node.variables[0])
    if one is None or two is None:
        return True
    first, second = one.put(known), two.put(known)
    for a, b in ((first.above, second.above), (first.below, second.below)):
        both = len(a) == 1 == len(b) and not (a[0].letters or b[0].letters)
        if both and (a is first.above or not first.above) and a[0].constant < b[0].constant:
            return False
    return True
