"""The vocabulary: what each control word and each character stands for."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _in_order(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: In the order of GREEK_LETTERS below.
GREEK: Final = _in_order(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi "
    "omicron pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega "
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)

#: Control words that are names; the value is the base of the Name.
NAMES: Final = {word: word for word in GREEK} | {
    "ell": "ell",
    "hbar": "hbar",
    "infty": "∞",
    "nabla": "nabla",
    "emptyset": "∅",
    "varnothing": "∅",
    "imath": "i",
    "jmath": "j",
    "top": "top",
    "bot": "bot",
    "star": "star",
    "bullet": "bullet",
    "Box": "Box",
    "square": "Box",
    "aleph": "aleph",
}

#: Names that are double-struck by themselves.
DOUBLE_STRUCK: Final = {"R": "R", "N": "N", "Z": "Z", "Q": "Q", "C": "C", "E": "E", "reals": "R"}

GREEK_LETTERS: Final = dict(
    zip("αβγδϵεζηθϑικλμνξοπϖρϱσςτυϕφχψωΓΔΘΛΞΠΣΥΦΨΩ", GREEK, strict=True)
) | {"µ": "mu", "ℓ": "ell", "∞": "∞", "∇": "nabla", "∅": "∅", "⊤": "top"}  # fmt: skip

RELATIONS: Final = {
    "ne": "≠", "neq": "≠", "lt": "<", "gt": ">", "le": "≤", "leq": "≤", "leqslant": "≤",
    "leqq": "≤", "ge": "≥", "geq": "≥", "geqslant": "≥", "geqq": "≥", "approx": "≈",
    "thickapprox": "≈", "simeq": "≃", "cong": "≅", "sim": "~", "thicksim": "~", "equiv": "≡",
    "propto": "∝", "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂", "subseteq": "⊆",
    "supset": "⊃", "supseteq": "⊇", "to": "→", "rightarrow": "→", "longrightarrow": "→",
    "mapsto": "↦", "longmapsto": "↦", "leftarrow": "←", "gets": "←", "longleftarrow": "←",
    "coloneqq": ":=", "coloneq": ":=", "triangleq": ":=", "doteq": ":=", "mid": "∣", "vert": "∣",
    "ll": "≪", "gg": "≫", "perp": "⟂", "parallel": "∥",
    "leftrightarrow": "↔", "rightleftharpoons": "↔", "hookrightarrow": "→",
    "twoheadrightarrow": "→", "asymp": "≍", "succ": "≻", "prec": "≺", "succeq": "⪰",
    "preceq": "⪯", "vdash": "⊢", "models": "⊨",
    "Rightarrow": "⇒", "implies": "⇒", "Longrightarrow": "⇒", "iff": "⇔", "Leftrightarrow": "⇔",
    "Longleftrightarrow": "⇔", "Leftarrow": "⇐", "impliedby": "⇐", "Longleftarrow": "⇐",
}  # fmt: skip

CONNECTIVES: Final = frozenset("⇒⇔⇐")

NEGATED: Final = {"=": "≠", "∈": "∉", "≈": "≉", "≡": "≢", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱",
                  "~": "≁", "⊂": "⊄", "⊆": "⊈"}  # fmt: skip

RELATION_CHARACTERS: Final = {c: c for c in "=<>≠≤≥≈≃≅≡∝∈∉∋⊂⊆⊃⊇→↦←≪≫⟂⇒⇔⇐"} | {
    "∼": "~", "≔": ":=", "≜": ":=", "⩽": "≤", "⩾": "≥", "⟶": "→", "⟹": "⇒", "⟺": "⇔",
    "⟵": "←",
}  # fmt: skip

#: Binary operators other than + and - ; the value is how Product and Quotient call them.
OPERATORS: Final = {
    "cdot": "·", "times": "×", "ast": "*", "odot": "⊙", "circ": "∘", "otimes": "⊗", "div": "÷",
    "oplus": "⊕", "bmod": "mod", "mod": "mod", "cap": "∩", "cup": "∪", "setminus": "∖",
    "backslash": "∖",
    "ominus": "⊖", "boxplus": "⊞", "boxtimes": "⊠", "circledast": "⊛", "diamond": "⋄",
    "bigstar": "★", "sqcup": "⊔", "sqcap": "⊓",
    "wedge": "∧", "land": "∧", "vee": "∨", "lor": "∨", "slash": "/", "cross": "×",
}  # fmt: skip

OPERATOR_CHARACTERS: Final = {c: c for c in "+-*/·×⊙∘⊗÷⊕⊖⊞⊠⊛⋄⋆★⊔⊓∩∪∧∨±∓"} | {
    **dict.fromkeys("−–‐‑﹣", "-"),
    **dict.fromkeys("⋅∙•", "·"), "∗": "*", "⊘": "⊘", "∖": "∖", "∕": "/",
}  # fmt: skip

#: Names that are operators where they stand between two operands.
OPERATOR_NAMES: Final = {"star": "⋆", "bullet": "•"}

#: Control words that deny what follows.
NEGATIONS: Final = _words("neg lnot")

#: Control words that are functions by themselves.
FUNCTIONS: Final = NEGATIONS | _words(
    "sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan exp log ln lg max min sup "
    "inf det dim ker gcd angle arg deg hom Pr argmax argmin tr rank sgn sign"
)

#: Upright words, or letters typed in a row, that are functions when set beside an argument.
FUNCTION_WORDS: Final = (FUNCTIONS - NEGATIONS) | _words(
    "ReLU relu RELU Relu ReLu sigmoid Sigmoid softmax Softmax SoftMax logit softplus Softplus "
    "swish Swish silu SiLU SILU gelu GELU GeLU elu ELU selu SELU LeakyReLU leakyReLU leaky_relu "
    "PReLU pReLU PRelu hardtanh HardTanh Tanh atan asin acos atan2 erf erfc diag Diag trace Tr vec "
    "span Span rk nullity sech csch arctanh arcsinh arccosh artanh logistic logsumexp LSE "
    "Rank RANK sqrt abs norm floor ceil step heaviside sinc cosh clip clamp softsign Softsign mish "
    "Mish hardswish HardSwish Hardswish logsigmoid LogSigmoid arsinh arcosh asinh acosh atanh coth"
)

#: Words that authors type as letters in a row and that name one thing.
PLAIN_WORDS: Final = _words(
    "out net target loss cost error input output new old total hidden bias weight weights grad "
    "Loss Error Cost Var Cov MSE RMSE BCE MAE CE TPR FPR mean std var cov pred true score "
    "Out Net logits label RSS TSS SSE SST SSR ESS MAPE AUC IoU SNR PSNR NLL ELBO BLEU FLOPs AIC "
    "BIC TNR FNR FDR PPV NPV RMS"
)

#: The cells of a confusion matrix, where at least two of them are spoken of.
CELLS: Final = _words("TP FP TN FN")

FUNCTION_RUNS: Final = (
    FUNCTION_WORDS - {"Pr", "lg", "tr", "Tr", "rk", "vec", "ELU", "LSE", "step"}
) | {"round"}

BIG_OPERATORS: Final = {
    "sum": "sum", "prod": "prod", "int": "int", "iint": "int", "oint": "int", "lim": "lim",
    "limsup": "limsup", "liminf": "liminf", "bigcup": "⋃", "bigcap": "⋂", "bigoplus": "⊕",
    "bigotimes": "⊗", "bigodot": "⊙", "coprod": "coprod",
}  # fmt: skip

ACCENTS: Final = {
    "hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde",
    "widetilde": "tilde", "vec": "vec", "overrightarrow": "vec", "dot": "dot", "ddot": "ddot",
    "check": "check", "breve": "breve", "acute": "acute", "grave": "grave", "mathring": "ring",
    "underline": "underline",
}  # fmt: skip

FONTS: Final = {
    "mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "bs": "bold", "pmb": "bold",
    "symbf": "bold", "mathbfit": "bold", "bold": "bold", "textbf": "bold", "vb": "bold",
    "mathrm": "upright", "mathsf": "upright", "mathtt": "upright", "mathup": "upright",
    "mathbbm": "bb", "mathnormal": "", "mathit": "", "mathbb": "bb", "mathds": "bb", "Bbb": "bb",
    "mathcal": "cal", "mathscr": "cal", "mathfrak": "frak",
}  # fmt: skip

OLD_FONTS: Final = {"bf": "bold", "rm": "upright", "sf": "upright", "tt": "upright", "it": "",
                    "cal": "cal", "frak": "frak", "mit": "", "sl": ""}  # fmt: skip

TEXTS: Final = _words(
    "text mbox textrm textnormal hbox textit textsf texttt textup textsc emph textmd"
)

#: Width of a space in eighteenths of a quad, roughly: WIDE and more keeps things apart.
SPACES: Final = {
    "quad": 18, "qquad": 36, ",": 3, ":": 4, ">": 4, ";": 5, "!": -3, " ": 6, "enspace": 9,
    "thinspace": 3, "medspace": 4, "thickspace": 5, "hfill": 36, "hfil": 36, "enskip": 9,
    "negthinspace": -3, "space": 6, "nobreakspace": 6, "quad~": 18, "\n": 6, "/": 0,
}  # fmt: skip
WIDE: Final = 10

#: Control words without meaning, by the number of braced arguments dropped with them.
IGNORED: Final = {
    "displaystyle": 0, "textstyle": 0, "scriptstyle": 0, "scriptscriptstyle": 0, "limits": 0,
    "nolimits": 0, "nonumber": 0, "notag": 0, "hline": 0, "allowbreak": 0, "relax": 0,
    "noindent": 0, "centering": 0, "small": 0, "large": 0, "Large": 0, "normalsize": 0,
    "footnotesize": 0, "scriptsize": 0, "tiny": 0, "strut": 0, "mathstrut": 0, "left.": 0,
    "mathop": 0, "mathrel": 0, "mathbin": 0, "mathord": 0, "mathopen": 0, "mathclose": 0,
    "mathpunct": 0, "mathinner": 0, "ensuremath": 0, "mathstrut ": 0, "break": 0,
    "nobreak": 0, "smash": 0, "mathclap": 0, "mathllap": 0, "mathrlap": 0, "hphantom": 1,
    "label": 1, "tag": 1, "phantom": 1, "vphantom": 1, "color": 1, "textcolor": 1, "hspace": 1,
    "vspace": 1, "require": 1, "class": 1, "style": 1, "cssId": 1, "bbox": 0, "cline": 1,
    "vcenter": 0, "rule": 2, "fcolorbox": 2, "colorbox": 1, "ref": 1, "eqref": 1, "cite": 1,
    "footnotemark": 0, "middle.": 0, "unicode": 1, "raise": 0, "begingroup": 0, "endgroup": 0,
    "cancel": 0, "bcancel": 0, "xcancel": 0, "intertext": 1, "shortintertext": 1, "hskip": 0,
    "protect": 0, "thinmuskip": 0, "rlap": 0, "llap": 0, "bigstrut": 0, "hdots": 0,
    "arraycolsep": 0, "mathchoice": 0, "pagebreak": 0, "leavevmode": 0, "qedhere": 0,
}  # fmt: skip

#: Commands of those that leave so wide a space.
SKIPS: Final = {"hspace": 18, "hskip": 18, "phantom": 6, "hphantom": 18}

#: Commands whose braced argument is printed as if the braces were not there.
SEE_THROUGH: Final = _words("color textcolor cancel bcancel xcancel class style cssId")

SIZES: Final = _words(
    "big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm"
)

OPEN: Final = {
    "(": "(", "[": "[", r"\{": "{", r"\lbrace": "{", r"\lbrack": "[", r"\langle": "⟨",
    r"\lfloor": "⌊", r"\lceil": "⌈", r"\lvert": "|", r"\lVert": "‖", "⟨": "⟨", "⌊": "⌊",
    "⌈": "⌈", r"\lparen": "(",
}  # fmt: skip
CLOSE: Final = {
    ")": ")", "]": "]", r"\}": "}", r"\rbrace": "}", r"\rbrack": "]", r"\rangle": "⟩",
    r"\rfloor": "⌋", r"\rceil": "⌉", r"\rvert": "|", r"\rVert": "‖", "⟩": "⟩", "⌋": "⌋",
    "⌉": "⌉", r"\rparen": ")",
}  # fmt: skip
BARS: Final = {"|": "|", "∣": "|", "∥": "‖",
               r"\|": "‖", r"\Vert": "‖", r"\vert": "|", "‖": "‖", "||": "‖",
               r"\mid": "|", r"\parallel": "‖"}  # fmt: skip

ELLIPSES: Final = {"ldots": "ldots", "dots": "ldots", "cdots": "cdots", "vdots": "vdots",
                   "ddots": "ddots", "dotsc": "ldots", "dotsb": "cdots", "dotso": "ldots",
                   "dotsm": "cdots", "dotsi": "cdots", "iddots": "ddots"}  # fmt: skip

#: Commands that read braced arguments, with their number; the parser gives them meaning.
ARGUMENTS: Final = {
    "frac": 2, "dfrac": 2, "tfrac": 2, "cfrac": 2, "sfrac": 2, "nicefrac": 2, "binom": 2,
    "dbinom": 2, "tbinom": 2, "sqrt": 1, "underbrace": 1, "overbrace": 1, "underset": 2,
    "overset": 2, "stackrel": 2, "norm": 1, "abs": 1, "boxed": 1, "fbox": 1, "xrightarrow": 1,
    "xleftarrow": 1, "substack": 1, "pmod": 1, "ceil": 1, "floor": 1, "set": 1, "underbracket": 1,
    "overbracket": 1, "over": 0, "choose": 0, "not": 0, "partial": 0, "prime": 0, "dagger": 0,
    "degree": 0, "colon": 0, "pm": 0, "mp": 0, "forall": 0, "exists": 0,
    "operatorname": 1, "DeclareMathOperator": 2, "dag": 0, "intercal": 0,
    "overleftarrow": 1, "cancelto": 2,
}  # fmt: skip

SUPERSCRIPTS: Final = dict(
    zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱᵀ⁽⁾ᵗˡʲᵏᵐˣʸᵃᵇ", "0123456789+-niT()tljkmxyab", strict=True)
)
SUBSCRIPTS: Final = dict(
    zip("₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₙₖₘₜₕₒₓₗᵣₐₑₚₛᵤᵥ", "0123456789+-ijnkmthoxlraepsuv", strict=True)
)

#: Environments whose rows are statements.
ALIGNED: Final = _words(
    "align aligned alignat alignedat gather gathered split multline eqnarray flalign equation "
    "displaymath math subequations dmath darray"
)
MATRICES: Final = {"pmatrix": "()", "bmatrix": "[]", "Bmatrix": "{}", "vmatrix": "||",
                   "Vmatrix": "‖‖", "matrix": "", "smallmatrix": "", "array": "",
                   "psmallmatrix": "()", "bsmallmatrix": "[]"}  # fmt: skip
CASES: Final = frozenset({"cases", "dcases", "rcases", "numcases"})

#: Words that join or qualify statements and so begin no name.
PROSE: Final = _words(
    "if for where when whenever otherwise else such subject with so hence thus then therefore is "
    "are since because as let given while unless iff implies and or by in of on at from to the "
    "a an we it has have holds every each any all there exist exists but not no whose which that "
    "i.e. e.g. s.t. st w.r.t. wrt assume suppose assuming note using recall"
)


def is_prose(text: str) -> bool:
    """Whether a text begins with a joining word, or with no word at all."""
    if text in ("recall", "Recall"):
        return False  # what a classifier has, beside its precision
    words = text.strip().lower().split()
    return (
        not words
        or words[0].strip(",;:.") in PROSE
        or words[0] in PROSE
        or not words[0][0].isalnum()
    )
