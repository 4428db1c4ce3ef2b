"""Dataclasses and patterns whose making waits for their first use.

To check a document, hundreds of classes and patterns are imported, and few of them are needed.
`dataclass` and `regex` are what `dataclasses.dataclass` and `re.compile` are; only, the methods
of a class are written, and a pattern is compiled, when they are first called.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from symnn.required_text import required_text

__all__ = ["dataclass", "regex"]

# Patterns ---------------------------------------------------------------------------------

_SKILLS: Final = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression that is compiled when it is first used.

    Examples:
        >>> [found[0] for found in regex(r"[a-z]+").finditer("one, two")] == ["one", "two"]
        True
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    """Has nothing of a pattern until a text is met that it may match, and all of it from then on.

    Most texts lack what most patterns ask for, and to see that costs less than to compile.
    """

    def __init__(self, text: str, flags: int) -> None:
        self._source = text, flags
        self._asked, self._is_read = _ANYTHING, False

    def __getattr__(self, name: str) -> Any:
        if name not in _SKILLS:
            raise AttributeError(name)
        compiled = re.compile(*self._source)
        vars(self).update((skill, getattr(compiled, skill)) for skill in _SKILLS)
        return getattr(compiled, name)

    def _met(self, name: str, *arguments: Any) -> Any:
        """The answer on the first text, and on the first that has what is asked for."""
        if not self._is_read:
            self._is_read, self._asked = True, required_text(*self._source) or _ANYTHING
            return getattr(self, name)(*arguments)
        return self.__getattr__(name)(*arguments)

    # As of compiled patterns, which take their place. At a place of a long text nothing is looked
    # for, as the whole would be gone through again for each place.

    def search(self, string: str, *ends: int) -> re.Match[str] | None:
        for text in self._asked if not ends else _ANYTHING:
            if text in string:
                return cast("re.Match[str] | None", self._met("search", string, *ends))
        return None

    def match(self, string: str, *ends: int) -> re.Match[str] | None:
        for text in self._asked if not ends else _ANYTHING:
            if text in string:
                return cast("re.Match[str] | None", self._met("match", string, *ends))
        return None

    def fullmatch(self, string: str, *ends: int) -> re.Match[str] | None:
        for text in self._asked if not ends else _ANYTHING:
            if text in string:
                return cast("re.Match[str] | None", self._met("fullmatch", string, *ends))
        return None

    def finditer(self, string: str, *ends: int) -> Iterator[re.Match[str]]:
        for text in self._asked if not ends else _ANYTHING:
            if text in string:
                return cast("Iterator[re.Match[str]]", self._met("finditer", string, *ends))
        return iter(())

    def sub(self, new: Any, string: str, count: int = 0) -> str:
        for text in self._asked:
            if text in string:
                return cast("str", self._met("sub", new, string, count))
        return string


#: What is part of any text.
_ANYTHING: Final[tuple[str, ...]] = ("",)


# Dataclasses ------------------------------------------------------------------------------

#: The methods that are written, and the option of each.
_METHODS: Final = {"__init__": "init", "__repr__": "repr", "__eq__": "eq", "__hash__": "eq"}
#: What else `dataclasses` leaves in a class.
_MARKS: Final = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")


def _dataclass(
    plain: type | None = None,
    /,
    *,
    init: bool = True,
    repr: bool = True,  # noqa: A002 - the name that `dataclasses` gave it
    eq: bool = True,
    frozen: bool = False,
    kw_only: bool = False,
    slots: bool = False,
) -> Any:
    """`dataclasses.dataclass`, as far as the package uses it."""
    options = {"init": init, "repr": repr, "eq": eq, "frozen": frozen, "kw_only": kw_only}
    if plain is None:
        return partial(_dataclass, slots=slots, **options)
    body = {k: v for k, v in vars(plain).items() if k not in ("__dict__", "__weakref__")}
    body |= {"__qualname__": plain.__qualname__, "__doc__": plain.__doc__ or plain.__name__}
    made = _slotted(plain, body) if slots else _with_defaults(plain, body)
    plan = _Plan(made, body, options)
    new: dict[str, Any] = dict(_FROZEN) if frozen else {}
    new |= {name: _Unwritten(name, plan) for name in (*filter(plan.writes, _METHODS), *_MARKS)}
    if eq and not frozen and "__hash__" not in body:
        new["__hash__"] = None
    for name, value in new.items():
        setattr(made, name, value)
    return made


def _fields(body: dict[str, Any]) -> list[str]:
    """The names of the fields that a class adds to those of its bases."""
    said: dict[str, str] = body.get("__annotations__", {})
    return [name for name, kind in said.items() if not kind.startswith("ClassVar")]


def _slotted(plain: type, body: dict[str, Any]) -> type:
    """The class anew, with a slot for every field."""
    own = _fields(body)
    taken = {slot for base in plain.__mro__ for slot in vars(base).get("__slots__", ())}
    inner = {name: value for name, value in body.items() if name not in own}
    inner["__slots__"] = tuple(name for name in own if name not in taken)
    return type(plain)(plain.__name__, plain.__bases__, _STORED | inner)


def _with_defaults(plain: type, body: dict[str, Any]) -> type:
    """The class itself, with its defaults where fields are described."""
    for name in _fields(body):
        given = body.get(name)
        if isinstance(given, dataclasses.Field):
            if given.default is dataclasses.MISSING:
                delattr(plain, name)
            else:
                setattr(plain, name, given.default)
    return plain


class _Plan(NamedTuple):
    """A class, the body that it was stated with, and what is to be written into it."""

    made: type
    body: dict[str, Any]
    options: dict[str, bool]

    def writes(self, name: str) -> bool:
        """Whether a method is to be written."""
        if name == "__hash__":
            own = self.body.get(name) is not None
            return self.options["eq"] and self.options["frozen"] and not own
        return self.options[_METHODS[name]] and name not in self.body

    def write(self, name: str) -> Any:
        """Let `dataclasses` write a method, and whatever comes with it."""
        asked = {option: option == _METHODS.get(name) for option in _METHODS.values()}
        twin = type(self.made)(self.made.__name__, self.made.__bases__, dict(self.body))
        written = vars(dataclasses.dataclass(**{**self.options, **asked})(twin))
        for each in (*_METHODS, *_MARKS):
            if each in written and isinstance(vars(self.made).get(each), _Unwritten):
                setattr(self.made, each, written[each])
        return written[name]


class _Unwritten:
    """Stands in a class for what is yet to be written there."""

    __slots__ = ("_name", "_plan")

    def __init__(self, name: str, plan: _Plan) -> None:
        self._name = name
        self._plan = plan

    def __get__(self, instance: object, owner: type) -> Any:
        written = self._plan.write(self._name)
        return written.__get__(instance, owner) if callable(written) else written


def _refuse_to_assign(_: object, name: str, __: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(item: Any) -> list[object]:
    return [getattr(item, field.name) for field in dataclasses.fields(item)]


def _restore(item: Any, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(item), state, strict=True):
        object.__setattr__(item, field.name, value)


def _itself(item: object, _: object) -> object:
    return item


#: What cannot be changed is its own copy; long documents are remembered in many such values.
_FROZEN: Final = {
    "__setattr__": _refuse_to_assign,
    "__delattr__": _refuse_to_delete,
    "__deepcopy__": _itself,
}
#: How `pickle` and `copy` see into a class with slots.
_STORED: Final = {"__getstate__": _state, "__setstate__": _restore}

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass
