r"""What changes when a value is changed: "a = 5 → 5.001: J = 33 → 33.003" says two things.

Before the change a is 5 and J is 33; after it a is 5.001 and J is 33.003. So the formula is judged
twice, with what stands before all of its arrows and with what stands behind them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.documents.regions import Formula

_NUMBER: Final = r"-?\d+(?:\.\d+)?"
_ARROW: Final = r"\s*(?:\\(?:to|rightarrow|longrightarrow|mapsto)(?![A-Za-z])|→)\s*"
_CHANGE: Final = regex(rf"(?<==)(\s*{_NUMBER})({_ARROW})({_NUMBER})(?![\w.\\^(])")
_ANY_ARROW: Final = regex(_ARROW)


def before_and_after(formula: Formula) -> tuple[Formula, Formula] | None:
    r"""The formula as it is said before a change and after it; None if it tells of none.

    Both are as long as what is written, so that what is found in them has its place there.
    """
    latex = formula.latex
    setting, colon, claims = latex.partition(":")
    changes = list(_CHANGE.finditer(latex))
    arrows = len(_ANY_ARROW.findall(latex))
    set_, said = _CHANGE.search(setting), _CHANGE.search(claims)
    if not colon or set_ is None or said is None or len(changes) != arrows:
        return None
    before, after = latex, latex
    for change in changes:
        old, arrow, new = (len(part) for part in change.groups())
        start, end = change.span()
        before = before[:start] + change[1] + " " * (arrow + new) + before[end:]
        after = after[:start] + " " * (old + arrow) + change[3] + after[end:]
    return replace(formula, latex=before), replace(formula, latex=after)
