"""Words that keep an author at a distance from a relation: it is quoted, asked, denied, or rough.

"Beginners write", "a typo", "should read", "true or false", "roughly", "in float32": what such
words stand beside may be false without being an error of the author.
"""

from __future__ import annotations

import re
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.wording.impossible import not_asserted_elsewhere, shown_impossible
from symnn.documents.regions import Formula

#: So many characters before a formula may hold the question that it is one of the answers to.
ASKED_BEFORE: Final = 400
#: So many characters behind a formula may take it back.
RETRACTED: Final = 60
_SENTENCE_END = regex(r"[.!?;](?=\s|$)|\n\s*\n")
_QUOTED = regex(
    r"\b(claims? that|would output|beginners?|novices?|naive\w*|tempt\w+|somebody|someone"
    r"|(?:students?|pupils?|people|some|many) (?:often |sometimes |may |might |would |will )*"
    r"(?:write|say|think|believe|claim|answer)s?|wr(?:ites|ote|itten) (?:down )?(?:as|by)"
    r"|(?:chatgpt|gpt-?\d*|llms?|chatbot|assistant|language model|copilot|claude|gemini|bard)"
    r" (?:says?|said|answer\w*|repl\w+|output\w*|claim\w*|respond\w*)|hallucinat\w+"
    r"|s?he (?:computes|calculates|writes|gets|claims|thinks|says|answers|obtains|believes)"
    r"|according to|quoted?|quotes|story|joke|meme|misread\w*|rumou?r|supposedly|allegedly"
    r"|ostensibly|guess\w*|conjectur\w*|looks (?:like|as (?:if|though)))\b"
)
_MENDED = regex(
    r"\b(typos?|errat\w+|should (?:read|have been)|instead of|rather than|misprint\w*"
    r"|mis\w*calculat\w+|bugs?|buggy|(?:do not|don't|must not|cannot|can't|never|avoid)"
    r" (?:write|writing|read|say|conclude|do|doing|cancel|add)|not (?:right|correct)|pitfalls?"
    r"|paradox\w*|proof that|nonsense)\b"
)
_ASKED = regex(
    r"\b(true or false|right or wrong|correct or|which of|prove or|disprove\w*"
    r"|(?:choose|select|pick|circle|mark) (?:the|one|all|every)|correct (?:answers?|options?)"
    r"|multiple[- ]choice|options(?=:)|check (?:if|whether)|decide (?:if|whether)"
    r"|find the (?:error|mistake|bug)|spot the|quiz)\b"
)
_ROUGH = regex(
    r"\b(roughly|approximately|approx|circa|rules? of thumb|almost|nearly|ignoring|dropping"
    r"|neglect\w*"
    r"|up to (?:a )?(?:constant|sign|scale|scaling|order|terms|rounding|normali[sz]ation)\w*"
    r"|leading[- ]order|first[- ]order|asymptot\w+|float(?:s|ing)?|float\d+|fp\d+|bf16|u?int\d+"
    r"|(?:double|single|half|machine|finite|limited|floating-point) precision|quantiz\w+"
    r"|fixed[- ]point|due to (?:rounding|cancellation)|rounding (?:errors?|at each)"
    r"|for (?:a|the) computer|practical purposes|precedence|order of operations"
    r"|ieee|underflow\w*|overflow\w*|order of magnitude|ballpark|modulo|so to speak|for large"
    r"|for small|in the limit)\b|\b(?:left to right|right to left)[\s,:]*$"
)
#: Methods whose results are near a value, and the values that they are asked for.
_BY_STEPS = regex(
    r"\b(?:finite differences?|difference quotients?|numerical\w*|trapezoid\w*|simpson\w*|bisection"
    r"|euler(?!'s (?:number|constant|identity|formula))|newton(?!'s (?:law|second))|monte carlo"
    r"|simulat\w+|riemann sums?|midpoint|secant|quadrature|runge"
    r"|(?:first|second|third|crude|rough|linear|next) (?:estimates?|approximations?)"
    r"|(?:after|with) (?:\w+ )?(?:steps?|iterations?|samples|terms|intervals|points|throws))\b"
)
_OF_LIMITS = regex(
    r"\\(?:int|sqrt|pi|ln|log|sin|cos|tan|exp|zeta|partial)(?![a-zA-Z])|'|\be\b|\\frac\{\\?d"
)
_OF_ODE = regex(r"\b(?:euler|runge)\b")
_DECIMAL = regex(r"\d\.\d")
#: An arrow from what stands in a book to what should stand there, and words of lists of errors.
_ARROW = regex(r"\s*\$?\s*(?:\\(?:long)?rightarrow|\\to|→|⟶|--?>|=>)\s*(?:\$\s*)?[$\"“`]")
_ERRATA = regex(
    r"\berrat|corrigend|\btypos?\b|\bcorrect(?:ed|ions?)\b|\bthanks to\b|\breported by\b"
)
_LABELLED = regex(r"(?:\(?\b[a-fA-F1-6ivx]{1,3}\)|\b[A-F]\.|\[[ xX]\])[\s*_]*$")
#: "Replace $a$ by $b$", "Before: $a$. After: $b$": what the words before and behind a are.
_INSTEAD = (
    (
        regex(r"\b(?:replac\w+|chang\w+|correct\w*|amend\w*|read(?:ing)? for)[\s`\"“]*$"),
        regex(r"[\s`\"”]*(?:by|to|into|with|read)\b"),
    ),
    (
        regex(r"\b(?:before|was|old|previously|originally)\W*$"),
        regex(r"[\s.,;|)]*(?:(?:and|but) )?(?:after|now|is|new|currently)\b"),
    ),
)
_ASKS = regex(
    r"\s*(?:and |but |so |well, )?(?:do|does|did|is|are|was|can|could|should|will|would)\b"
)
_OR_BEFORE = regex(r"(?:\$|\\\)),?\s+or\s*$")
_OR_BEHIND = regex(r"[,\s]*or\s+(?:\$|\\\()")
#: What is said of a whole class, or what a word means: "Orthogonal:", "a distribution has".
_PROPERTIES: Final = (
    r"(?:(?:anti)?symmetr\w+|orthogon\w+|orthonorm\w+|project\w+|idempot\w+|unitar\w+|singular\w*"
    r"|nilpotent|involut\w+|linear\w*|additiv\w*|homogene\w+|even|odd|periodic\w*|convex\w*"
    r"|concav\w+|stable|stabil\w+|parallel|perpendicular\w*|normali[sz]\w+)"
)
_OF_ANY = regex(
    rf"^\W*(?:\w+ )?(?:{_PROPERTIES}|definitions?|requirements?|constraints?)[ *_]*:[ *_]*$"
    r"|^\W*(?:an?|any|every|each) (?:[\w-]+ ){1,4}(?:has|have|satisf\w+|obeys?|fulfil\w*|needs)\W*$"
    rf"|^\W*for (?:an? |any |all |every |two |unit )*(?:\w+ly )?(?:{_PROPERTIES}|commuting|disjoint"
    r"|independent|dependent|diagonal|invertible)\b"
    r"|\b(?:is|are|called|be) [^.$]{0,40}\b(?:if|when|iff|whenever|provided)\b"
    r"(?!.*\b(?:then|so|thus|hence|therefore)\b)"
)
_NAMED = regex(
    r"(?<![a-zA-Z\\])[a-zA-Z](?![a-zA-Z])|\\(?:alpha|beta|lambda|mu|sigma|theta|math\w+)"
)
#: How an author takes back what stands right before.
_RETRACTS = regex(
    r"[\s$.,;:*_()\[\]\\>—–-]*(?:(?:wait|oops|whoops|hmm|scratch that|correction|sorry)\b"
    r"|actually\s*:|(?:actually|no),? (?:let me|wait|that is wrong|we|i) |i made (?:a|an) "
    r"|let (?:me|us) (?:re-?(?:do|comp|calc|check)|correct|fix|compute carefully|try again"
    r"|start over))"
)
#: Right behind it, or in the next cell of a table, or in the next paragraph.
_FALSE_MARK = regex(
    r"\s*(?:\(\s*(?:f|false|no|wrong)\s*\)|[❌✗✘🚫]"
    r"|[\s.,:;—–…-]*(?:no(?=[.,!]| it| that)|nope\b|not (?:quite|so|true|right)\b"
    r"|(?:false|wrong|incorrect)\b(?! [a-z]))"
    r"|,? ?but (?:no\b|(?:it|that|this) (?:is not|isn't|is wrong|is false|does not|doesn't)))"
)
_FALSE_CELL = regex(
    r"\$?\s*\|\s*\**(?:f|false|n|no|wrong|incorrect|invalid|[❌✗✘🚫×])\**\s*(?:\||\n|$)"
)
_DENIED_BEHIND = regex(
    r"(?:\$\$|\\\])?\s*(?:(?:is|are|was) (?:false|wrong|not|incorrect|never|nonsense)|isn't|fails\b"
    r"|(?:does|do|did|will|would)(?: not|n't)|cannot|can't|never)\b"
)
_DISPLAYED = regex(r"\$\$[^$]*\$\$")
_MATHEMATICS = regex(r"\$\$[^$]*\$\$|\$[^$]*\$")
#: Whether this and that: all that is asked in a row.
_WHETHER = regex(r"\bwhether (?:it is true )?(?:that )?(?:⟨⟩|and\b|or\b|[\s,])*$")
_INLINE = regex(r"\$[^$]*\$|\\\(.{0,200}?\\\)")
_MARKED = regex(r"(?:[❌✗✘🚫]|~~|[\"“„«‘]|\bfrom)\s*$")
#: \CommonMistake{Thinking that …
_WRONG_COMMAND: Final = regex(
    r"\\[a-z]{0,20}(?:mistake|misconception|pitfall|wrong|incorrect)[a-z]{0,12}\s*\{[^{}.]{0,80}$",
    re.IGNORECASE,
)
_COMMAND_BEFORE: Final = 140
_THINKING: Final = regex(r"\b(?:thinking|believing|assuming|writing)(?: that)?\s*$")
_LABEL = regex(
    r"\b(?:bad|wrong|incorrect|false|mistake|(?:student|pupil|person|candidate|alice|bob)(?: \w)?)"
    r"\s*:[\s*_]*$|\bconjecture\W*$"
)
#: So far back an exercise may have begun.
_EXERCISE: Final = 2500
_EXERCISES: Final = regex(
    r"\\begin\{(?:exercise|problem|question|task|opgave|aufgabe|exercice)\*?\}"
)
_EXERCISE_ENDS: Final = regex(r"\\end\{(?:exercise|problem|question|task|opgave|aufgabe|exercice)")
#: In 5.1, in (b), for problem 3, in the first example: what is said is about what stands there.
_PLACE: Final = (
    r"(?:exercises?|examples?|problems?|cases?|parts?|items?|questions?|tasks?|experiments?"
    r"|variants?|scenarios?)"
)
_OF_OTHER_PLACE: Final = regex(
    rf"\bin \d{{1,2}}(?:\.\d{{1,2}})+[,: ]|\b(?:in|for|from|of) (?:\([a-h1-9]\)"
    rf"|{_PLACE} \(?(?:\d{{1,2}}(?:\.\d{{1,2}})*|[a-h])\b"
    rf"|the (?:first|second|third|fourth|last|previous|other|former|latter) {_PLACE}\b)"
)
_INVESTIGATE: Final = regex(
    r"\b(?:(?:check|investigate|determine|decide|test|verify|find out|examine) (?:if|whether)"
    r"|(?:undersøg|afgør|kontroll[ée]r) om|(?:prüfen?|untersuchen?|entscheiden?)(?: sie)?,? ob"
    r"|(?:vérifie[rz]|déterminer) si|comprueb[ae] si|verifi(?:que|car|ca|care) se|onderzoek of"
    r"|(?:zbadaj|sprawdź),? czy)\b"
)
_HEADING = regex(
    r"\b(?:common (?:errors?|mistakes?)|pitfalls?|fallac\w+|paradox\w*|myths?|traps?|gotchas?"
    r"|misconceptions?|puzzles?|quiz\w*|true or false"
    r"|(?:häufige|typische) fehler|fehlersuche|erreurs? (?:fréquentes?|courantes?|classiques?)"
    r"|errores (?:comunes|frecuentes|típicos)|erros (?:comuns|frequentes)|errori (?:comuni|tipici)"
    r"|(?:sık (?:yapılan )?|yaygın )hata\w*|hata av\w*|\w*deki hata|yanlış\w*)\b"
    r"|常见错误|易错|误区|典型错误"
)


