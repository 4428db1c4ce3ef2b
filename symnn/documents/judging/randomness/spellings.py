r"""What is asked of random variables, in all usual ways of writing it.

\mathbb{E}[X], E(X), \mathbb{V}[X], \operatorname{Var}(X), \sigma_X, \mathrm{Corr}(X, Y),
\rho_{X,Y}, H(Y \mid X), I(X; Y), D_{\mathrm{KL}}(p \,\|\, q) are one tree each here: an operation
with its arguments, and what is given behind the bar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, final

from symnn.deferred import dataclass
from symnn.latex import syntax as tree

_BY_NAME: Final = {
    **dict.fromkeys(("E", "Mean"), "mean"),
    **dict.fromkeys(("Var", "var", "Variance", "VAR"), "variance"),
    **dict.fromkeys(("Cov", "cov", "COV"), "covariance"),
    **dict.fromkeys(("Std", "std", "sd", "SD", "SE", "se", "StdDev", "stdev", "Sd"), "deviation"),
    **dict.fromkeys(("Corr", "corr", "Cor", "cor"), "correlation"),
    **dict.fromkeys(("Bias", "bias"), "bias"),
    **dict.fromkeys(("MSE", "mse"), "error"),
    **dict.fromkeys(("H", "h", "Entropy"), "entropy"),
    **dict.fromkeys(("I", "MI"), "information"),
    **dict.fromkeys(("KL",), "divergence"),
    **dict.fromkeys(("CE",), "cross"),
    **dict.fromkeys(("PPL", "perplexity", "Perplexity"), "perplexity"),
    **dict.fromkeys(("P", "Pr", "Prob", "p"), "chance"),
}
_TWO: Final = frozenset({"covariance", "correlation", "divergence", "cross"})
_ONE: Final = frozenset({"mean", "variance", "deviation", "bias", "error", "perplexity"})
_GIVEN: Final = frozenset({"mean", "variance", "entropy", "information", "deviation"})
#: Letters that are operators in blackboard type only.
_BLACKBOARD: Final = {"V": "variance", "E": "mean", "H": "entropy", "I": "information"}
#: What a document may define by a formula, and still mean by it what all others do.
_DEFINED: Final = frozenset({"entropy", "information", "divergence", "cross"})
_FONTS: Final = frozenset({"", "upright", "bb"})


@final
@dataclass(frozen=True, slots=True)
class Operation:
    """What is asked: its kind, of what, given what; `over` is what stands below its name."""

    kind: str
    items: tuple[tree.Node, ...]
    given: tuple[tree.Node, ...] = ()
    over: tree.Node | None = None
    head: str = ""


def operation_of(node: tree.Node, knows: Callable[[str], bool]) -> Operation | None:
    """The operation that an expression is by its spelling; None for any other.

    Args:
        node: the expression, regrouped.
        knows: whether the document gives a name a meaning of its own.
    """
    if isinstance(node, tree.Name):
        return _by_letter(node, knows)
    head, group = _parts(node)
    if head is None or group is None:
        return None
    kind = _kind(head)
    key = tree.key(head)
    if kind is None or key is None or (knows(key) and kind not in _DEFINED):
        return None
    items, given, cuts = _cut(group)
    if items is not None and kind in ("divergence", "cross"):
        items, given = (*items, *given), ()
    if items is None or (given and kind not in (*_GIVEN, "chance")):
        return None
    if kind in _TWO and len(items) == 1 and len(given) == 0 and kind == "covariance":
        items = (*items, *items)
    if len(items) != {True: 2, False: len(items)}[kind in _TWO] or not items:
        return None
    if (kind in _ONE and len(items) != 1) or (kind in ("divergence", "cross") and not cuts):
        return None
    over = head.subscript if kind == "mean" else None
    return Operation(kind, items, given, over, key)


def _parts(node: tree.Node) -> tuple[tree.Name | None, tree.Group | None]:
    if isinstance(node, tree.Call) and isinstance(node.head, tree.Name):
        return node.head, node.arguments
    if isinstance(node, tree.Apply) and isinstance(node.argument, tree.Group):
        plain = node.power is None and not node.ambiguous
        return (node.function if plain and isinstance(node.function, tree.Name) else None), (
            node.argument
        )
    return None, None


def _kind(head: tree.Name) -> str | None:
    if head.accents or head.labels or head.font not in _FONTS:
        return None
    below = None if head.subscript is None else tree.index_key(head.subscript)
    if head.base == "D" and below is not None and below.replace("bb ", "") in ("KL", "K·L"):
        return "divergence"
    if head.font == "bb":
        kind = _BLACKBOARD.get(head.base) or ("chance" if head.base == "P" else None)
    else:
        kind = _BY_NAME.get(head.base)
    if below is not None and kind != "mean":
        return None
    return kind


def kind_of_key(key: str) -> str | None:
    """What the key of a name stands for by custom: "E" and "bb E" for the mean."""
    bare = key.removeprefix("bb ")
    return (_BLACKBOARD if bare != key else _BY_NAME).get(bare)


def _cut(
    group: tree.Group,
) -> tuple[tuple[tree.Node, ...] | None, tuple[tree.Node, ...], bool]:
    """The items before and behind a bar; two distributions have it between them."""
    if group.fence not in ("()", "[]", "{}"):
        return None, (), False
    separators = group.separators or ()
    if separators.count("|") > 1 or set(separators) - {",", "|", ";"}:
        return None, (), False
    if "|" in separators:
        at = separators.index("|") + 1
        return group.items[:at], group.items[at:], True
    return group.items, (), bool(separators)


def _by_letter(name: tree.Name, knows: Callable[[str], bool]) -> Operation | None:
    r"""\mu_X, \sigma_X, \rho_{X,Y}, and \mu_{x_1 \mid x_2 = -1}."""
    kind = {"mu": "mean", "sigma": "deviation", "rho": "correlation"}.get(name.base)
    if kind is None or name.subscript is None or name.accents or name.labels:
        return None
    if knows(tree.key(name) or ""):
        return None
    items, given = _below(name.subscript)
    if len(items) != (2 if kind == "correlation" else 1) or (given and kind == "correlation"):
        return None
    return Operation(kind, items, given, None, name.base)


def _below(node: tree.Node) -> tuple[tuple[tree.Node, ...], tuple[tree.Node, ...]]:
    if isinstance(node, tree.Group) and node.fence == "":
        items, given, _ = _cut(tree.Group("()", node.items, node.separators))
        return items or (), given
    if isinstance(node, tree.Chain) and node.links[0].relation == "∣":
        bar, *rest = node.links
        behind = tree.Chain(bar.operand, tuple(rest)) if rest else bar.operand
        return (node.first,), (behind,)
    if isinstance(node, tree.Product) and all(isinstance(f, tree.Name) for f in node.factors):
        return node.factors, ()
    return (node,), ()


def information_items(
    operation: Operation, node: tree.Node
) -> tuple[tuple[tree.Node, ...], tuple[tree.Node, ...]] | None:
    """The two sides of I(X; Y, Z); I(X, Y) has one variable on each."""
    group = node.arguments if isinstance(node, tree.Call) else getattr(node, "argument", None)
    separators = getattr(group, "separators", ()) or ()
    items = operation.items
    if ";" in separators:
        at = separators.index(";") + 1
        return items[:at], items[at:]
    return (items[:1], items[1:]) if len(items) == 2 else None


def asks(node: tree.Node, knows: Callable[[str], bool]) -> bool:
    """Whether a mean, a variance, … stands in an expression, which is no factor of a product.

    Args:
        node: the expression.
        knows: whether the document gives a name a meaning of its own.
    """
    found = (operation_of(part, knows) for part in tree.walk(regrouped(node)) if _is_call(part))
    return any(one is not None and one.kind not in ("entropy", "information") for one in found)


def _is_call(node: tree.Node) -> bool:
    return isinstance(node, (tree.Call, tree.Apply))


# --- regrouping -----------------------------------------------------------------------


def regrouped(node: tree.Node) -> tree.Node:
    """The tree with an operator and its brackets as one factor of the products they stand in."""
    node = tree.map_children(node, regrouped)
    if not isinstance(node, tree.Product) or not set(node.operators) <= {"", "·", "×"}:
        return node
    factors = tuple(_grouped(node))
    if len(factors) == len(node.factors):
        return node
    signs = ("·",) * (len(factors) - 1)
    return tree.Product(factors, signs, span=node.span) if signs else factors[0]


def _grouped(node: tree.Product) -> Iterator[tree.Node]:
    factors = list(node.factors)
    while factors:
        head = factors.pop(0)
        group = factors[0] if factors else None
        inner = group.base if isinstance(group, tree.Power) else group
        named = isinstance(head, tree.Name) and _kind(head) not in (None, "chance", "entropy")
        if not named or group is None:
            yield head
        elif isinstance(inner, tree.Group) and inner.fence in ("[]", "()"):
            factors.pop(0)
            call = tree.Call(head, inner, span=node.span)
            yield (
                tree.Power(call, group.exponent, span=node.span)
                if isinstance(group, tree.Power)
                else call
            )
        elif isinstance(head, tree.Name) and head.font == "bb" and len(factors) == 1:
            factors.pop(0)  # 𝔼 X and 𝔼 X^2 without brackets
            yield tree.Call(head, tree.Group("[]", (group,)), span=node.span)
        else:
            yield head
