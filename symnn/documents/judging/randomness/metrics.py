"""How good a classifier is, by the counts of its confusion matrix: TP, FP, FN and TN."""

from __future__ import annotations

from typing import Final

from symnn.documents.judging.randomness.model import Model
from symnn.exact.expression import Expr
from symnn.latex import syntax as tree
from symnn.latex.meaning.scope import Scope

#: The counts above and below the line, with their factors.
_QUOTIENTS: Final = {
    "precision": ("TP", "TP FP"),
    "recall": ("TP", "TP FN"),
    "specificity": ("TN", "TN FP"),
    "accuracy": ("TP TN", "TP TN FP FN"),
    "error": ("FP FN", "TP TN FP FN"),
    "FPR": ("FP", "FP TN"),
    "FNR": ("FN", "FN TP"),
    "FDR": ("FP", "FP TP"),
    "NPV": ("TN", "TN FN"),
    "F_1": ("TP TP", "TP TP FP FN"),
    "IoU": ("TP", "TP FP FN"),
    "prevalence": ("TP FN", "TP TN FP FN"),
}
_OTHER_NAMES: Final = {
    "Precision": "precision", "PPV": "precision", "prec": "precision",
    "Recall": "recall", "TPR": "recall", "sensitivity": "recall", "Sensitivity": "recall",
    "Specificity": "specificity", "TNR": "specificity", "selectivity": "specificity",
    "Accuracy": "accuracy", "acc": "accuracy", "ACC": "accuracy", "Acc": "accuracy",
    "error rate": "error", "fall-out": "FPR", "fallout": "FPR", "miss rate": "FNR",
    "F1": "F_1", "F_1 score": "F_1", "Jaccard": "IoU", "Prevalence": "prevalence",
    "false positive rate": "FPR", "true positive rate": "recall", "false negative rate": "FNR",
}  # fmt: skip


def metric(model: Model, name: tree.Name) -> Expr | None:
    """The value of precision, recall and their like; None for any other name.

    Args:
        model: the names as a claim sees them; the four counts must be among them.
        name: what may be such a quantity.
    """
    key = tree.key(name)
    scope = model.place.state.scope
    if key is None or scope.latest(key) is not None:
        return None
    found = quotient_of(key, scope)
    return None if found is None else model.number(found)


def quotient_of(key: str, scope: Scope) -> tree.Node | None:
    """The quotient of counts that a name stands for, if the document gives those counts."""
    quotient = _QUOTIENTS.get(_OTHER_NAMES.get(key, key))
    if quotient is None:
        return None
    used = set(quotient[0].split()) | set(quotient[1].split())
    if any(scope.latest(count) is None for count in used):
        return None
    above, below = (tree.Sum(tuple(map(tree.Name, side.split()))) for side in quotient)
    return tree.Quotient(_single(above), _single(below))


def is_metric(name: tree.Name) -> bool:
    """Whether a name may be such a quantity by its spelling.

    >>> is_metric(tree.Name("recall")), is_metric(tree.Name("x"))
    (True, False)
    """
    key = tree.key(name) or ""
    return key in _QUOTIENTS or key in _OTHER_NAMES


def _single(part: tree.Sum) -> tree.Node:
    return part.terms[0] if len(part.terms) == 1 else part
