"""The stable names of what an entry can say.

A rule never changes its meaning; new ones are added at the end of their group of ten.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A stable id, a short name for machines and one sentence for people."""

    id: str
    name: str
    sentence: str


PROVED: Final = Rule("SYM000", "proved", "The relation holds.")
FALSE_EQUATION: Final = Rule("SYM001", "false-equation", "The two sides are not equal.")
FALSE_DECIMAL: Final = Rule(
    "SYM002", "false-decimal", "The printed decimal does not agree with the value."
)
FALSE_INEQUALITY: Final = Rule("SYM003", "false-inequality", "The inequality does not hold.")
SHAPES: Final = Rule("SYM004", "shapes-do-not-match", "The shapes of the two sides do not match.")
NOT_FOR_ALL: Final = Rule(
    "SYM005", "not-for-all", "The relation fails for some values of its unknowns."
)
FALSE_SENTENCE: Final = Rule("SYM006", "false-sentence", "What the words say is false.")
NOT_ROUNDED: Final = Rule(
    "SYM010", "decimal-not-rounded", "The printed decimal is not the correctly rounded value."
)
UNDECIDED: Final = Rule("SYM020", "undecided", "The relation was neither proved nor refuted.")
LIMIT: Final = Rule("SYM021", "limit-reached", "A limit on time or memory was reached.")
DEFINITION: Final = Rule("SYM030", "definition", "The relation gives a name its meaning.")
NOT_A_CLAIM: Final = Rule("SYM040", "not-a-claim", "The formula says nothing that could be false.")
NOT_UNDERSTOOD: Final = Rule("SYM041", "not-understood", "The formula could not be read.")
DAMAGE: Final = Rule("SYM042", "damage", "A delimiter or an environment is not closed.")
FILE_NOT_READ: Final = Rule("SYM043", "file-not-read", "A file that is named could not be read.")
STALE: Final = Rule(
    "SYM044", "stale-derivation", "A derivation that the document keeps is not up to date."
)
NOT_DERIVED: Final = Rule(
    "SYM045", "not-derived", "What a marker of the document asks for could not be derived."
)

RULES: Final = (
    PROVED,
    FALSE_EQUATION,
    FALSE_DECIMAL,
    FALSE_INEQUALITY,
    SHAPES,
    NOT_FOR_ALL,
    FALSE_SENTENCE,
    NOT_ROUNDED,
    UNDECIDED,
    LIMIT,
    DEFINITION,
    NOT_A_CLAIM,
    NOT_UNDERSTOOD,
    DAMAGE,
    FILE_NOT_READ,
    STALE,
    NOT_DERIVED,
)

BY_ID: Final = {rule.id: rule for rule in RULES}
