"""Letters that an author chose for one thing, and that the page has for another already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from symnn.derivations.formulas.matrix_calls import OF_MATRIX
from symnn.derivations.formulas.nodes import Call, Name
from symnn.derivations.typesetting.letters import GREEK, split_letter
from symnn.derivations.typesetting.style import Style

#: Letters for what has to give way, the first that is free.
_SPARE: Final = "dhkmnqrstuwyzcgpl"
_SIGMOID: Final = r"\operatorname{sigmoid}"


def without_clashes(style: Style, parts: Any) -> Style:
    """The style, with another letter for what would look like something the author has named.

    Args:
        style: with the author's letters.
        parts: what is on the page.

    Examples:
        >>> page = (Name("x"), Name("v"))
        >>> dict(without_clashes(Style(names={"x": "v"}), page).names) == {"x": "v", "v": "d"}
        True
    """
    letters = dict.fromkeys(_letters(parts))
    if f"{OF_MATRIX}sigmoid" in letters and "sigmoid" not in style.functions:
        # σ of a matrix is also its spectrum, or its singular values
        style = replace(style, functions={**style.functions, "sigmoid": _SIGMOID})
    chosen = {a: b for a, b in style.names.items() if a in letters and a != b}
    clashing = [a for a in letters if a not in chosen and _as_latex(a) in chosen.values()]
    layers, bare = _wholes(parts)
    named = {style.names[key] for key in layers if key in style.names}
    clashing += [a for a in bare if a not in {*chosen, *clashing} and _as_latex(a) in named]
    taken = {*letters, *style.names.values()}
    free = iter(letter for letter in _SPARE if letter not in taken)
    more = dict(zip(clashing, free, strict=False))
    return replace(style, names={**style.names, **more}) if more else style


def _as_latex(letter: str) -> str:
    return f"\\{letter}" if letter in GREEK else letter


def _wholes(item: Any) -> tuple[dict[str, None], dict[str, None]]:
    """The names with the number of a layer, and the letters without one."""
    layers: dict[str, None] = {}
    bare: dict[str, None] = {}
    stack = [item]
    while stack:
        found = stack.pop()
        if isinstance(found, Name):
            if found.layer is not None:
                layers[found.whole.key] = None
            elif split_letter(found.letter)[0] == found.letter:
                bare[found.letter] = None
        elif isinstance(found, tuple):
            stack += found
        elif is_dataclass(found):
            stack += [getattr(found, f.name) for f in fields(found)]
    return layers, bare


def _letters(item: Any) -> Iterator[str]:
    """The letters of all names and functions, each with what it is renamed by."""
    stack = [item]
    while stack:
        found = stack.pop()
        if isinstance(found, Name):
            head = split_letter(found.letter)[0]
            yield head[3:] if head.startswith("hat") and len(head) > len("hat") else head
            yield found.letter
        elif isinstance(found, tuple):
            stack += found
        elif is_dataclass(found):
            if isinstance(found, Call):
                yield found.function
            stack += [getattr(found, f.name) for f in fields(found)]
