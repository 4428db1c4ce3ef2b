"""Words right before a relation: they may make it a condition, or draw it as a conclusion."""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

#: What a range before a colon is read as, whatever its letters are elsewhere.
BEFORE_COLON: Final = "for all"

#: Words that a letter stands behind, or several, which may be anything.
ALL: Final = ("all", "every", "any", "each")
#: What tells where a name lies.
RANGES: Final = frozenset({"<", "≤", ">", "≥", "≠", "∈"})

#: Words right before a formula that make it a condition, or speak of it as wrong.
_OPENING: Final = frozenset(
    {"if", "when", "whenever", "where", "for", "unless", "until", "while", "assume", "assuming"}
    | {"suppose", "supposing", "let", "that", "require", "requires", "want", "set", "setting"}
    | {"not", "never", "wrong", "incorrect", "instead", "than", "as", "choose", "solve", "case"}
    | {"whether", "wherever"}
)
#: The same in Chinese: when, if, suppose, let, such that, require, unless, take; not, whether.
_IN_CHINESE: Final = regex(
    r"(?:当且仅当|当|若|如果|假如|假设|假定|设|令|使得|使|满足|要求|除非|只要|取|记|不是|并非|不能写成|误写成"
    r"|而不是|没有|是否|不妨设|代入|记作|记为|记成|写作|表示为|称为)[\s:,,:]*$"
)
#: Words before a relation that is concluded: it follows that.
_CONCLUDED = regex(
    r"\b(follows?|finds?|found|shows?|shown|see|seen|sees|concludes?|concluded|implies|imply"
    r"|means|deduces?|deduced|obtains?|obtained|have|gets?|notes?|noting|notice|observe|recall"
    r"|remark|(?:is|be) (?:clear|evident|obvious|true|easy to see)) that$"
)
#: Words by which nothing else is so.
_ONLY: Final = regex(
    r"(?i)\b(?:only|exactly|precisely|just|solely|alone|nowhere else|no other|nothing else"
    r"|unique\w*|single|sole|iff|if and only if|nur|genau|seulement|uniquement|solo|únic[oa]"
    r"|unic[oa])\b|当且仅当|只有|唯一"
)
_FORMULA: Final = regex(r"\$[^$]*\$|\\\((?:(?!\\\)).)*\\\)")
_BEGINS: Final = regex(r"[.!?;](?=\s|\Z)|\n[ \t]*\n")
#: Why a solution is not proved that is said to be the only one.
NOT_ONLY: Final = "it is a solution, and whether it is the only one was not decided"
#: Formulas at the end of some words, as a list that goes on.
_FORMULAS_BEHIND: Final = regex(r"(?:\$[^$]*\$(?:\s|,|and\b)*)+$")
#: Words before a relation that is asserted: thus we have, note that, in fact.
_ASSERTED = regex(
    r"\b(so|thus|hence|therefore|consequently|indeed|in fact|(?:we|also) (?:have|get|obtain|find)"
    r")$"
)


def opens(before: str) -> bool:
    """Whether the words before a relation make it a condition, or something that is chosen.

    Examples:
        >>> opens("Suppose that "), opens("it follows that ")
        (True, False)
    """
    concluded = _CONCLUDED.search(" ".join(before.lower().split())) is not None
    return (last_word(before) in _OPENING and not concluded) or _IN_CHINESE.search(
        before
    ) is not None


def says_only(formula: Formula) -> bool:
    """Whether the sentence of a formula says that nothing else is so."""
    leads = formula.lead_in.rstrip().endswith((":", ","))
    before = formula.before.strip() or (formula.lead_in if leads else "")
    words = f"{_BEGINS.split(before)[-1]} § {_BEGINS.split(formula.after, maxsplit=1)[0]}"
    return _ONLY.search(_FORMULA.sub(" ", words)) is not None


