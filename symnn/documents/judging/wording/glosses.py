r"""Remarks in brackets behind a formula that say what it is, and restrict nothing.

`s = 2t - 1 \text{ (the labels as } -1 \text{ and } 1\text{)}` gives s all along, and
`4M/2^{20} \approx 58.1 \text{ (MB / image)}` is said of numbers, in the unit that stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from symnn.deferred import regex
from symnn.documents.judging.names.definitions import computed
from symnn.latex import syntax as tree

#: What a remark begins with that goes on to name a thing.
_NAMES: Final = regex(r"\((?:i\.e\.,? |that is,? |namely,? |here,? )?(?:the|its|our|their|an?) ")
#: Words with which it may tell when the formula holds, that it is rough, or that it is no good.
_TELLING: Final = regex(
    r"\b(?:if|when|whenever|while|for|unless|until|only|otherwise|else|elsewhere|except|provided"
    r"|providing|given|assuming|suppos\w*|such|where|wherever|whose|with|without|at|least|most|more"
    r"|fewer|less|than|even|odd|prime|positive|negative|nonzero|non-?\w+|not|no|never|any|all|every"
    r"|each|some|small|large|over|under|above|below|because|since|then|instead|about|roughly"
    r"|approximat\w*|asymptotic\w*|cases?|false|wrong|incorrect|errors?|mistakes?|typos?|sic|mod"
    r"|modulo|percent\w*|thousands?|millions?|billions?|limit|ignor\w+|neglect\w+|old|new|next"
    r"|previous|first|second|third|last|other|another|same|inverse|reciprocal|rest)\b"
)
_UNIT: Final = regex(
    r"\((?:in )?(?:[kKMGTP]i?B|bytes?|bits?|nats?|pixels?|seconds?|ms|meters?|FLOPs?|MACs?)"
    r"(?: ?(?:/|per) ?[a-z]+)?\)[.,;]?"
)


_Statements: TypeAlias = "Sequence[tree.Statement | tree.Unreadable]"


def without_glosses(statements: _Statements) -> list[tree.Statement | tree.Unreadable]:
    r"""The statements without the words in brackets behind them that say what they are.

    Examples:
        >>> from symnn.latex.parser import parse
        >>> def left(latex):
        ...     found = without_glosses(parse(latex).statements)
        ...     return [len(statement.qualifiers) for statement in found]
        >>> left(r"s=2t-1 \text{ (the labels as } -1 \text{ and } 1\text{)}")
        [0]
        >>> left(r"s=2t-1 \text{ (the labels for } t=1\text{)}"), left(r"M=58.1 \text{ (MB)}")
        ([2], [0])
    """
    found: list[tree.Statement | tree.Unreadable] = []
    rest = list(statements)
    while rest:
        first = rest.pop(0)
        found.append(first)
        if not isinstance(first, tree.Statement) or not isinstance(first.body, tree.Chain):
            continue
        more = _until_closed(first, rest)
        behind = [s for s in rest[: more or 0] if isinstance(s, tree.Statement)]
        if more is not None and _is_gloss(first.body, (first, *behind)):
            found[-1] = replace(first, qualifiers=())
            del rest[:more]
    return found


def _until_closed(first: tree.Statement, rest: _Statements) -> int | None:
    """How many statements more a bracket takes that opens behind the first; None without one."""
    if not first.qualifiers or not first.qualifiers[0].words.lstrip().startswith("("):
        return None
    words = _words(first)
    for count, statement in enumerate([*rest, None]):
        if words.count("(") == words.count(")"):
            return count if words.rstrip(".,; ").endswith(")") else None
        if not isinstance(statement, tree.Statement) or statement.separator != "and":
            return None
        words += _words(statement)
    return None


def _words(statement: tree.Statement) -> str:
    return "".join(q.words if q.body is None else f"{q.words} x " for q in statement.qualifiers)


def _is_gloss(chain: tree.Chain, statements: Sequence[tree.Statement]) -> bool:
    """Whether nothing is said of when the formula holds, or of other values of its names."""
    words = " and ".join(map(_words, statements)).strip()
    if _UNIT.fullmatch(words):
        return True
    if words.count("(") != 1 or _NAMES.match(words) is None or _TELLING.search(words.lower()):
        return False
    bodies = [q.body for s in statements for q in s.qualifiers if q.body is not None]
    bodies += [statement.body for statement in statements[1:]]
    relates = (isinstance(n, (tree.Chain, tree.Logic)) for b in bodies for n in tree.walk(b))
    return all(computed(link.operand) for link in chain.links) and not any(relates)
