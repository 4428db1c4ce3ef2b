"""What the text above a law tells of its variables: independence, and what is a partition."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.open_chances.letters import Told
from symnn.documents.judging.placing import Place
from symnn.latex import syntax as tree

_SECTION: Final = regex(r"\n#+ |\\(?:sub)*section\b|\\begin\{(?:example|exercise|proof)\}")
_DISPLAY: Final = regex(r"\$\$.*?\$\$|\\\[.*?\\\]")
_PARTITION: Final = regex(
    r"\bpartitions?\b|mutually exclusive and (?:collectively )?exhaustive|exhaustive"
    r"|disjoint[^.;]{0,60}(?:whose )?union|exactly one of"
)


def told_before(place: Place, names: Collection[str], partitions: bool = False) -> Told:
    """What the section up to a law says.

    Args:
        place: where the law stands.
        names: its variables.
        partitions: look for events B_i of which just one happens.
    """
    text = _SECTION.split(place.state.source.text[: place.formula.outer_start])[-1]
    if partitions:
        known = _PARTITION.search(text.lower()) is not None
        return Told(disjoint=(frozenset(names),) if known else ())
    if "independent" not in text or "pairwise" in text:
        return Told()
    from symnn.documents.judging.randomness.sentences import said_in

    apart: list[frozenset[str]] = []
    given: list[tuple[str, frozenset[str]]] = []
    for said in said_in(_DISPLAY.sub(" . ", text)):
        own = frozenset(key for n in said.names if (key := tree.key(n)) is not None) & set(names)
        of = None if said.value is None else tree.key(said.value)
        if len(own) < 2:
            continue
        if said.what == "independent":
            apart.append(own)
        elif said.what == "conditional" and of is not None:
            given.append((of, own))
    return Told(tuple(apart), tuple(given))
