"""From a subject and options to the text of a derivation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from symnn.derivations.derivation import DEPTHS
from symnn.derivations.forward import derive
from symnn.errors import DocumentError
from symnn.weaving.subjects import Subject

Form: TypeAlias = Literal["latex", "tex", "markdown", "text"]


def derivation_text(subject: Subject, options: Sequence[tuple[str, str]], form: Form) -> str:
    """The derivation of a subject as LaTeX or Markdown."""
    given = dict(options)
    depth = given.pop("depth", "textbook")
    if depth not in DEPTHS:
        raise DocumentError(f"the depth {depth!r} is none of {', '.join(DEPTHS)}")
    if given:
        raise DocumentError(f"{next(iter(given))} is no option here; options are depth")
    if subject.point is None:
        raise DocumentError("say at which point, as in `at (1, 0)`")
    found: Any = derive(subject.network, at=subject.point, depth=depth)  # type: ignore[arg-type]
    latex = found.latex()
    if form == "markdown":
        inner = latex.replace("{align}", "{aligned}")
        return f"$$\n{inner}\n$$"
    return str(latex)
