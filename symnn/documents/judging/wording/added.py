"""Words beside a formula that are no condition: some say nothing more, "AB = I as well"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.latex.meaning.assumptions import Assumptions

_ADDED: Final = regex(
    r"\(?(?:as well|too|again|once more|also|indeed|as (?:expected|claimed|promised)|of course)\)?"
)
_DENIES: Final = regex(
    r"\b(not|n't|never|false|wrong|incorrect|fails?|contradict\w*|impossible|unless|except|untrue)\b"
)


def is_added(words: str) -> bool:
    """Whether words say nothing of what they stand beside.

    Examples:
        >>> is_added("as well."), is_added("as well as possible"), is_added("not as expected")
        (True, False, False)
    """
    return _ADDED.fullmatch(words.lower().strip(" ,.;")) is not None


def with_words(
    total: Assumptions, words: str, alone: bool, elsewhere: bool, why: str = ""
) -> Assumptions:
    """What holds beside words that are no condition: what these say is not known.

    Args:
        total: what the conditions let hold.
        words: the words.
        alone: whether no mathematics stands behind them.
        elsewhere: whether they say that the names are no numbers.
        why: what is open, if it is not what the words mean.
    """
    text = words.strip() or "a condition"
    if alone and is_added(text):
        return total
    opened = total.opened(why or f"the words “{text}” beside it are not understood")
    denied = _DENIES.search(text.lower()) is not None
    return replace(opened, denied=opened.denied or denied, elsewhere=opened.elsewhere or elsewhere)
