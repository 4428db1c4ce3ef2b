"""The options of a layer in a file: read strictly, and none passed over unseen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flint import fmpq

from symnn.errors import ModelError, UnsupportedError
from symnn.exact.literals import binary_value


class Options(dict[str, Any]):
    """The options of a layer by name; it remembers which ones were asked for."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        super().__init__(given)
        self.asked = set[str]()

    def __getitem__(self, name: str) -> Any:
        self.asked.add(name)
        if name not in self.keys():
            raise ModelError(f"{name} is missing")
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """The option, or what stands for one that is not given."""
        self.asked.add(name)
        return super().get(name, default)

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)

    def flag(self, name: str, default: bool) -> bool:
        """An option that is true or false.

        Raises:
            ModelError: it is neither.
        """
        value = self.get(name, default)
        if not isinstance(value, bool | int) or value not in (0, 1):
            raise ModelError(f"{name} is {value!r}; true or false is needed")
        return bool(value)

    def number(self, name: str, default: float) -> fmpq:
        """An option that is a number, exactly.

        Raises:
            ModelError: it is none.
        """
        value = self.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ModelError(f"{name} is {value!r}; a number is needed")
        return binary_value(value) if isinstance(value, float) else fmpq(value)

    def check_all_asked(self, is_inert: Callable[[str], bool]) -> None:
        """Refuse options that nobody asked for: they would change the meaning unseen.

        One that is None or false asks for nothing.

        Args:
            is_inert: whether an option does not change what is computed in inference.

        Raises:
            UnsupportedError: there is one that is not inert.

        Examples:
            >>> options = Options({"axis": 1, "seed": 7})
            >>> options.get("axis") == 1
            True
            >>> options.check_all_asked(lambda name: name == "seed")
        """
        for name in sorted(self.keys() - self.asked):
            value = super().__getitem__(name)
            if value is not None and value is not False and not is_inert(name):
                raise UnsupportedError(f"the option {name} = {str(value)[:40]} is not read here")
