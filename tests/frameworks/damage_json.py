"""Ways to spoil a JSON document: entries left out, doubled, moved by one, or of another kind."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any, Final

_OTHERS: Final = (
    *(None, True, False, 0, 1, -1, 5, 10**12, 0.5, float("nan"), float("inf"), "", "x", "relu"),
    *("Dense", "same", [], [1], [None, 3], [1, 2, 3], {}, {"a": 1}, [[["x", 0, 0, {}]]]),
)


def _places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*place, key)
            yield from _places(part, (*place, key))


def spoiled_json(document: Any, source: Random) -> Any:
    """The document with one or two things wrong in it."""
    made = deepcopy(document)
    for _ in range(source.randint(1, 2)):
        *way, last = source.choice(list(_places(made)) or [("config",)])
        inner = made
        for key in way:
            inner = inner[key]
        kind = source.random()
        if kind < 0.2:
            del inner[last]
        elif kind < 0.3 and isinstance(inner, list):
            inner.insert(last, deepcopy(inner[last]))
        elif kind < 0.6 and type(inner[last]) is int:
            inner[last] += source.choice((-1, 1, 10**9))
        else:
            inner[last] = deepcopy(source.choice(_OTHERS))
    return made
