"""What is denied of a second thing: "u lies in V, but v does not", "neither u nor v lies in V"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from symnn.deferred import regex

_PLACE: Final = r"⟨\d+⟩"
_NOUN: Final = rf"(?:the )?(?:[a-z]+ )?{_PLACE}"
#: Verbs that are denied by "does not".
_TOLD: Final = r"lies|belongs|spans|solves|satisfies|has|maps|commutes"
_BASES: Final = {"satisfies": "satisfy", "has": "have"}


def _denied(match: re.Match[str], who: str) -> str:
    verb, what = match["verb"], match["what"]
    base = _BASES.get(verb, verb.removesuffix("s"))
    return f"{match[who]} {'is not' if verb == 'is' else f'does not {base}'} {what}"


def _of_another(match: re.Match[str]) -> str:
    return f"{match['a']} {match['verb']} {match['what']}; {_denied(match, 'b')}"


def _of_both(match: re.Match[str]) -> str:
    return f"{_denied(match, 'a')}; {_denied(match, 'b')}"


#: Sentences, and the two clauses that they become.
DENIALS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (
        regex(
            rf"^(?P<a>{_NOUN}) (?P<verb>{_TOLD}) (?P<what>[^;]+?),? (?:but|while|whereas|and)"
            rf" (?P<b>{_NOUN}) does not$"
        ),
        _of_another,
    ),
    (
        regex(
            rf"^neither (?P<a>{_NOUN}) nor (?P<b>{_NOUN}) (?P<verb>{_TOLD}|is) (?P<what>[^;,]+)$"
        ),
        _of_both,
    ),
)