def _is_investigated(formula: Formula, text: str) -> bool:
    """Whether it stands in an exercise that asks whether something holds, or solves an equation."""
    begin = max(formula.outer_start - _EXERCISE, 0)
    exercise = _EXERCISES.split(text[begin : formula.outer_start])
    if len(exercise) < 2 or _EXERCISE_ENDS.search(exercise[-1]):
        return False
    return _INVESTIGATE.search(exercise[-1].lower()) is not None


def _is_question(formula: Formula) -> bool:
    """Whether the sentence ends with a question mark right behind, or begins as a question."""
    lead = _SENTENCE_END.split(formula.before.lower())[-1]
    end = _SENTENCE_END.search(formula.after)
    ends = end is not None and end[0] == "?" and "$" not in formula.after[: end.start()]
    return formula.after.lstrip(" )*_").startswith("?") or (ends and _ASKS.match(lead) is not None)


def _is_option(formula: Formula, text: str) -> bool:
    """(a) $2 + 2 = 4$ (b) $2 + 2 = 5$: one of several right sides for the same left one."""
    left = formula.latex.split("=")[0].strip()
    if not left or _LABELLED.search(formula.before) is None:
        return False
    start, end = formula.outer_start - ASKED_BEFORE, formula.outer_end + ASKED_BEFORE
    pieces = regex(rf"\$\s*{re.escape(left)}\s*=").split(text[max(start, 0) : end])
    return sum(_LABELLED.search(piece) is not None for piece in pieces[:-1]) > 1


