r"""Values that are the subject of a verb: `w=2,\ b=-1 \text{ computes OR}`.

They are settings, as before a colon, and what is said is what stands behind the verb: of the
network, if it computes a gate. So nothing is proved by values that were there before.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.latex import syntax as tree
from symnn.latex.parser import parse
from symnn.latex.rewriting import Piece, Rewriting, rewrite

_ALSO: Final = r"(?:(?:also|then|now|indeed|hence|thus|therefore|together) )?"
#: What stands before the first words, and the verb with which these begin.
_COMPUTES: Final = regex(
    rf"(?s)(?P<given>[^\\]*(?:\\(?!text)[^\\]*)*)\\text\{{\s*(?P<also>{_ALSO})"
    r"(?:computes?|implements?|represents?|realizes?|realises?) "
)
_GIVES: Final = regex(
    rf"(?s)(?P<given>[^\\]*(?:\\(?!text)[^\\]*)*)(?P<verb>\\text\{{\s*{_ALSO}"
    r"(?:gives?|yields?|makes?|produces?|leads? to|results? in)(?: that)?\s*\})\s*(?=\S)"
)
#: Other verbs: what they say is not put otherwise, but the values before them are no claims.
_SAYS: Final = regex(
    rf"(?s)(?P<given>[^\\]*(?:\\(?!text)[^\\]*)*)\\text\{{\s*{_ALSO}"
    r"(?:computes?|implements?|represents?|reali[sz]es?|gives?|yields?|makes?|produces?|leads?"
    r"|results?|solves?|satisf(?:y|ies)|classif(?:y|ies)|separates?|minimi[sz]es?|maximi[sz]es?"
    r"|works?|suffices?|fails?|reproduces?|fits?|recovers?|leaves?|reduces?|achieves?|attains?"
    r"|does|do)\b"
)
#: "with y = 3 instead: z = 5": other values than before, for what stands behind the colon.
_INSTEAD: Final = regex(
    r"(?s)\s*(?P<lead>\\(?:text|mbox)\{\s*(?:[Ww]ith|[Ff]or|[Ii]f|[Ww]hen|[Uu]sing)\s*\}\s*)?"
    r"(?P<given>[^\\]*(?:\\(?!text|mbox)[^\\]*)*)\\(?:text|mbox)\{\s*instead\s*"
    r"(?:[:,]\s*\}|\}\s*[:,])\s*(?=\S)"
)
#: "at x = 4, y = -3: g = -12": several values under one word, up to a colon or "we have".
_AT: Final = regex(
    r"(?s)\s*(?P<lead>\\(?:text|mbox)\{\s*(?:[Aa]t|[Ww]ith|[Ff]or|[Ii]f|[Ww]hen|[Uu]sing|[Tt]aking"
    r"|[Ss]etting|[Pp]utting)(?: the (?:point|values?|settings?|inputs?|weights?))?\s*\}\s*)"
    r"(?P<given>(?:[^\\:]|\\(?!text|mbox)|(?P<and>\\(?:text|mbox)\{[ ,]*and\s*\}))*?)"
    r"(?:\\(?:text|mbox)\{\s*:\s*\}|\\(?:text|mbox)\{[ ,]*(?:we (?:have|get|find|obtain)|one"
    r" (?:has|gets|finds|obtains))(?: that)?\s*\}|:)\s*(?=\S)"
)
_AND: Final = regex(r"\\(?:text|mbox)\{[ ,]*and\s*\}")
_NUMBERS: Final = (tree.Number, tree.Neg, tree.Quotient, tree.Root, tree.Sum, tree.Product)


def as_settings(latex: str) -> Rewriting:
    r"""The formula with a colon between values and what is said of them.

    Args:
        latex: it.

    >>> as_settings(r"w=2,\ b=-1 \text{ gives } f=3").text == r"w=2,\ b=-1 :\ f=3"
    True
    >>> as_settings(r"w=2 \text{ computes OR}").text == r"w=2 :\ \text{the network computes OR}"
    True
    >>> as_settings(r"\text{with } w=2 \text{ instead: } f=3").text == r"w=2 :\ f=3"
    True
    >>> as_settings(r"\text{at } x=4,\ y=-3: f=3").text == r"x=4,\ y=-3:\ f=3"
    True
    >>> as_settings(r"w=2u \text{ gives } f=3").text == r"w=2u \text{ gives } f=3"
    True
    """
    instead = _INSTEAD.match(latex)
    if instead is not None and _are_values(instead["given"]):
        first = [Piece(*instead.span("lead"), "")] if instead["lead"] else []
        return rewrite(latex, [*first, Piece(instead.end("given"), instead.end(), ":\\ ")])
    at = _AT.match(latex)
    if at is not None and _are_several(at["given"]):
        lead, start = Piece(*at.span("lead"), ""), at.start("given")
        ands = [Piece(start + m.start(), start + m.end(), ",") for m in _AND.finditer(at["given"])]
        return rewrite(latex, [lead, *ands, Piece(at.end("given"), at.end(), ":\\ ")])
    for pattern, put in ((_COMPUTES, r":\ \text{the network "), (_GIVES, ":\\ ")):
        match = pattern.match(latex)
        if match is None or not _are_values(match["given"]):
            continue
        end = match.end("also") if pattern is _COMPUTES else match.end()
        return rewrite(latex, [Piece(match.end("given"), end, put)])
    return rewrite(latex, [])


def is_subject(latex: str) -> bool:
    r"""Whether a formula is about values, of which a verb says something.

    >>> is_subject(r"w=2,\ b=1 \text{ gives what is wanted}"), is_subject(r"w=2 \text{ as before}")
    (True, False)
    """
    at = _AT.match(latex)
    if at is not None and _are_several(at["given"]):
        return True
    match = _INSTEAD.match(latex) or _SAYS.match(latex)
    return match is not None and _are_values(match["given"])


def _are_several(latex: str) -> bool:
    """Whether a list gives numbers to two names or more, one by one."""
    again = _AND.sub(",", latex)
    found = parse(again).statements
    chains = [s.body for s in found if isinstance(s, tree.Statement)]
    names = [tree.key(body.first) for body in chains if isinstance(body, tree.Chain)]
    return (
        len(names) > 1
        and None not in names
        and len(set(names)) == len(found)
        and _are_values(again)
    )


def _are_values(latex: str) -> bool:
    """Whether a list gives numbers to names, and says nothing else."""
    found = parse(latex).statements
    return bool(found) and all(_is_value(statement) for statement in found)


def _is_value(statement: tree.Statement | tree.Unreadable) -> bool:
    if not isinstance(statement, tree.Statement) or statement.separator not in ("", ","):
        return False
    body = statement.body
    if statement.lead is not None or statement.qualifiers or not isinstance(body, tree.Chain):
        return False
    *others, last = (body.first, *(link.operand for link in body.links))
    plain = all(link.relation == "=" for link in body.links)
    return plain and all(map(_is_name, others)) and _is_number(last)


def _is_name(node: tree.Node) -> bool:
    items = node.items if isinstance(node, tree.Group) else (node,)
    return bool(items) and all(tree.key(item) is not None for item in items)


def _is_number(node: tree.Node) -> bool:
    kinds = (*_NUMBERS, tree.Group, tree.Matrix)
    return all(isinstance(part, kinds) for part in tree.walk(node))
