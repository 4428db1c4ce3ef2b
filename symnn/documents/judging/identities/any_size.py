"""For how many members a claim is proved: those for which it was written out, and one alone."""

from __future__ import annotations

from dataclasses import replace

from symnn.documents.judging.doubts.arrays.small_sizes import FAILS_ALONE, OF_SEVERAL
from symnn.documents.judging.identities.indices import Families
from symnn.documents.judging.relations import Judgement


def labelled(
    found: Judgement,
    families: Families,
    relation: str,
    sizes: tuple[int, ...],
    targets: frozenset[str],
    alone: str,
) -> Judgement:
    """A proof, with the numbers of members that it is for.

    Args:
        found: the proof for the first of the sizes.
        families: what the claim is about.
        relation: its sign.
        sizes: the numbers of members for which it is proved.
        targets: the names whose members sum to 1.
        alone: what is found with one member.
    """
    general = families.has_one_sum_of_exponentials and not families.size
    listed = "all " * bool(families.size) + " and ".join(map(str, sizes))
    sizes_said = f"written out for {listed} entries"
    if general:  # of one entry alone the other member is missing
        any_number = relation == "=" or alone == "proved"
        sizes_said = "for any number of entries" if any_number else OF_SEVERAL
    said = [f"where the {', '.join(sorted(targets))} sum to 1"] if targets else []
    fails = [FAILS_ALONE] if alone == "refuted" else []
    return replace(found, notes=(*found.notes, sizes_said, *fails, *said))
