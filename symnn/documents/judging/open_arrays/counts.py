"""How many entries arrays have together: "the number of parameters in W, b is hd + h"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.open_arrays import judge
from symnn.documents.judging.open_arrays.equal_sizes import differ, holds
from symnn.documents.judging.open_arrays.judge import Scope
from symnn.documents.judging.open_arrays.memory import Memory, names_of
from symnn.documents.judging.open_arrays.said import Said, said_of
from symnn.documents.judging.open_arrays.sizes import SCALAR, Size, UnreadError, number
from symnn.documents.judging.open_arrays.spaces import size_of
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.conditions import Condition
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key

_THINGS: Final = (
    r"(?:(?:scalar|trainable|learnable|free|real|individual) )*"
    r"(?:parameters|entries|elements|weights|components|numbers|values|scalars)"
)
_NUMBER_OF: Final = regex(
    rf"(?:in total,? |together,? )?(?:the )?(?:total )?number of {_THINGS}"
    r" (?:of|in|stored in|that)(?: all of| all)?(?: the)?(?: matri(?:x|ces)| vectors?| arrays?)?"
)
_SUBJECT: Final = regex(
    r"|(?:together,? )?(?:the )?(?:(?:weight |parameter )?(?:matri(?:x|ces)|vectors?|arrays?)"
    r"|parameters?)|together"
)
_IS: Final = regex(r"(?:together )?(?:is|equals|is equal to|are|amounts to|makes)")
_HAVE: Final = regex(r"(?:together )?(?:has|have|contains?|holds?|consists? of)(?: together)?")
_OBJECT: Final = regex(rf"{_THINGS}(?: in total| together| altogether)?")


def counted(
    memory: Memory, scope: Scope, statements: Sequence[object]
) -> tuple[Judgement, tree.Span] | None:
    """What is found about a sentence that counts the entries of arrays; None for any other."""
    told = [s for s in statements if isinstance(s, tree.Statement)]
    if not told or len(told) != len(statements):
        return None
    first, last = told[0], told[-1]
    lead = " ".join(first.lead.text.lower().split()) if first.lead is not None else ""
    if any(s.lead is not None or s.separator not in (",", "and") for s in told[1:]):
        return None
    if any(s.qualifiers for s in told[:-1]):
        return None
    claim = _claimed(lead, last.qualifiers)
    keys = [key for s in told for key in names_of(s.body)]
    if any(not [*names_of(s.body)] and not _is_right(s.body) for s in told):
        return None  # 2 + 2 = 5, and W has 12 entries
    if claim is None or not keys or any(k.startswith("d ") for k in keys):
        return None
    node, said = claim
    try:
        wanted = size_of(node)
        total = number(0)
        for key in keys:
            shape = shape_of(memory, said, scope, key)
            total = total + shape[0] * shape[1]
        given = _with_numbers(total, scope)
    except SymnnError:
        return None
    span = tree.Span(first.span.start, last.span.end)
    found = _compared(total, wanted, said)
    if not wanted.letters and total.letters:  # perhaps the numbers of another example
        found = _compared(given, wanted, said) if holds("=", given, wanted) else found
    return found, span


def _is_right(node: tree.Node) -> bool:
    """Whether it is an equation of numbers that holds."""
    if not isinstance(node, tree.Chain) or any(link.relation != "=" for link in node.links):
        return False
    try:
        sizes = [size_of(side) for side in (node.first, *(li.operand for li in node.links))]
    except SymnnError:
        return False
    return all(not one.letters and holds("=", sizes[0], one) for one in sizes)


def _with_numbers(size: Size, scope: Scope) -> Size:
    """A size with the numbers that its letters were given."""
    for letter in sorted(size.letters):
        given = scope(letter)
        if isinstance(given, tree.Number):
            size = size.put(letter, size_of(given))
    return size


def _claimed(lead: str, qualifiers: Sequence[tree.Qualifier]) -> tuple[tree.Node, Said] | None:
    """The number that is claimed, and what the words behind it say."""
    if not qualifiers or qualifiers[0].body is None:
        return None
    words = " ".join(qualifiers[0].words.lower().split())
    rest = list(qualifiers[1:])
    if _NUMBER_OF.fullmatch(lead) and _IS.fullmatch(words):
        pass
    elif _SUBJECT.fullmatch(lead) and _HAVE.fullmatch(words) and rest:
        thing = rest.pop(0)
        if thing.body is not None or _OBJECT.fullmatch(thing.words.lower().strip()) is None:
            return None
    else:
        return None
    said = said_of([Condition(q.words, q.body) for q in rest])
    return (qualifiers[0].body, said) if said.understood else None


def _compared(total: Size, wanted: Size, said: Said) -> Judgement:
    text = f"there are {total}"
    if holds("=", total, wanted):
        return Judgement("proved", judge.SIZE_METHOD, notes=(text,))
    letters = sorted(total.letters | wanted.letters)
    sizes = {name: k + 3 for k, name in enumerate(letters)}
    if (
        said.bounds
        or not (wanted.letters or not total.letters)
        or not wanted.letters <= total.letters
        or not differ(total, wanted, sizes)
    ):
        return Judgement("undecided", reason=text)
    shown = tuple((name, str(value)) for name, value in sizes.items())
    return Judgement("refuted", judge.SIZE_METHOD, counterexample=shown, notes=(text,))


def shape_of(memory: Memory, said: Said, scope: Scope, key: str) -> tuple[Size, Size]:
    """The shape of a name: as it was declared, or as the formulas it stands in need it.

    Raises:
        UnreadError: it is not known.
    """
    known = memory.shapes.get(key)
    if key in memory.contested:
        raise UnreadError("it was given two shapes")
    if known is not None:
        return known
    found = set(_needed(memory, said, scope, key))
    if len(found) != 1:
        raise UnreadError("the shape of it is not known")
    return found.pop()


def _needed(memory: Memory, said: Said, scope: Scope, key: str) -> Iterator[tuple[Size, Size]]:
    """The shapes that definitions need a name to have."""
    formulas = [(tree.Name("?"), f.body) for f in memory.functions.values()]
    bodies = [(memory.heads[k], body) for k, body in memory.bodies.items() if k in memory.heads]
    for head, body in (*bodies, *formulas):
        if not any(name_key(part) == key for part in tree.walk(body)):
            continue
        reading = judge.ready(memory, said, scope, (body,))
        reading.inside = frozenset({name_key(head) or ""})
        try:
            term = reading.read(reading.apart(body))
            own = memory.shapes.get(name_key(head) or "")
            if own is not None:
                reading.sizes.fit(term.shape, own, "the definition has another shape")
        except SymnnError:
            continue
        shape = reading.leaves.get(key)
        if shape is None or shape == SCALAR or reading.broadcast:
            continue  # that it is a number is no more than likely
        rows, columns = reading.sizes.shape(shape)
        if rows.is_known and columns.is_known and not reading.sizes.pending:
            yield rows, columns
