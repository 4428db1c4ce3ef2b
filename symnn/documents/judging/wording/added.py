"""Words beside a formula that are no condition: some say nothing more, "AB = I as well"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.deferred import regex
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Scalar

_ADDED: Final = regex(
    r"\(?(?:as well|too|again|once more|also|indeed|as (?:expected|claimed|promised)|of course)\)?"
    # the number before once more, in percent
    r"|\((?:or|i\.e\.,?|that is,?|about|roughly|approximately|≈|=|~)? ?\d+(?:\.\d+)? ?\\?%\)"
)
_DENIES: Final = regex(
    r"\b(not|n't|never|false|wrong|incorrect|fails?|contradict\w*|impossible|unless|except|untrue)\b"
)
#: Words by which a name runs through values.
_RUNS: Final = regex(r"\b(?:all|every|any|each|arbitrary)\b|^[\s,(]*for\b")


def is_added(words: str) -> bool:
    """Whether words say nothing of what they stand beside.

    Examples:
        >>> is_added("as well."), is_added("as well as possible"), is_added("not as expected")
        (True, False, False)
        >>> is_added("(13.5%)"), is_added("(13.5% lower)")
        (True, False)
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


def opened_names(
    total: Assumptions, words: str, body: tree.Node | None, scope: Scope
) -> Assumptions:
    """With the numbers that are told to run open: k of "for all odd k", whatever k was before.

    Args:
        total: what the conditions let hold.
        words: words before a name that are not understood.
        body: what stands behind them.
        scope: the names in force.
    """
    if body is None or _RUNS.search(words.lower()) is None:
        return total
    parts = body.items if isinstance(body, tree.Group) else (body,)
    keys = [tree.key(part) or "" for part in parts if isinstance(part, tree.Name)]
    for key, part in zip(keys, parts, strict=False):
        if scope.latest(key) is None or key in total.values:
            continue
        try:
            number = isinstance(reader(scope).value(part), Scalar)
        except MeaningError:
            number = False
        if not number:
            return replace(total, elsewhere=True)
        total = replace(total, values={**total.values, key: Scalar(symbol(key))})
    return total
