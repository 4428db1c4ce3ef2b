"""Words that keep an author at a distance from a relation: it is quoted, asked, denied, or rough.

"Beginners write", "a typo", "should read", "true or false", "roughly", "in float32": what such
words stand beside may be false without being an error of the author.
"""

from __future__ import annotations

import re
from typing import Final

from symnn.documents.regions import Formula

#: So many characters before a formula may hold the question that it is one of the answers to.
ASKED_BEFORE: Final = 400
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)|\n\s*\n")
_QUOTED = re.compile(
    r"\b(says?|said|claims? that|claimed|answer(?:s|ed)|would output|predict\w*|reports?|prints"
    r"|printed|wr(?:ites|ote|itten) (?:down )?(?:as|by)|beginners?|novices?|students?|pupils?"
    r"|naive\w*|believe\w*|thinks?|thought|tempt\w+|people|somebody|someone|according to|quot\w+"
    r"|novel|story|joke|meme|misread\w*|rumou?r|supposedly|allegedly|ostensibly)\b"
)
_MENDED = re.compile(
    r"\b(typos?|errat\w+|should (?:read|be|have)|instead of|rather than|replac\w+|misprint\w*"
    r"|correct(?:ed|ion|ions)|fix(?:ed)?|mis\w*calculat\w+|slips?|bugs?|buggy|bad|avoid|don't"
    r"|do not|must not|cannot|can't|nowhere|hardly|pitfalls?|paradox\w*|proof that|nonsense"
    r"|leads? to)\b"
)
_ASKED = re.compile(
    r"\b(true or false|right or wrong|correct or|which of|whether|prove or|disprove\w*|check (?:if"
    r"|whether|that)|decide (?:if|whether)|find the (?:error|mistake|bug)|spot the|quiz)\b"
)
_ROUGH = re.compile(
    r"\b(roughly|approximat\w+|about|circa|rules? of thumb|almost|nearly|close to|simplicity"
    r"|ignor\w+|drop(?:s|ping|ped)?|neglect\w*|up to|leading[- ]order|first[- ]order|asymptot\w+"
    r"|round(?:ed|ing|s)?|precision|float\w*|fp\d+|bf16|u?int\d+|ieee|computer\w*|machine"
    r"|underflow\w*|overflow\w*|saturat\w+|clip\w*|order of magnitude|ballpark|proportional"
    r"|constant factor|scale factor|modulo|so to speak|for large|for small|in the limit)\b"
)
_FALSE_MARK = re.compile(r"\s*(?:\(\s*(?:f|false|no|wrong)\s*\)|[❌✗✘🚫])")
_MATHEMATICS = re.compile(r"\$[^$]*\$")
_MARKED = re.compile(r"(?:[❌✗✘🚫]|~~|[\"“„«‘]|\bfrom)\s*$")
_HEADING = re.compile(
    r"\b(?:common (?:errors?|mistakes?)|pitfalls?|fallac\w+|paradox\w*|myths?|traps?|gotchas?"
    r"|misconceptions?|puzzles?|quiz\w*|true or false)\b"
)


def held_at_distance(formula: Formula, text: str) -> str | None:
    """Why the author may not stand behind a false relation; None if the words give no reason.

    Args:
        formula: what the relation stands in.
        text: the document.
    """
    lead = formula.before if formula.before.strip() else formula.lead_in
    before = _SENTENCE_END.split(lead.lower().rstrip(" :\n*_"))[-1]
    after = _SENTENCE_END.split(formula.after.lower(), maxsplit=1)[0]
    beside = _MATHEMATICS.sub(" ", f"{before} {after}")
    if _MARKED.search(formula.before) or _FALSE_MARK.match(formula.after.lower()):
        return "it is quoted, crossed out, or marked as false"
    if _QUOTED.search(beside) or _MENDED.search(beside):
        return "the words around it say that others write it, or that it is to be mended"
    if _ROUGH.search(beside):
        return "the words around it say that it holds roughly, or on a machine"
    near = text[max(formula.outer_start - ASKED_BEFORE, 0) : formula.outer_start].lower()
    if _ASKED.search(near.rsplit("\n#", 1)[-1]) or formula.after.lstrip(" )*_").startswith("?"):
        return "it may be one of several statements that the reader is to judge"
    if _HEADING.search(" ".join(formula.headings[-1:]).lower()):
        return "it stands under a heading about common errors, or a quiz"
    return None
