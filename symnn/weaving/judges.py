"""The judges of documents that may keep derivations, by the names that the sandbox takes."""

from __future__ import annotations

from typing import Final

#: The judge of `symnn check`.
JUDGE: Final = "symnn.weaving.judging:judge"
#: One of several judges of a document.
SHARE: Final = "symnn.weaving.judging:judge_share"
#: The judge that gives the texts of all derivations.
DERIVED: Final = "symnn.weaving.judging:derived"
#: What every marker holds: a document without it keeps no derivation.
MENTION: Final = "symnn"
