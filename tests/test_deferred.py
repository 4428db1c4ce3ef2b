"""Deferred dataclasses and patterns are those of the standard library, in every respect used."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import pickle
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

import symnn
from symnn.deferred import _Pattern, _Unwritten, dataclass, regex

ROOT = Path(__file__).parent.parent


def classes(decorate: Any) -> dict[str, Any]:
    """The same classes, by a decorator."""

    @decorate(frozen=True, slots=True, kw_only=True)
    class Base:
        """With a field that only its name gives."""

        place: int = dataclasses.field(default=0, compare=False, repr=False)

    @decorate(frozen=True, slots=True)
    class Leaf(Base):
        """Frozen, below another."""

        kinds: ClassVar[int] = 3
        text: str
        parts: tuple[Any, ...] = ()

    @decorate(slots=True)
    class Open:
        """Not frozen, with a value for each instance."""

        number: int
        found: list[int] = dataclasses.field(default_factory=list)

        def __post_init__(self) -> None:
            self.number += 1

    @decorate(frozen=True)
    class Plain:
        """Without slots."""

        a: int
        b: int = 2
        c: int = dataclasses.field(default=5, hash=False)

    @decorate(frozen=True, eq=False, repr=False)
    class Same:
        """Equal to itself only."""

        a: int

    @decorate
    class Own:  # noqa: PLW1641 - what becomes of its hash is asked below
        """With its own way of being equal and shown."""

        a: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, type(self))

        def __repr__(self) -> str:
            return "own"

    return {kind.__name__: kind for kind in (Base, Leaf, Open, Plain, Same, Own)}


def leaf(kinds: dict[str, Any]) -> Any:
    return kinds["Leaf"]("x", (1,), place=7)


USES: tuple[Callable[[dict[str, Any]], object], ...] = (
    lambda k: repr(leaf(k)).partition(".")[2],
    lambda k: hash(leaf(k)),
    lambda k: leaf(k) == k["Leaf"]("x", (1,)),
    lambda k: leaf(k) == k["Leaf"]("y", (1,)),
    lambda k: leaf(k) == k["Base"](),
    lambda k: hash(leaf(k)) == hash(dataclasses.replace(leaf(k), place=0)),
    lambda k: dataclasses.astuple(leaf(k)),
    lambda k: [(f.name, f.type, f.kw_only) for f in dataclasses.fields(k["Leaf"])],
    lambda k: dataclasses.is_dataclass(k["Leaf"]),
    lambda k: k["Leaf"].__match_args__,
    lambda k: k["Base"].__match_args__,
    lambda k: k["Leaf"].__slots__,
    lambda k: k["Leaf"].kinds,
    lambda k: dataclasses.astuple(copy.deepcopy(leaf(k))),
    lambda k: dataclasses.astuple(pickled(leaf(k))),
    lambda k: setattr(leaf(k), "text", "y"),
    lambda k: delattr(leaf(k), "text"),
    lambda k: k["Leaf"](),
    lambda k: k["Leaf"]("x", (), 7),
    lambda k: dataclasses.astuple(k["Open"](1)),
    lambda k: k["Open"](1).found is k["Open"](1).found,
    lambda k: hash(k["Open"](1)),
    lambda k: setattr(k["Open"](1), "other", 1),
    lambda k: dataclasses.astuple(copy.copy(k["Open"](1))),
    lambda k: hash(k["Plain"](1)),
    lambda k: (k["Plain"].b, k["Plain"].c, hasattr(k["Plain"], "a")),
    lambda k: repr(k["Plain"](1)).partition(".")[2],
    lambda k: setattr(k["Plain"](1), "z", 1),
    lambda k: k["Same"](1) == k["Same"](1),
    lambda k: len({k["Same"](1), k["Same"](1)}),
    lambda k: k["Same"].__repr__ is object.__repr__,
    lambda k: (repr(k["Own"](1)), k["Own"](1) == k["Own"](2)),
    lambda k: hash(k["Own"](1)),
    lambda k: [kind.__doc__ for kind in k.values()],
    lambda k: [kind.__qualname__.partition(".")[2] for kind in k.values()],
)


def pickled(item: Any) -> Any:
    """An instance, as `pickle` makes it anew; its class is none that could be found by name."""
    _, given, state, *_ = item.__reduce_ex__(pickle.HIGHEST_PROTOCOL)
    again = object.__new__(*given)
    again.__setstate__(state)
    return again


def outcome(use: Callable[[dict[str, Any]], object], kinds: dict[str, Any]) -> object:
    """What comes of it; of an error its kind, and what it says but for the names of classes."""
    try:
        return use(kinds)
    except (TypeError, AttributeError, dataclasses.FrozenInstanceError) as error:
        return type(error), str(error).rpartition(".")[2]


@pytest.mark.parametrize("use", USES)
def test_a_deferred_class_does_what_a_dataclass_does(use: Callable[..., object]) -> None:
    deferred, at_once = classes(dataclass), classes(dataclasses.dataclass)
    assert outcome(use, deferred) == outcome(use, at_once)
    assert outcome(use, deferred) == outcome(use, at_once), "the second time"


def test_nothing_is_written_before_it_is_needed() -> None:
    kinds = classes(dataclass)
    assert all(isinstance(vars(kind)["__init__"], _Unwritten) for kind in kinds.values())
    leaf(kinds)
    assert not isinstance(vars(kinds["Leaf"])["__init__"], _Unwritten)
    assert isinstance(vars(kinds["Leaf"])["__hash__"], _Unwritten)
    assert isinstance(vars(kinds["Base"])["__init__"], _Unwritten)


def test_a_class_below_calls_what_is_written_above() -> None:
    class Below(classes(dataclass)["Plain"]):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(1, c=3)

    assert dataclasses.astuple(Below()) == (1, 2, 3)


def test_a_pattern_is_compiled_once_it_is_used() -> None:
    found = regex(r"(?P<a>\d)(x)?", re.IGNORECASE)
    assert not vars(found).keys() & {"groups", "search"}
    assert [m["a"] for m in found.finditer("1X2")] == ["1", "2"]
    assert found.search.__self__ is found.fullmatch.__self__  # type: ignore[attr-defined]
    assert (found.groups, found.pattern) == (2, r"(?P<a>\d)(x)?")


def test_a_pattern_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError, match="matches"):
        regex("x").matches  # type: ignore[attr-defined] # noqa: B018


def patterns() -> Iterator[tuple[str, _Pattern]]:
    """Every deferred pattern that stands by itself in a module."""
    for module in pkgutil.walk_packages(symnn.__path__, "symnn."):
        if module.name.split(".")[1] in ("exact", "functions", "claims", "latex", "documents"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, _Pattern):
                    yield f"{module.name}.{name}", value


def test_every_pattern_compiles() -> None:
    found = list(patterns())
    assert len(found) > 100
    for name, each in found:
        assert isinstance(re.compile(*each._source), re.Pattern), name


def test_importing_the_judge_makes_next_to_nothing() -> None:
    """In a process of its own: patterns compiled and classes written by modules of symnn."""
    program = """
import dataclasses, re, sys
made = []
def told(work):
    def again(*args, **kwargs):
        where = sys._getframe(1).f_globals["__name__"]
        made.append(where) if where.startswith("symnn.") else None
        return work(*args, **kwargs)
    return again
re.compile, dataclasses.dataclass = told(re.compile), told(dataclasses.dataclass)
import symnn.weaving.judging
print(sorted({name for name in made if not name.startswith("symnn.claims.re")}))
"""

    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout == "['symnn.deferred', 'symnn.required_text']\n"
