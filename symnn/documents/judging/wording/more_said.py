"""Words behind a formula that claim more than it says: "det A = 3 and the rows are equal".

What is proved of the formula is not proved of such words. Unless a reading has them, nothing is
said of the whole. Conditions, reasons by a noun and names of what is counted claim nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.placing import Place
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.judging.wording.standing import SAYS_MORE
from symnn.documents.model import Entry, left_open
from symnn.latex import syntax as tree

#: Words that tell of something, or compare it, or let it hold for fewer.
_CLAIMS: Final = regex(
    r"\b(?:is|are|was|were|has|have|had|isn|aren|equals?|holds?|fails?|vanish(?:es)?|decreases?"
    r"|increases?|grows?|shrinks?|converges?|diverges?|exists?|attain(?:s|ed)|reach(?:es|ed)"
    r"|lies?|belongs?|contains?|differs?|agrees?|becomes?|remains?|stays?|makes?|implies|proves?"
    r"|needs?|requires?|cannot|can|must|will|does|do|separates?|divides?|dominates?|computes?"
    r"|only|no|not|never|nowhere|none|neither|nor|merely|unique(?:ly)?|else|unless"
    r"|except|(?:larger|smaller|greater|less|fewer|higher|lower|bigger|longer|shorter|faster|slower)"
    r" than|at (?:least|most)|largest|smallest|greatest|maximum|minimum|maximal|minimal|equality"
    r"|best|worst|optimal|wrong|false|impossible|incorrect|untrue|odd|even|because|since|but|whereas|which"
    r"|exceeds?|coincides?|rather|instead|per|strictly|hence|thus|so|therefore|while|i\.e"
    r"|exactly|precisely|peak|namely|or (?:more|less|so)|as well(?! as))\b"
)
#: What a thing is said to be at the end of a phrase: "(negative definite)", ", a prime".
_PROPERTY: Final = regex(
    r"\b(?:negative|positive|singular|invertible|(?:semi-?)?definite|symmetric|skew\S*|orthogonal"
    r"|convex|concave|(?:in|de)creasing|constant|(?:ir)?rational|prime|composite|parallel"
    r"|(?:in)?dependent|(?:non-?)?zero|(?:in)?finite|(?:un)?bounded|(?:dis)?continuous"
    r"|differentiable|strict|nilpotent|diagonal|(?:un)?stable|minim(?:um|al)|maxim(?:um|al)|odd|even|percent|saddle"
    r"|inflection|fixed|extremal|critical|doubled|doubling|halved|twice|half|wrongly)"
    r"(?: (?:above|below|number|value|point|matrix|each (?:step|time)|again))?"
    r"(?:\W*$| (?:for|on|in|everywhere|at|than|as)\b)"
)
#: A comparison with what stands behind: "twice f(1)", "more than f(1)", "versus g(2)".
_COMPARES: Final = regex(
    r"[\s,(]*(?:\w+ )?(?:twice|half|times|thrice|more|above|below|under|over|versus|vs|against"
    r"|unlike|compared|opposed|besides|plus|minus|percent|like"
    r"|approximately|roughly|nearly|almost|as (?:does|do|is|are|has|have))\b"
)
#: Words that may stand before a relation that is a condition, or says what letters are.
_SUPPOSES: Final = regex(
    r"[\s,(]*(?:(?:and|or|but|also|only|again|exactly|even|even if|just|both|e\.g|i\.e)\b[\s,.]*)*"
    r"(?:if|when(?:ever)?|wherever|where|with(?:out)?|for|at|as|provided|assuming|given|by|using|from"
    r"|due|see|in|on|over|under|after|before|per|of|to|such that|subject|among|while|whereas|until"
    r"|till|unless|since|because|then|once|within|between|through|via|along|around|near|except|that"
    r"|whatever|regardless|independent|independently|let|let's|say|suppose|so that|as long|and"
    r"|or)?\b[\s,:]*"
)
#: When both sides are equal is a claim of its own, wherever it stands in the formula.
_ONE_MORE: Final = regex(r"(?:\band|\bgives?|\bmakes?|\btotal(?: of)?|:)$")
#: The end of words that lead to a condition, or count something: "filters with d = 64".
_LEADS_ON: Final = regex(r"\b(?:with|for|at|in|where|if|when)$|^[a-z ]+s and$")
_STRICT: Final = regex(r"\b(?:equality|strict(?:ly)?)\b")
#: An apposition says what the value is: ", the sum of the eigenvalues".
_APPOSITION: Final = regex(r"[\s,(]*(?:a|an|the|its|their|one|two|three|all|both)\b(?=.*[a-z])")
#: What remains of a sentence that goes on in the next formula.
_DANGLING: Final = regex(
    r"(?:and|but|so|hence|thus|therefore|while|whereas|where|with|which|i\.e)\.?"
)
#: A remark in brackets, and numbers of things: "88 pixels are cropped".
_REMARK: Final = regex(r"\((?!(?:an?|the|its) (?:\w+ )?\w+\b)(?!.*\b(?:not|wrong|false|only)\b)")
_THINGS: Final = regex(r"[a-z]+s (?:is|are|has|have|to|per|in|of|for|that|at|on)\b")
#: Words that are conditions or scopes, whatever verbs they have.
_HARMLESS: Final = regex(
    r"[\s,(]*(?:is|are) (?:indeed |also |always )?(?:true|correct|right|valid)[\s,.)]*$"
    r"|\((?:no|all|every|each) (?:entr(?:y|ies)|components?|elements?|units?) of$"
    r"|[\s,(]*(?:if|when|whenever|where|provided|assuming|given) no\b(?!.*\b(?:only|but|which)\b)"
    r"|[\s,(]*(?:if|when|whenever|where|with|for|at|as|provided|assuming|given|by|using|from|due|see"
    r"|in|on|over|under|after|before|per|of|to|such that)\b(?!.*\b(?:no|not|never|only|once|but|and"
    r"|or|which|equality|exactly|precisely|minimum|maximum|minimal|maximal|peak|optimum)\b)"
)
#: Why the true half of a sentence is not proved.
HALF: Final = "another part of the sentence is not understood"
#: Why a part of a formula claims nothing of its own.
_NO_CLAIMS: Final = (
    "a condition of",
    "a premise",
    "says where",
    "it says what",
    "it goes on",
    "what the dots",
    "it is asked",
    "a constraint",
)
#: What goes on to another claim behind a condition.
_TURNS: Final = regex(
    r"[\s,(]*(?:but|whereas|so|hence|thus|therefore|which|yet|strictly"
    r"|while|with equality|equality|i\.e)\b"
)
#: What a label says of a value that the formula does not.
_SAYS_OF_ALL: Final = regex(
    r"\b(?:largest|smallest|greatest|least|maximum|minimum|maximal|minimal|best|worst|optimal|highest"
    r"|lowest|only|no|not|never|none|nowhere|wrong|false|incorrect|impossible|untrue|unique(?:ly)?)\b"
    r"|^(?:all|every|each) .*\b(?:is|are|has|have)\b"
)
#: A label that ends in a colon, and words that deny what follows them.
_LABEL: Final = regex(r"\\(?:text|mbox|textbf|textit)\s*\{(?P<words>[^{}]*):\s*\}\s*$")
_COLON: Final = regex(r"\\(?:text|mbox|textbf|textit)\s*\{(?P<words>[^{}:]*)\}\s*:\s*$")
_DENIES: Final = regex(
    r"\\(?:text|mbox|textbf|textit)\s*\{\s*(?:it is |this is )?(?P<words>never|not|wrong(?:ly)?"
    r"|false|incorrect(?:ly)?|untrue|impossible|nobody|nothing|hardly|no)\b"
)


def unless_more_is_said(place: Place, clause: Clause, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a statement; what is proved is open where words beside it claim more.

    Args:
        place: where it stands.
        clause: what was judged, with the words behind it and its conditions.
        entries: what was found.
    """
    statement = clause.statement
    if not isinstance(statement, tree.Statement):
        yield from entries
        return
    weak = isinstance(statement.body, tree.Chain) and any(
        link.relation in ("≤", "≥") for link in statement.body.links
    )
    strict = _STRICT.search(place.latex) if weak else None
    phrases = (
        *_more(statement),
        *_labelled(place.latex, statement),
        *((strict[0],) if strict is not None else ()),
    )
    if phrases and place.formula.display and SAYS_MORE.search(place.latex) is not None:
        from symnn.documents.judging.in_words.said_behind import goes_on

        phrases = () if goes_on(place) else phrases
    if not phrases and any(isinstance(q.body, tree.Chain) for q in statement.qualifiers):
        from symnn.documents.judging.wording.false_reasons import unless_reason_is_false

        entries = unless_reason_is_false(place, statement, entries)
    if not phrases:
        yield from entries
        return
    found = list(entries)
    heard = " ".join(entry.reading for entry in found).lower()
    unheard = next((phrase for phrase in phrases if phrase not in heard), None)
    for entry in found:
        open_ = unheard is not None and entry.verdict == "proved"
        yield (
            left_open(entry, f"the words “{unheard}” beside it are not understood")
            if (open_)
            else entry
        )


