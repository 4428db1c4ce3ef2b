r"""Mathematics as written: the tree that the parser makes and the writer prints.

Nothing here knows what a number or a matrix is worth. Every node is frozen, carries
``span`` (offsets into the formula's source) and compares equal up to spans.

**Formula** = source + statements; a **Statement** = ``body`` (a Chain, Logic, System, Text or a
bare expression) with

* ``lead``       words before it (``\text{if } …``, ``\forall``), or None
* ``qualifiers`` words after it with what they govern: ``\text{ for all } x``, ``\ (a \ne 0)``
* ``connective`` ``⇒`` or ``⇔`` when it began with one
* ``separator``  what stood before it: ``""`` (first) ``","`` ``";"`` ``":"`` ``"quad"`` ``"row"``
  ``"column"`` ``"and"``

Words one does not understand change the meaning: a lead or a qualifier must not be ignored.
What could not be read is an **Unreadable** (message, span, macro): a whole statement, or one
operand of a chain, so that the links around it survive.

=================  =============================================================================
node               fields, and what it stands for
=================  =============================================================================
``Number``         text, value: Fraction, decimals: int | None. ``0.50`` has two decimals
``Name``           base (``W``, ``alpha``, ``ReLU``), font (bold, bb, cal, frak, upright or ""),
                   accents (``hat``…), subscript, labels (Groups: ``a^{(l)}``, ``a^{[1](i)}``);
                   ``key(name)`` is its place in a symbol table
``Sum``            terms; a subtracted one is ``Neg``, a ``\pm`` one ``PlusMinus``
``Neg``            operand
``PlusMinus``      operand, sign ``±`` or ``∓``
``Product``        factors, operators between them: ``""`` (juxtaposed) ``·`` ``×``
                   ``*`` ``⊙`` ``∘`` ``⊗`` ``mod`` …; juxtaposition binds tighter than the
                   others and nests inside
``Quotient``       numerator, denominator, style ``frac`` or ``/``; ambiguous for ``1/2x``, ``a/bc``
                   (read (1/2)x: the quotient is then the first factor of a juxtaposition)
``Power``          base, exponent; ambiguous for ``{ab}^2``, where print and source disagree
``Root``           radicand, degree or None
``Transpose``      operand, mark (``T``, ``top``, …)
``Prime``          operand, count. ``f'``, or a name ``w'``, or a transpose: not decided here
``Mark``           operand, mark: ``*`` ``+`` ``-`` ``dagger``
``Factorial``      operand, count; ``Percent`` and ``Degrees``: operand
``Indexed``        operand, index: ``(AB)_{12}``, ``1_{x>0}``, ``[x]_+``
``Call``           head, arguments: Group. A name before ``( )``: application *or product*, to be
                   decided by ``calls.resolve``
``Apply``          function (Name, or Prime of one), argument (a Group when it was bracketed), power
                   (``\sin^2 x``). Certain application; ambiguous for ``\sin x y``, ``\sin x / 2``
``Group``          fence ``()`` ``[]`` ``{}`` ``⟨⟩`` ``[)`` ``(]`` … or ``""`` (a bare list), items,
                   separators: ``,`` ``;`` ``|`` ``:`` or ``" "`` (``[a \quad b]``)
``Abs`` ``Floor``  operand; ``Ceiling`` too; ``Norm``: operand, subscript or None
``Binomial``       upper, lower
``Matrix``         rows of cells, fence ``()`` ``[]`` ``{}`` ``||`` ``‖‖`` or ``""``; rules: columns
                   before a vertical line (``[A|b]``)
``Cases``          rows of ``Case``: value, condition or None, words (``if``, ``otherwise``)
``System``         rows: equations set together with a brace
``BigOperator``    operator (``sum prod int lim`` …), lower, upper, body: the term that follows
``Derivative``     operand or None, variables, orders, partial: ``\frac{d}{dx}f``
``Differential``   operand, symbol: a lone ``\partial L``
``Evaluated``      operand, condition: ``f(x)\big|_{x=0}``
``Annotated``      operand, note, place: ``\underbrace{x}_{y}``, ``\underset{y}{x}``
``Chain``          first, links of (relation, operand, relation_span). First is ``Empty`` when the
                   formula goes on from the one before. ``⇒ ⇔ ⇐`` join whole chains
``Logic``          operator ``and`` ``or`` ``not``, operands
``Text``           text that is no name; ``Dots``: kind; ``Empty``: an empty cell or item
=================  =============================================================================

Relations: ``= ≠ < > ≤ ≥ ≈ ≃ ≅ ~ ≡ ∝ ∈ ∉ ∋ ⊂ ⊆ ⊃ ⊇ → ↦ ← := : ∣ ≪ ≫ ⟂ ∥ =? ⇒ ⇔ ⇐``.
"""

from __future__ import annotations

from symnn.latex.keys import index_key, key, slope_key
from symnn.latex.nodes import (
    NOWHERE,
    SIGNS,
    Abs,
    Annotated,
    Apply,
    BigOperator,
    Binomial,
    Call,
    Case,
    Cases,
    Ceiling,
    Degrees,
    Derivative,
    Differential,
    Dots,
    Empty,
    Evaluated,
    Factorial,
    Floor,
    Group,
    Indexed,
    Mark,
    Matrix,
    Name,
    Neg,
    Node,
    Norm,
    Number,
    Percent,
    PlusMinus,
    Power,
    Prime,
    Product,
    Quotient,
    Root,
    Span,
    Sum,
    System,
    Transpose,
)
from symnn.latex.sentences import (
    Chain,
    Formula,
    Link,
    Logic,
    Qualifier,
    Statement,
    Text,
    Unreadable,
)
from symnn.latex.walking import children, height, map_children, walk

__all__ = [
    "NOWHERE",
    "SIGNS",
    "Abs",
    "Annotated",
    "Apply",
    "BigOperator",
    "Binomial",
    "Call",
    "Case",
    "Cases",
    "Ceiling",
    "Chain",
    "Degrees",
    "Derivative",
    "Differential",
    "Dots",
    "Empty",
    "Evaluated",
    "Factorial",
    "Floor",
    "Formula",
    "Group",
    "Indexed",
    "Link",
    "Logic",
    "Mark",
    "Matrix",
    "Name",
    "Neg",
    "Node",
    "Norm",
    "Number",
    "Percent",
    "PlusMinus",
    "Power",
    "Prime",
    "Product",
    "Qualifier",
    "Quotient",
    "Root",
    "Span",
    "Statement",
    "Sum",
    "System",
    "Text",
    "Transpose",
    "Unreadable",
    "children",
    "height",
    "index_key",
    "key",
    "map_children",
    "slope_key",
    "walk",
]