def _is_amended(formula: Formula, text: str) -> bool:
    """Whether what stands behind it is said to stand there instead."""
    listed = f"{text[:ASKED_BEFORE]} {formula.before} {formula.after}"
    if _ARROW.match(formula.after) is not None and _ERRATA.search(listed.lower()):
        return True
    before, after = formula.before.lower()[-40:], formula.after.lower()
    return any(a.search(before) and b.match(after) for a, b in _INSTEAD)


def _without_displays(lead: str) -> str:
    """The words before it, without displays, whose own words are about them alone."""
    whole = lead if lead.count("$$") % 2 == 0 else lead[lead.index("$$") + 2 :]
    return _DISPLAYED.sub(" ", whole)


#: On $S_1$, on the sphere: right before an equation that holds there, and makes it.
_ON_PLACE: Final = regex(
    r"(?i)(?:^|[.;:,(*]|\n)[\s*_-]{0,6}(?:but |and |so |now )?(?:on|along)\s+"
    r"(?:(?:each |every )?(?:\$[^$]{1,20}\$|\\\([^)]{1,20}\\\))"
    r"|(?:the|this|that|its)\s+(?:\w+\s+){0,2}(?:sphere|surface|boundary|curve|line|plane|circle|set"
    r"|edge|face|disk|ball|cone|contour|segment|region|domain|path|hyperplane|cylinder|ellipse|parabola|arc)\b[^.;:=]{0,24})[,\s]*$"
)
_FROM_PICTURE: Final = regex(
    r"(?i)\b(?:from|in|by) the (?:graph|figure|plot|picture|sketch)\b(?![^.]{0,40}\bbelow)"
)
#: "If f(a) = 0 or f(a) is infinite, then".
_IF_OR_THEN: Final = regex(r"(?i)\bif\b(?:(?!\.\s)[\s\S]){1,300}\bor\b[\s\S]{1,200}\bthen[\s,:]*$")
_OF_FUNCTION: Final = regex(r"[A-Za-z]'?\s?\(")


