"""Values of what words told before, in numbers that may be right and not be those asked for."""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.placing import Place, relation_entry
from symnn.documents.model import Entry
from symnn.latex import syntax as tree

#: What stands for a formula that was given in words.
_WORDS: Final = (tree.Text, tree.Unreadable)


def said_in_words(place: Place, name: tree.Node, link: tree.Link) -> Entry | None:
    """The entry of a value of what words told before: "Total Impurity for Soda = 0.375/2".

    The numbers may be right, and not be those that the words ask for.
    """
    key, told = tree.key(name) or "", place.state.scope.history
    known = (told[k][-1] for k in told if " " in k and (key == k or key.startswith(f"{k} ")))
    here = place.formula.headings
    lines = [b.line for b in known if isinstance(b.body, _WORDS) and b.section == here]
    if not lines or computed(link.operand):
        return None
    reason = f"line {lines[-1]} says in words what {key} is"
    return relation_entry(place, name, link, "claim", "undecided", reason=reason)
