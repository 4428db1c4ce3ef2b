r"""What is counted, in which words it is told, and by which formula.

A family has the words for what the things belong to, with its sizes as `{k}`, `{m}`, `{p}`, and for
each word for the things a formula in these letters. Behind a bar stand other countings of the same
words: a claim of one of these is left open.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Family(NamedTuple):
    """The words for an owner, the things with their formulas, and the least number of each size.

    `bound` tells that the number is the largest there may be: "at most" so many there are, or so
    many there "can" be. A sentence with words of its own has the number as `{n}` in `owner`. In a
    text with the words of `unless` other things may be meant. Sizes of `shares` are parts of one
    or of a hundred, and numbers that are `measured` may be rounded.
    """

    owner: str
    things: tuple[tuple[str, str], ...]
    least: tuple[int, int, int] = (1, 1, 1)
    bound: str = ""
    unless: str = ""
    shares: str = ""
    measured: bool = False


AN: Final = r"(?:(?:an?|the|any|every|each) )?"
_KIND: Final = r"(?:(?:different|distinct|possible|binary|separate|individual) )*"
_FREE: Final = r"(?:free|independent|distinct|different)"
_VARIABLES: Final = r"(?:variables?|inputs?|features?|unknowns?|dimensions)"
_BITS: Final = r"(?:variables|features|inputs|units|attributes|random variables|nodes)"
EXAMPLES: Final = (
    r"(?:training )?(?:examples?|images?|samples?|points?|observations?|texts?|sentences?|pairs"
    r"|data points|instances)"
)
UNITS: Final = r"(?:hidden )?(?:units|neurons|nodes)"
_CLASSIFIERS: Final = (
    r"(?:(?:binary|two-class|linear|pairwise|different|separate) )*(?:classifiers|discriminant"
    r" functions|discriminants|models|svms|perceptrons|problems)"
)
_ONE_ONE: Final = r"(?:one[- ](?:versus|vs\.?|against)[- ]one|ovo|all[- ]pairs|pairwise)"
_ONE_ALL: Final = r"(?:one[- ](?:versus|vs\.?|against)[- ](?:the[- ])?(?:rest|all)|ovr|ova)"
_SCHEME: Final = (
    r"(?: (?:classifiers?|classification|scheme|approach|method|strategy|coding|svms?))?"
)
STEPS: Final = r"(?:updates|steps|iterations|gradient steps|weight updates|parameter updates)"
BATCHES: Final = r"(?:mini-?)?batches"
_EDGES: Final = r"(?:connections|edges|links|weights)"
_PIECES: Final = r"(?:regions|pieces|parts|cells)"
_SUBNETS: Final = (
    r"(?:(?:thinned|different|possible) )*(?:sub-?networks|networks|(?:dropout )?masks|models)"
)
_MODELS: Final = r"(?:models|fits|trainings|training runs|model fits|networks|runs)"
COST: Final = r"(?:(?:scalar|real) )?(?:multiplications|multiplies)"
ADDITIONS: Final = r"(?:(?:scalar|real) )?additions"
_SQUARE: Final = r"(?:{k}-square matrix|matrix {k}|matrix of (?:size|order) {k})"
#: Units in several layers make more regions.
_FEATURES: Final = r"(?:(?:input )?features?|inputs?|predictors?|explanatory variables|pixels)"
_PARAMETERS: Final = r"(?:(?:free|learnable|trainable) )?(?:parameters|coefficients)"
_BOTH: Final = (
    r"(?:weights and biases|parameters,? (?:including|with|counting) (?:the )?bias(?:es)?)"
)
_DEEP: Final = r"(?i)\bdeep|hidden layers|(?:two|three|several|more|\d) layers|\blayers of\b"
_SYMMETRIC: Final = r"(?:real )?(?:symmetric|covariance|hessian)"

FAMILIES: Final = (
    Family(
        rf"{AN}(?:general |full )?polynomial of (?:degree|order) {{k}} in {{m}} {_VARIABLES}",
        ((rf"{_KIND}(?:coefficients|terms)", r"\binom{k+m}{k}|k+1"),),
    ),
    Family(
        rf"{AN}(?:general |full )?quadratic polynomial in {{k}} {_VARIABLES}",
        ((rf"{_KIND}(?:coefficients|terms|parameters)", r"\frac{(k+1)(k+2)}{2}"),),
    ),
    Family(
        rf"{AN}(?:general |full )?cubic polynomial in {{k}} {_VARIABLES}",
        ((rf"{_KIND}(?:coefficients|terms|parameters)", r"\frac{(k+1)(k+2)(k+3)}{6}"),),
    ),
    Family(
        rf"(?:total )?degree (?:at most|up to|not more than|no more than) {{k}} in {{m}}"
        rf" {_VARIABLES}",
        ((rf"{_KIND}monomials", r"\binom{k+m}{k}|\binom{k+m}{k}-1"),),
    ),
    Family(
        rf"(?:exact |total )?degree (?:exactly )?{{k}} in {{m}} {_VARIABLES}",
        ((rf"{_KIND}monomials", r"\binom{k+m-1}{k}|\binom{k+m}{k}"),),
    ),
    Family(
        rf"{AN}{_ONE_ONE}{_SCHEME} (?:for|of|with|over|between|on) {{k}} classes",
        ((_CLASSIFIERS, r"\frac{k(k-1)}{2}"),),
        (2, 1, 1),
    ),
    Family(
        rf"{AN}{_ONE_ALL}{_SCHEME} (?:for|of|with|over|on) {{k}} classes",
        ((_CLASSIFIERS, r"k|k-1"),),
        (3, 1, 1),
    ),
    Family(
        rf"{AN}{_SYMMETRIC} {_SQUARE}",
        (
            (rf"{_FREE} (?:entries|parameters|elements|components)", r"\frac{k(k+1)}{2}"),
            (r"entries|elements", "k^2"),
        ),
        (2, 1, 1),
    ),
    Family(
        r"{k}×{m2k} (?:real )?(?:symmetric|covariance) matrix",
        (
            (rf"{_FREE} (?:entries|parameters|elements|components)", r"\frac{k(k+1)}{2}"),
            (r"entries|elements", "k^2"),
        ),
        (2, 1, 1),
    ),
    Family(
        rf"{AN}(?:joint |general |boolean |discrete )*distribution (?:of|over|on|for) {{k}}"
        rf" (?:binary|boolean) {_BITS}",
        (
            (r"(?:free|independent) (?:parameters|probabilities|entries|numbers)", "2^k-1"),
            (r"(?:parameters|probabilities|entries|numbers)", "2^k-1|2^k"),
        ),
    ),
    Family(
        rf"{AN}naive bayes(?: classifier| model)? (?:with|for|over|on) {{k}} (?:binary|boolean)"
        rf" {_BITS} and (?:two|2) classes",
        ((r"(?:(?:free|independent) )?(?:parameters|probabilities)", "2k+1|2k+2|2k|4k+2|4k+1"),),
    ),
    Family(
        rf"(?:with )?{{k}} {EXAMPLES},? (?:and )?(?:an? )?(?:mini-?)?batch size (?:of )?{{m}},?"
        r" (?:and )?(?:for )?{p} epochs,?",
        ((STEPS, r"\frac{k}{m}p"),),
    ),
    Family(
        rf"(?:with )?{{k}} {EXAMPLES},? (?:and )?(?:(?:an? )?(?:mini-?)?batch size (?:of )?{{m}}"
        rf"|{BATCHES} of (?:size )?{{m}}),? (?:an|one|each|every) epoch",
        ((rf"{STEPS}|{BATCHES}", r"\frac{k}{m}"),),
    ),
    Family(
        rf"(?:with )?(?:an? )?(?:mini-?)?batch size (?:of )?{{m}} and {{k}} {EXAMPLES},?"
        r" (?:an|one|each|every) epoch",
        ((rf"{STEPS}|{BATCHES}", r"\frac{k}{m}"),),
    ),
    Family(
        rf"dropout (?:on|in|for|applied to) {AN}(?:layer|network) (?:of|with) {{k}} {UNITS}",
        ((_SUBNETS, "2^k|2^k-1"),),
    ),
    Family(
        rf"{AN}(?:two-layer |one-hidden-layer )?(?:network|net|mlp) with"
        rf" (?:one hidden layer of )?{{k}} (?:hidden tanh {UNITS[11:]}|tanh {UNITS})",
        (
            (
                (
                    r"(?:different )?(?:equivalent (?:weight vectors|weight settings|parameter"
                    r" settings|solutions|minima)|weight-space symmetries|symmetries)"
                ),
                r"2^k k!|2^k k!-1",
            ),
        ),
    ),
    Family(
        rf"{AN}(?:complete|fully connected) graph (?:on|with|of) {{k}} (?:vertices|nodes|units)",
        ((_EDGES, r"\frac{k(k-1)}{2}|k(k-1)"),),
    ),
    Family(
        rf"{AN}(?:fully[- ]connected|dense) layer (?:between|from) {{k}}(?: {UNITS}|"
        rf" inputs)? (?:and|to) {{m}} (?:{UNITS}|outputs)",
        ((_EDGES, "km|km+m"),),
    ),
    Family(
        rf"{AN}truth table (?:of|for) {AN}(?:boolean )?function (?:of|on|with) {{k}}"
        r" (?:bits|variables|inputs)",
        ((r"rows|lines", "2^k"),),
    ),
    Family(
        r"(?:a|the) (?:perfect|complete) binary tree of (?:depth|height) {k}",
        (
            (r"leaves|leaf nodes", "2^k|2^{k-1}"),
            (r"nodes|vertices", "2^{k+1}-1|2^k-1"),
            (r"(?:inner|internal) nodes", "2^k-1|2^{k-1}-1"),
        ),
    ),
    Family(
        r"choos(?:e|ing) {k} (?:out of|of|from) (?:the )?{m} [a-z]+",
        ((r"(?:different |possible )?ways", r"\binom{m}{k}|\frac{m!}{(m-k)!}|m^k"),),
    ),
    Family(
        r"{AN}grid (?:search )?(?:with|over|of) {k} values (?:for|of) each of (?:the )?{m}"
        r" (?:hyper-?parameters|parameters|variables|axes|dimensions)".replace("{AN}", AN),
        ((rf"{_KIND}(?:points|combinations|settings|configurations|{_MODELS[3:]}", "k^m"),),
    ),
    Family(
        r"{k}-fold cross-?validation (?:over|with|for|of) {m} (?:values|candidates|settings"
        r"|models|candidate models|configurations|combinations)",
        ((_MODELS, "km|km+1"),),
        (2, 1, 1),
    ),
    Family(r"{k}-fold cross-?validation", ((_MODELS, "k|k+1"),), (2, 1, 1)),
    Family(
        rf"leave-one-out cross-?validation (?:on|with|of|for) {{k}} {EXAMPLES}",
        ((_MODELS, "k|k+1"),),
        (2, 1, 1),
    ),
    Family(
        rf"{{k}} (?:{UNITS}|items|objects|elements|symbols|things)",
        ((r"(?:different )?(?:permutations|orderings)", "k!"),),
    ),
    Family(
        rf"{AN}hessian (?:matrix )?(?:of|for) (?:an? |the )?(?:network|net|function|loss|cost"
        r"|model) (?:with|of|in) {k} (?:weights|parameters|variables)",
        (
            (r"entries|elements|second derivatives", r"k^2|\frac{k(k+1)}{2}"),
            (rf"{_FREE} (?:entries|elements|second derivatives)", r"\frac{k(k+1)}{2}|k^2"),
        ),
        (2, 1, 1),
    ),
    Family(
        r"{k} lines in general position(?: in the plane)? (?:cut|divide|split|partition)s? the"
        r" plane",
        ((_PIECES, r"1+k+\binom{k}{2}"),),
    ),
    Family(
        r"{k} planes in general position (?:cut|divide|split|partition)s?"
        r" (?:the )?(?:three-dimensional )?space",
        ((_PIECES, r"1+k+\binom{k}{2}+\binom{k}{3}"),),
    ),
    Family(
        rf"{AN}(?:shallow |one-hidden-layer |two-layer )?relu (?:network|net) with"
        rf" (?:(?:one|1|a single|a scalar) input(?: unit)? and {{k}} hidden {UNITS[11:]}"
        rf"|{{k}} hidden {UNITS[11:]} and (?:one|1|a single|a scalar) input(?: unit)?)",
        ((r"(?:linear )?(?:regions|pieces|segments)", "k+1"),),
        bound="at most",
        unless=_DEEP,
    ),
    Family(
        rf"(?:one|1|a single|a scalar) input(?: unit)? and {{k}} hidden relu {UNITS[11:]}",
        ((r"(?:linear )?(?:regions|pieces|segments)", "k+1"),),
        bound="at most",
        unless=_DEEP,
    ),
    Family(
        rf"{AN}(?:hyper)?cube {{k}}-cube",
        (
            (r"vertices|corners", "2^k"),
            (r"edges", "k 2^{k-1}"),
            (r"faces|facets", "2k"),
        ),
    ),
    Family(
        rf"{AN}(?:minimal |full |canonical )*(?:dnf|disjunctive normal form) (?:of|for) (?:the )?"
        r"parity (?:function )?(?:of|on) {k} (?:bits|inputs|variables)",
        ((r"(?:terms|minterms|conjunctions|clauses)", "2^{k-1}"),),
        (2, 1, 1),
    ),
    Family(
        r"(?:{k}×{m} matrix times (?:an? )?{m2}×{p} matrix"
        r"|multiplying (?:an? )?{k}×{m}(?: matrix)? (?:by|with|and|times) (?:an? )?{m2}×{p} matrix"
        r"|(?:the )?product of (?:an? )?{k}×{m}(?: matrix)? and (?:an? )?{m2}×{p} matrix)",
        ((COST, "kmp"), (ADDITIONS, "k(m-1)p")),
    ),
    Family(
        r"(?:(?:a |the )?matrix-vector product with (?:an? )?{k}×{m} matrix"
        r"|multiplying a vector by (?:an? )?{k}×{m} matrix"
        r"|(?:the )?product of (?:an? )?{k}×{m} matrix (?:and|with) a vector)",
        ((COST, "km"), (ADDITIONS, "k(m-1)|km")),
    ),
    Family(
        rf"{{k}} {EXAMPLES} (?:make|give|form|are split into|fill) {{n}} of (?:size )?at most"
        r" {m}(?: [a-z]+)?(?: each)?",
        ((BATCHES, r"\lceil\frac{k}{m}\rceil"),),
    ),
    Family(
        rf"{{k}} {EXAMPLES} can be labell?ed(?: with two (?:labels|classes|colou?rs))? in {{n}}",
        ((r"(?:different |possible )?ways", "2^k"),),
    ),
    Family(
        rf"{{k}} (?:{UNITS}|items|objects|elements|symbols|things|layers) can be"
        r" (?:ordered|permuted|arranged) in {n}",
        ((r"(?:different |possible )?ways", "k!"),),
    ),
    Family(
        r"(?:the |a )?causal mask (?:sets|hides|masks|removes|excludes|zeroes|blocks) {n}"
        r"(?: of (?:the )?(?:{k}×{m2k} (?:score |attention )?matrix"
        r"|scores of a sequence of length {k}))"
        r"(?:,? (?:those|namely those|the ones) (?:strictly )?above the diagonal,?)?"
        r"(?: to ⟨\d+⟩)?",
        ((r"(?:entries|scores|positions|elements)", r"\frac{k(k-1)}{2}"),),
    ),
    Family(
        r"(?:the |a )?causal mask (?:keeps|leaves|lets through|allows) {n}"
        r"(?: of (?:the )?(?:{k}×{m2k} (?:score |attention )?matrix"
        r"|scores of a sequence of length {k}))",
        ((r"(?:entries|scores|positions|elements)", r"\frac{k(k+1)}{2}"),),
    ),
    Family(
        r"{k} lines(?: in the plane)? can (?:cut|divide|split|partition) (?:it|the plane) into {n}",
        ((_PIECES, r"1+k+\binom{k}{2}"),),
        bound="can",
    ),
    Family(
        r"{k} lines (?:cut|divide|split|partition) the plane",
        ((_PIECES, r"1+k+\binom{k}{2}"),),
        bound="at most",
    ),
    Family(
        r"one-hot (?:encoding|vectors?|coding) (?:of|for) {k} (?:categories|classes|words|values)"
        r" (?:gives vectors|gives a vector|have|has|vectors) (?:of )?(?:length|dimension) {n}",
        (("", "k|k-1"),),
    ),
    Family(
        r"there are {n} through {k} (?:hidden )?layers (?:of|with) {m} (?:units|neurons)"
        r"(?: each)?",
        ((r"(?:different )?paths", "m^k"),),
    ),
    Family(
        r"(?:for|with|on|in) (?:an? |the )?(?:sequence|text|input|context) of (?:length )?{k}"
        r"(?: tokens| words| positions)?,? (?:each|every|one|a single|a|the) (?:attention )?head"
        r" (?:computes|has|needs|gives|stores) {n}",
        ((r"(?:attention )?(?:weights|scores)", r"k^2|\frac{k(k+1)}{2}"),),
    ),
    Family(
        rf"{AN}(?:grayscale |binary |gr[ae]y )?{{k}}×{{m}} (?:grayscale |binary )?image",
        ((r"pixels", "km"),),
    ),
    Family(
        rf"{AN}{{k}}×{{m}}×{{p}} (?:volume|tensor|array|input|image|feature map)",
        ((r"(?:entries|numbers|elements|values|components)", "kmp"),),
    ),
    Family(
        rf"{AN}{{k}}×{{m}} (?:matrix|array|table)",
        ((r"(?:entries|numbers|elements|values|cells)", "km"),),
    ),
    Family(
        r"{k} (?:points|vectors|words|items|objects|vertices|samples|units)",
        (
            (r"pairwise (?:distances|inner products|similarities)", r"\frac{k(k-1)}{2}|k^2|k(k-1)"),
            (r"unordered pairs", r"\frac{k(k-1)}{2}"),
            (r"ordered pairs", r"k^2|k(k-1)"),
        ),
        (2, 1, 1),
    ),
    Family(
        rf"{AN}confusion matrix (?:for|of|with|over) {{k}} classes",
        ((r"(?:entries|cells|numbers|elements)", "k^2"),),
    ),
    Family(
        r"(?:an? |the )?(?:unsigned )?{k}-bit (?:integers?|numbers?|codes?|words?|quanti[sz]ation"
        r"|quanti[sz]er)",
        ((r"(?:different )?(?:values|levels|codes)", "2^k|2^k-1"),),
    ),
    Family(
        r"(?:with )?{k} bits",
        ((r"(?:different )?(?:values|levels|codes|states|numbers|patterns)", "2^k|2^k-1"),),
    ),
    Family(
        rf"{AN}(?:(?:word|token) )?embedding(?: table| matrix| layer| lookup)?"
        r" (?:for|of|with|over) (?:an? )?(?:vocabulary of )?{k}"
        r" (?:words|tokens|types|categories|items) (?:(?:of|with|in|and) (?:embedding )?"
        r"(?:dimension|size|length)|into|in) {m}(?: dimensions)?",
        ((r"(?:entries|numbers|parameters|weights|values)", "km"),),
    ),
    Family(
        rf"{AN}softmax (?:regression|classifier)(?: model)? (?:on|with|for|over) (?:the )?{{k}}"
        rf" {_FEATURES} (?:and|with|into) {{m}} (?:classes|outputs)",
        (
            (_BOTH, "(k+1)m|(k+1)(m-1)"),
            (_PARAMETERS, "(k+1)m|km|(k+1)(m-1)|k(m-1)"),
            (r"weights", "km|(k+1)m|k(m-1)"),
            (r"biases", "m|m-1"),
        ),
        (1, 2, 1),
    ),
    Family(
        rf"{AN}(?:logistic|linear|least squares) regression(?: model)? (?:on|with|for|in)"
        rf" (?:the )?{{k}} {_FEATURES} (?:and|with|plus) an? (?:intercept|bias(?: term)?)",
        ((rf"{_BOTH}|(?:free )?(?:parameters|coefficients)", "k+1"), (r"weights", "k|k+1")),
    ),
    Family(
        rf"{AN}logistic regression(?: model)? (?:on|with|for|in) (?:the )?{{k}} {_FEATURES}",
        ((_PARAMETERS, "k+1|k"), (r"weights", "k|k+1")),
    ),
    Family(
        rf"{AN}(?:linear|least squares) regression(?: model)? (?:on|with|for|in) (?:the )?{{k}}"
        rf" {_FEATURES}",
        ((_PARAMETERS, "k+1|k|k+2"), (r"weights", "k|k+1")),
    ),
    Family(
        r"{k} users and {m} (?:movies|items|films|books|products|songs) with {p} (?:latent )?"
        r"(?:factors|features|dimensions)(?: each)?",
        (
            (
                r"(?:entries|numbers|parameters|weights|values|factors)",
                "(k+m)p|(k+m)(p+1)|(k+m)(p+1)+1",
            ),
        ),
    ),
)