def _is_where_it_holds(formula: Formula) -> bool:
    """Whether an equation in letters is what a place is made of: on the sphere, x^2 + y^2 = 1."""
    named = _NAMED.search(formula.latex) is not None
    return named and not formula.display and _ON_PLACE.search(formula.before[-80:]) is not None


def _is_of_picture(formula: Formula, text: str) -> bool:
    """Whether a value of a function was read off a picture, in these paragraphs."""
    if _OF_FUNCTION.search(formula.latex) is None:
        return False
    before = text[max(formula.outer_start - ASKED_BEFORE, 0) : formula.outer_start]
    return _FROM_PICTURE.search("\n\n".join(before.split("\n\n")[-2:])) is not None


def _of_places(formula: Formula, text: str, lead: str) -> str | None:
    """That it is said of a place or a picture, or follows from one of several things."""
    sentence = lead[-ASKED_BEFORE:].rpartition("\n\n")[2]
    if _IF_OR_THEN.search(sentence) and _NAMED.search(formula.latex):
        return "it follows from one of several things that are supposed"
    if _is_where_it_holds(formula) or _is_of_picture(formula, text):
        return "it is said of a place, or of a picture, that no formula describes"
    return None


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
    marked = _MARKED.search(formula.before) or _LABEL.search(formula.before.lower())
    if _WHETHER.search(_INLINE.sub("⟨⟩", lead.lower())):
        return "it is asked whether it holds"
    if _OR_BEFORE.search(formula.before) or _OR_BEHIND.match(formula.after):
        return "it is one of two alternatives"
    label = _SENTENCE_END.split(_without_displays(lead.lower()).rstrip("\n "))[-1]
    if _OF_ANY.search(label) and _NAMED.search(formula.latex):
        return "it may say what a word means, or what holds of a whole class"
    behind = text[formula.outer_end : formula.outer_end + RETRACTED].lower()
    denied = _FALSE_CELL.match(behind) or (formula.display and _DENIED_BEHIND.match(behind))
    above = text[max(formula.outer_start - _COMMAND_BEFORE, 0) : formula.outer_start]
    marked = marked or _WRONG_COMMAND.search(above) or _THINKING.search(formula.before.lower())
    if marked or denied or _FALSE_MARK.match(formula.after.lower()):
        return "it is quoted, crossed out, or marked as false"
    if _OF_OTHER_PLACE.search(f"{_MATHEMATICS.sub(' ', before)} "):
        return "the words before it speak of another place"
    if _RETRACTS.match(behind):
        return "the words behind it take it back"
    if _is_amended(formula, text) or _QUOTED.search(beside) or _MENDED.search(beside):
        return "the words around it say that others write it, or that it is to be mended"
    limit = _OF_LIMITS.search(formula.latex) or _OF_ODE.search(beside)
    near_value = limit and _DECIMAL.search(formula.latex)
    if _ROUGH.search(beside) or (near_value and _BY_STEPS.search(beside)):
        return "the words around it say that it holds roughly, or on a machine"
    near = text[max(formula.outer_start - ASKED_BEFORE, 0) : formula.outer_start].lower()
    asked = _ASKED.search(near.rsplit("\n#", 1)[-1]) or _is_investigated(formula, text)
    if asked or _is_question(formula) or _is_option(formula, text):
        return "it may be one of several statements that the reader is to judge"
    if _HEADING.search(" ".join(formula.headings[-2:]).lower()):
        return "it stands under a heading about common errors, or a quiz"
    elsewhere = shown_impossible(formula, text) or not_asserted_elsewhere(formula)
    return elsewhere or _of_places(formula, text, lead)
