"""Fences with a name in braces: which of them hold text, which mathematics, which code.

MyST writes directives as fences, ```{note} or :::{note}; Quarto and R Markdown write chunks of
code so, ```{python}. A name that is not known is a language where the fence is of backticks.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

from symnn.deferred import regex

Content: TypeAlias = Literal["text", "mathematics", "rst", "code"]

#: An opening fence: its marker and what stands behind it.
FENCE: Final = regex(r"(`{3,}|~{3,}|:{3,}(?=[ \t]*\{[A-Za-z][A-Za-z:_-]*\}))[ \t]*([^\n]*)")
#: A line of a directive that is an option.
OPTION: Final = regex(r"[ \t]*:[A-Za-z_-]+:")

_NAME = regex(r"\{([A-Za-z:_-]+)\}[ \t]*")

_TEXT: Final = frozenset(
    (
        *("admonition", "attention", "caution", "danger", "definition", "dropdown", "error"),
        *("example", "exercise", "hint", "important", "lemma", "margin", "note", "proof", "prf"),
        *("remark", "seealso", "sidebar", "solution", "theorem", "tip", "topic", "warning"),
        *("figure", "list-table", "table", "tab-set", "tab-item", "grid", "grid-item", "card"),
        *("grid-item-card", "aside", "epigraph", "pull-quote", "container", "div", "details"),
        *("glossary", "versionadded", "versionchanged", "deprecated", "question", "only"),
        *("axiom", "conjecture", "corollary", "criterion", "algorithm", "property", "rubric"),
        *("observation", "proposition", "assumption", "exercise-start", "exercise-end"),
        *("solution-start", "solution-end", "card-carousel", "tabbed", "panels", "subfigure"),
    )
)
_CODE: Final = frozenset(
    (
        *("code", "code-block", "code-cell", "sourcecode", "literalinclude", "raw", "mermaid"),
        *("image", "include", "toctree", "bibliography", "contents", "tableofcontents"),
        *("csv-table", "iframe", "video", "embed", "index", "math-macros"),
    )
)


class Opening(NamedTuple):
    """What an opening fence holds, and how many characters its name takes."""

    content: Content
    width: int


def opening(marker: str, info: str) -> Opening:
    """What a fence holds by what stands behind its marker.

    >>> opening("```", "{prf:theorem} On x") == Opening("text", 14)
    True
    >>> opening("```", "{python}") == Opening("code", 0)
    True
    """
    directive = _NAME.match(info)
    if directive is None:
        is_math = info.strip().lower() == "math"
        return Opening("mathematics" if is_math else "code", len(info))
    name = directive[1]
    if name == "math":
        return Opening("mathematics", directive.end())
    if name == "eval-rst":
        return Opening("rst", directive.end())
    is_text = name.split(":")[0] in _TEXT or (marker[0] == ":" and name not in _CODE)
    return Opening("text", directive.end()) if is_text else Opening("code", 0)
