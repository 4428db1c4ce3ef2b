"""What is false by moments that were told may be true by a law: the moments were false themselves.

"A fair die is rolled" has a variance of 35/12, whatever a formula below claimed it to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from symnn.documents.model import Entry


def law_first(
    found: Iterable[Entry], by_law: Callable[[], Iterator[Entry] | None]
) -> Iterator[Entry]:
    """The entries of a claim on moments; those by a law where it decides what is not proved.

    Args:
        found: by what was told of means and variances.
        by_law: by the laws of the variables, asked only where it is needed.
    """
    told = list(found)
    if all(entry.verdict in (None, "proved") for entry in told):
        return iter(told)
    other = list(by_law() or ())
    decided = bool(other) and all(entry.verdict in ("proved", "refuted") for entry in other)
    return iter(other if decided else told)