def is_condition(formula: Formula) -> bool:
    """Whether a formula in a sentence is a condition, or one of several: where $x > 0$, $y > 0$."""
    return not formula.display and opens(_FORMULAS_BEHIND.sub("", formula.before))


def concludes(before: str) -> bool:
    """Whether the words right before a relation assert it of what is known already.

    Examples:
        >>> concludes("Note that "), concludes("Thus we have"), concludes("Now consider")
        (True, True, False)
    """
    words = " ".join(before.lower().replace(",", " ").split())
    return _CONCLUDED.search(words) is not None or _ASSERTED.search(words) is not None


def last_word(text: str) -> str:
    """The last word, in lower case."""
    words = text.lower().replace(",", " ").split()
    return words[-1] if words else ""


def is_algebraic(body: tree.Node) -> bool:
    """x^2 = 4: an equation without functions, which the range behind it may leave one solution."""
    equations = isinstance(body, tree.Chain) and all(li.relation == "=" for li in body.links)
    functions = (tree.Apply, tree.Call, tree.Abs, tree.Norm, tree.BigOperator, tree.Derivative)
    return equations and not any(isinstance(part, functions) for part in tree.walk(body))


def led_by(statement: tree.Statement) -> str:
    """The words right before a statement."""
    return statement.lead.text if statement.lead is not None else ""


def is_about_names(chain: tree.Chain) -> bool:
    """y ∈ G, or y > 0: a name, or several, and where they lie."""
    first = chain.first
    names = first.items if isinstance(first, tree.Group) and first.fence == "" else (first,)
    within = len(chain.links) == 1 and chain.links[0].relation in RANGES
    return within and all(isinstance(name, tree.Name) for name in names)


_CONDITION: Final = regex(
    r"(?i)\b(?:if|when\w*|where\w*|for|unless|suppose|assum\w+|case|otherwise|at|on|while|only|then"
    r"|even|odd|positive|negative|nonzero|integers?|whole|natural|prime|divisible|multiples?"
    r"|given|until|after|before|once|not|no|without|except|instead|would|could|were)\b"
)


def is_new(statement: tree.Statement, before: tree.Node, scope: Scope) -> bool:
    """What is given under a new name behind words that tell things, and no condition.

    The rows of a matrix, a number, a list of numbers, the formula of a function of letters, or
    where a name lives.
    """
    body = statement.body
    if not isinstance(body, tree.Chain) or len(body.links) > 1 or statement.qualifiers:
        return False
    lead = before.lead.text if isinstance(before, tree.Statement) and before.lead else ""
    words = (lead, *(qualifier.words for qualifier in getattr(before, "qualifiers", ())))
    things = _CONDITION.search(" ".join(words)) is None and not _has_letters(before)
    if not isinstance(body.links[0].operand, tree.Matrix) and not things:
        return False
    (link,) = body.links
    head = body.first.head if isinstance(body.first, tree.Call) else body.first
    if link.relation == "∈":
        return isinstance(body.first, tree.Name) and statement.lead is None
    if link.relation != "=" or not isinstance(head, tree.Name):
        return False
    if scope.latest(tree.key(head) or "") is not None:
        return False
    if isinstance(body.first, tree.Call):
        return all(isinstance(item, tree.Name) for item in body.first.arguments.items)
    listed = link.operand.items if isinstance(link.operand, tree.Group) else (link.operand,)
    signed = (part.operand if isinstance(part, tree.Neg) else part for part in listed)
    return isinstance(link.operand, tree.Matrix) or all(isinstance(p, tree.Number) for p in signed)


def _has_letters(statement: tree.Node) -> bool:
    """Whether it speaks of a letter: x in "x even"; then it may be a condition on it."""
    qualifiers = getattr(statement, "qualifiers", ())
    parts = [getattr(statement, "body", None), *(qualifier.body for qualifier in qualifiers)]
    nodes = (node for part in parts if part is not None for node in tree.walk(part))
    return any(isinstance(node, tree.Name) for node in nodes)