def unless_half_heard(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of a display; what is proved is open beside a part that is not understood.

    Args:
        entries: one for each relation and sentence that was found.
    """
    found = list(entries)
    half = any(entry.verdict is None and _is_unheard(entry) for entry in found)
    # one relation for each of several values: it is proved where it is for all of them
    part = {_place(entry) for entry in found if entry.verdict is None or entry.reason}
    for entry in found:
        open_ = half and entry.verdict == "proved" and r"\text" in entry.latex
        open_ = open_ or (entry.verdict == "proved" and _place(entry) in part)
        yield left_open(entry, HALF) if open_ else entry


def _place(entry: Entry) -> tuple[object, ...]:
    return entry.line, entry.column, entry.end_line, entry.end_column, entry.latex


def _is_unheard(entry: Entry) -> bool:
    reason = entry.reason or ""
    if entry.kind != "not-a-claim" or reason.startswith(_NO_CLAIMS):
        return False
    return reason.endswith("not understood") or r"\text" in entry.latex


def _more(statement: tree.Statement) -> tuple[str, ...]:
    """The phrases behind a formula that claim something of their own.

    What stands behind the first condition is a part of it: "if X and Y are independent".
    """
    if not isinstance(statement.body, tree.Chain):
        return ()
    found: list[str] = []
    conditioned = inside = False
    counted = not any(isinstance(part, tree.Name) for part in tree.walk(statement.body))
    if counted and (told := _untold_number(statement)):
        return (told,)
    for qualifier in statement.qualifiers:
        text = " ".join(qualifier.words.lower().split())
        within, inside = inside, (inside or text.startswith("(")) and ")" not in text
        if within and not found:
            continue  # what goes on in brackets
        conditioned = conditioned or _HARMLESS.match(text) is not None
        if counted and not found and _THINGS.match(text):
            continue
        if _goes_further(qualifier, text):
            found.append(text.strip(" ,.;:()"))
            continue
        if _TURNS.match(text) if conditioned else claims_more(text):
            found.append(text.strip(" ,.;:()"))
    return tuple(found)


def _untold_number(statement: tree.Statement) -> str:
    """The words before one more number of things that is no sum of those before it.

    "192 weights and 64 biases: 256 parameters" is right; of "192 weights and 65 biases" the
    second number is not known.
    """
    found = [_end(statement.body)]
    untold: list[tuple[Fraction, str]] = []
    for qualifier in statement.qualifiers:
        text = " ".join(qualifier.words.lower().split())
        value = _end(qualifier.body)
        if value is None or _HARMLESS.match(text) or not _ONE_MORE.search(text):
            continue
        if isinstance(qualifier.body, tree.Number) and value != 1:
            untold.append((value, text))
        found.append(value)
    if not untold or None in found:
        return untold[0][1] if untold else ""
    numbers = [value for value in found if value is not None]
    return "" if len(numbers) > 2 and numbers[-1] == sum(numbers[:-1]) else untold[0][1]


def _end(body: tree.Node | None) -> Fraction | None:
    """The number that a calculation ends with."""
    if isinstance(body, tree.Chain):
        body = body.links[-1].operand
    return body.value if isinstance(body, tree.Number) else None


def _goes_further(qualifier: tree.Qualifier, text: str) -> bool:
    """Whether words lead to a relation that is no condition, or compare with what follows."""
    if qualifier.body is None or not text:
        return False
    if isinstance(qualifier.body, tree.Chain):
        lead = _SUPPOSES.match(text)
        if re.fullmatch(r"\((?:and|but|so|hence|also)", text):
            return True
        if lead is not None and not lead[0].strip(" ,:("):
            return re.match(r"[\s,(]*[a-z]{2}", text) is not None and not _LEADS_ON.search(text)
    return _COMPARES.match(text) is not None


def _labelled(latex: str, statement: tree.Statement) -> tuple[str, ...]:
    """The words before a formula that deny it, or claim something of their own before a colon."""
    if not isinstance(statement.body, tree.Chain):
        return ()
    start = statement.span.start
    denied = _DENIES.match(latex, start)
    label = _LABEL.search(latex, 0, start) or _COLON.search(latex, 0, start)
    if denied is not None:
        return (denied["words"],)
    words = " ".join(label["words"].lower().split()) if label is not None else ""
    return (words,) if words and not _HARMLESS.match(words) and _SAYS_OF_ALL.search(words) else ()


def claims_more(words: str) -> bool:
    """Whether words behind a formula claim more than it says.

    Examples:
        >>> claims_more("and the rows are equal"), claims_more("for all real numbers")
        (True, False)
        >>> claims_more(", the sum of the eigenvalues"), claims_more("weights and biases")
        (True, False)
    """
    text = words.lower().strip()
    if _HARMLESS.match(text) or _DANGLING.fullmatch(text.strip(" ,")):
        return False
    if _PROPERTY.search(text):
        return True
    if _REMARK.match(text) and not _SAYS_OF_ALL.search(text):
        return False
    return bool(_CLAIMS.search(text) or _APPOSITION.match(text))
