"""How a derivation looks: a value, with everything that authors choose differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields
from typing import Any, Final, Literal, TypeAlias, final

from symnn.deferred import dataclass
from symnn.errors import ClaimError

Depth: TypeAlias = Literal["result", "textbook", "full"]
DEPTHS: Final = ("result", "textbook", "full")

#: What each choice may be.
_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "decimals": ("transcendental", "always", "never"),
    "rationals": ("fraction", "decimal"),
    "roots": ("above", "below"),
    "brackets": ("p", "b", "B", "v", "V", ""),
    "layers": ("parentheses", "brackets", "subscript"),
    "environment": ("align", "align*", "aligned", "gather*"),
}

_MOST_DIGITS: Final = 1000


@final
@dataclass(frozen=True, slots=True)
class Style:
    r"""What a page looks like; every choice has a value that most books would take.

    Attributes:
        digits: how many correctly rounded digits a printed decimal has after the point.
        decimals: which results get a decimal beside them, after ≈: those that are
            "transcendental", "always" (all but integers), or "never".
        rationals: 3/20 as a "fraction", or 0.15 as a "decimal" where it has few digits.
        roots: √2/2 with the root "above", or 1/√2 with the root "below".
        brackets: of matrices, as in pmatrix: "p", "b", "B", "v", "V" or "".
        transpose: the LaTeX of the sign, as "\\top", "T" or "'".
        layers: W^{(1)} by "parentheses", W^{[1]} by "brackets", W_{1} as a "subscript".
        names: LaTeX for letters, or for single names: {"W": "\\Theta", "W^1_1_2": "w_2"}.
        functions: LaTeX for functions: {"sigmoid": "g"}.
        environment: "align", "align*", "aligned" or "gather*" of fragments.
        numbered: whether each line gets a number (in "align").
        width: how many characters of print fit into a row.
        reasons: whether each step says its reason beside it.

    Raises:
        ClaimError: a choice that does not exist.

    Examples:
        >>> Style(brackets="b").brackets == "b"
        True
    """

    digits: int = 6
    decimals: str = "transcendental"
    rationals: str = "fraction"
    roots: str = "above"
    brackets: str = "p"
    transpose: str = r"\top"
    layers: str = "parentheses"
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    functions: Mapping[str, str] = field(default_factory=dict, hash=False)
    environment: str = "align*"
    numbered: bool = False
    width: int = 72
    reasons: bool = False

    def __post_init__(self) -> None:
        for name, choices in _CHOICES.items():
            if getattr(self, name) not in choices:
                raise ClaimError(
                    f"style: {name}={getattr(self, name)!r} is none of "
                    f"{', '.join(repr(c) for c in choices)}"
                )
        for name, least, most in (("digits", 0, _MOST_DIGITS), ("width", 20, 10**6)):
            item = getattr(self, name)
            if isinstance(item, bool) or not isinstance(item, int) or not least <= item <= most:
                raise ClaimError(f"style: {name}={item!r} is no integer from {least} to {most}")
        for name in ("numbered", "reasons"):
            if not isinstance(getattr(self, name), bool):
                raise ClaimError(f"style: {name} is True or False, not {getattr(self, name)!r}")
        for name in ("names", "functions"):
            table = getattr(self, name)
            if not isinstance(table, Mapping) or not all(
                isinstance(k, str) and isinstance(v, str) and is_balanced(v)
                for k, v in table.items()
            ):
                raise ClaimError(f"style: {name} maps letters to LaTeX with balanced braces")
        if not isinstance(self.transpose, str) or not is_balanced(self.transpose):
            raise ClaimError("style: transpose is the LaTeX of a sign")

    def data(self) -> dict[str, Any]:
        """All choices as JSON values."""
        found = {item.name: getattr(self, item.name) for item in fields(self)}
        return found | {"names": dict(self.names), "functions": dict(self.functions)}


def is_balanced(latex: str) -> bool:
    """Whether every brace is closed, and nothing can end the formula or start a comment."""
    level, escaped = 0, False
    for character in latex:
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character in "%$\n\r":
            return False
        else:
            level += {"{": 1, "}": -1}.get(character, 0)
            if level < 0:
                return False
    return level == 0 and not escaped


def check_depth(depth: str) -> None:
    """Refuse a depth that does not exist."""
    if depth not in DEPTHS:
        raise ClaimError(f"the depth {depth!r} is none of {', '.join(DEPTHS)}")
