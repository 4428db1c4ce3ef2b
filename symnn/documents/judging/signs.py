"""What in a text calls for a room that most documents do without.

A room is imported where its sign is met, so that a plain chapter pays for none of them.
"""

from __future__ import annotations

from typing import Final

from symnn.deferred import regex

# --- in a document, or in one formula for all of its entries -----------------------------------

#: What words count, or measure.
COUNTS: Final = regex(
    r"\\(?:text|mbox)\s*\{[^{}]*\b(?:parameters|weights|biases|regions|size|length|width|height"
    r"|dimension|entries|neurons|units|connections|multiplications|operations|pieces|outputs"
    r"|numbers|values|fields?|features|filters|heads|layers)\b|\b(?:MLP|[Nn]et(?:work)?|[Mm]odel)\b"
    r"[^$]*\\in[^$]*\\in"
)
#: The output that settings give, and whether they are valid.
OUTPUTS: Final = regex(
    r":[^:]*\\(?:text|mbox)\s*\{\s*(?:the |an )?output|\b(?:is|are)(?: not)? (?:an? )?"
    r"(?:in)?(?:valid|possible|allowed|admissible)\b"
)
#: f(0) = 1 ⇒ a = 2.
FOLLOWS: Final = regex(
    r"=[^=]*(?:\\(?:implies|Rightarrow|Longrightarrow|iff|Leftrightarrow|Longleftrightarrow)\b"
    r"|\{[^{}]{0,8}\b(?:only|exactly|precisely) (?:at|for|when|if|where)\s*\})[^=<>]*[=<>\\]"
)
#: x = -2, …; …, x = 3, or f(x) = …; …, f = 2: a name that is given twice in one formula.
GIVEN_TWICE: Final = regex(
    r"(?<![A-Za-z\\_^{,(])([A-Za-z](?:_\{?\w\}?)?)(?:\([^()=;$]{1,24}\))?\s?&?=[^=;$][^;$]{0,300}"
    r"(?:;|\\qquad|\\\\)[^$]{0,300}?(?<![A-Za-z\\_^{,(])\1(?:\([^()=;$]{1,24}\))?\s?&?=[^=]"
)
WEIGHT: Final = (
    r"(?:\\[a-z]+\s*\{?\s*)?(?:[wWvVbB]|\\(?:var)?theta(?![A-Za-z])|\\omega(?![A-Za-z]))\}?"
    r"(?:_\{?\w{1,2}\}?)?\s*"
)
#: A rule of learning: w(new) = …, w^{new}, Δw = …, w ← w + …, w' = …, w^{k+1} = w^k + …, w = w + …
LEARNS: Final = regex(
    r"[(\^_]\s*\{?\s*\(?\s*(?:\\(?:text|mathrm|rm|mbox)\s*\{?\s*)?new\b|\bnew\\? [a-z]_"
    rf"|\\leftarrow|\\gets(?![a-z])|←|\\Delta\s*{WEIGHT}|{WEIGHT}'\s*\}}?\s*&?="
    rf"|{WEIGHT}&?:?=\s*{WEIGHT}[+-]|{WEIGHT}(?:\^|_|\()\s*\{{?\s*\(?\s*[a-z]\s*[+-]\s*1"
    rf"|{WEIGHT}\^\s*\{{?\s*\(?\s*1\s*\)?\s*\}}?\s*&?=\s*{WEIGHT}\^"
)
#: y^{(t)} = 1(… y^{(t-1)} …), and s_t = s_{t-1} + u_t.
STEPWISE: Final = regex(
    r"[\^_]\{\s*\(?\s*[tnk]\s*\)?\s*\}?\s*&?=[^=$]{0,200}[\^_]\{\s*\(?\s*[tnk]\s*-\s*1\s*\)?\s*\}"
    r"|_[tnk]\s*&?=[^=$]{0,200}_\{\s*[tnk]\s*-\s*1\s*\}"
)
#: A chance under a condition, or an index or an argument that is a word.
TABLED: Final = regex(
    r"(?:P|p|r|P\}|b)\s*(?:\\left|\\[bB]igl?)?\s*\([^()=]{1,60}(?:=[^()=|]{1,30})?(?:\||\\mid|\\vert)"
    r"|\([a-z]_(?:[1-9a-z]|\{[a-z])|[a-z]\([a-z]{2,}\)\s*=\s*\d|\\to\s*\\text"
    r"|[A-Za-z\d}*]\s*(?:_\s*\{|\()\s*\\(?:text|mathrm|texttt|mbox|textit)\s*\{"
)
#: What may be the label of a case: \text{network A: }, \text{(a)}.
LABELS: Final = regex(
    r"\\(?:text|mbox)[a-z]*\s*\{\s*(?:[^{}:;.]{1,40}(?::\s*\}|\}\s*:)|\([a-hivx\d]{1,4}\)\s*:?\s*\})"
)
#: P(D) = 0.1: P(D | +) = 0.5, or the same with words.
SUPPOSES: Final = regex(
    r"(?:[pPr]|Prob)\}?\s*(?:\\left|\\[bB]igl?)?\s?[(\[\\][^:;]*?=[^;]*?"
    r"(?::|\\text|\\mbox|\\implies|\\R|\\Longr)[^;]*?[pPr]\}?\s*(?:\\left|\\[bB]igl?)?\s?[(\[\\]"
)
#: A corpus, and n-grams.
COUNTS_WORDS: Final = regex(
    r"(?i)\bcorpus\b|(?:uni|bi|tri|n\}?\$?(?:\s*\\text\s*\{)?)-?grams?\b|BLEU"
)
#: softmax_1(z), the first entry.
SOFTMAX_ENTRY: Final = regex(r"softmax\s*\}?\s*_\s*\{?\s*\d")
#: A uniform prediction, equal logits.
UNIFORM: Final = regex(r"\{[^{}]*\b(?:uniform|(?:equal|identical|zero) (?:logits|scores))")
#: What is symmetric for every matrix.
OF_ALL_ARRAYS: Final = regex(
    r"\bis [^{}$]{0,20}\b(?:(?:skew-|anti)?symmetric|orthogonal|idempotent)\b[^{}$]{0,9}"
    r" for (?:all|every|any|each)\b"
)
#: Words that tell the sign of a letter.
SIGNED: Final = regex(r"(?i)\b(?:positive|non-?negative|negative|non-?zero)\b")
#: 1.5 bits.
IN_UNITS: Final = regex(
    r"\\(?:text|mbox)[a-z]*\s*\{[^{}]*\b(?:bit|nat)s?\b|\\mathrm\{~?(?:bit|nat)s?\}"
)
#: 20 ms, 4 bytes, 30 degrees, angles in degrees.
UNITS: Final = regex(
    r"\d[\s$}~]*(?:\\[,;: ]|\\(?:text|mathrm|mbox)\s*\{)*\s*"
    r"(?:(?:m?s|h|B|m|g)\b|sec|min|hour|day|week|year|bit|byte|[kKMGT]i?B|[mck]m|milli|second|minute"
    r"|mega|giga|[kKMG]?Hz|[mk]g|degree|[GT]?FLOP|feet|inch)|\b(?:in|uses?) degrees"
    r"|degree mode"
)
#: The cosine of two vectors by single bars: v·w over |v||w|.
COSINE: Final = regex(r"\\cdot[^{}]{1,30}\}\s?\{\s{0,3}(?:\\left\s?)?(?:\||\\lvert)")
#: σ_1 ≥ σ_2, or λ_1 ≤ λ_2, the values of a matrix in their order.
SPECTRAL: Final = regex(
    r"_\s*\{?\s*1\s*\}?\s*(?:\\ge|\\gt\b|≥|>)"
    r"|(?:\\(?:sigma|lambda|mu)|[σλμ])\s*_\s*\{?\s*1\s*\}?\s*(?:\\le|\\lt\b|≤|<)"
)
#: A member at the next index, in a document with columns: u_{k+1} = Au_k, u_k = (F_{k+1}, F_k).
STEPS: Final = regex(r"[_(\[^]\s*\{?\(?\s*[A-Za-z]\s*[+-]\s*1\s*\)?\s*[\]})]")
#: Steps that words may tell.
DESCENT: Final = regex(r"(?i)\b(?:gradient|steepest) descent\b|\bGD\b")
METHODS: Final = regex(
    r"(?i)\b(?:gradient|steepest) descent\b|\bGD\b"
    r"|\bnewton(?:'s|’s)?(?:[-– ]raphson)?(?:'s)? (?:method|iteration|step)"
)
#: Values of several members of a family, or several slopes.
LISTED: Final = regex(r"(?s)_\{?\d\}?\s*=.*_\{?\d\}?\s*=|\\(?:partial|frac\s*\{\s*d).*=.*=")
#: Words or signs that may make powers of functions compositions.
ITERATED: Final = regex(
    r"(?i)(?<![a-z\\])([a-z])\s?(?:\\left)?\(\s?\1\s?(?:\\left)?\(|compos|iterate|\\circ(?![a-z])|\b(?:times|twice|thrice)\b"
    r"|_\{?[a-z]\}?\s*&?:?=\s*\S{1,24}\s?\^\s?\{?[a-z]\}?\s?\("
    r"|\^[^=]{1,30}=[^=]{0,60}?\(\s?(?:\\[a-z]+\s?\{?)?[a-z]*\}?(?:\^[^()]{1,9})?\("
)
#: 5 → 5.001.
ARROW: Final = regex(r"\d\s*(?:\\(?:to|rightarrow|longrightarrow|mapsto)(?![A-Za-z])|→)\s*-?\d")
#: The even places of a family: PE_{(pos, 2i)}.
EVEN_PLACE: Final = regex(r"[A-Za-z],\s*(?:\\[ ,;]\s*)?2\s*\\?[a-z]\s*[)}]")
#: Words of denial, of any language.
DENIES: Final = regex(
    r"(?i)[^\W\da-zß-öø-ÿ]|n['’]|\b(?:n(?:ot?|on|e|ie|em|icht|iet|ever|o-one|obody|owhere|unca"
    r"|ije|isu|iemals|ooit|igdy|ikdy|epravda|eplatí|emmeno|eppure|eanche|ão)|kein[a-z]*|weder|geen|ei"
    r"|mai|cannot|fals[a-z]*|wrong|faux|(?:in)?correct[a-z]*|untrue|unwahr|on(?:juist|waar)|impossible"
    r"|mistake|myth|hardly|jam[aá]is|tamp[a-z]+o|i(?:nte|cke|kkj?e)|aldrig?|feil|forkert|fel[a-z]*"
    r"|tidak|bukan|hamis|soha|asla|v[aä][aä]rin|sbagliat[oa]|er[a-zó]{1,6}[oa]|inexact[a-z]*)\b"
)
#: Stars between lists, transposes.
TWO_WAYS: Final = regex(
    r"[A-Za-z}]\s*(?:\*|\\ast\b)\s*[A-Za-z\\]|\^\s*\{?\s*(?:\\top|\\intercal|T\b|\\mathsf|')"
)
#: Inner products.
ANGLED: Final = regex(r"\\langle|⟨|\\braket|\\inner|\\ip\b")
#: Gradients that are rows, or columns.
LAID_OUT: Final = regex(
    r"(?i)(?:gradient|derivative|slope)[^.]{0,160}\b(?:row|column)|denominator[- ]layout"
)
#: A function of a letter, with words or signs of the numbers that it may be; one between sets.
DOMAINS: Final = regex(
    r"(?s)\)\s*&?:?=.*?(?:\\in(?![a-z])|\\[gl]eq?(?![a-z])|[<>≤≥]|\\pm|\binteger|\bwhole"
    r"|\bnatural|positive|negative|\$\s*(?:\\left)?[\[(\]])|(?::|\\colon)[^$=]*\\(?:to|\w*arrow)(?![a-z])"
)
#: Letters in a row that may be one name.
IN_A_ROW: Final = regex(
    r"(?<![A-Za-z\\{])(?:[A-Z]{2,5}|IoU)\s{0,3}(?:\([a-z]|&?\s?=)|(?<![A-Za-z\\{_^])[a-z]{2,4}\([a-z]"
    r"|(?<![A-Za-z\\{_^])(?:[A-Za-z][a-z]{4,19}|d[A-Z]d[A-Za-z])\s{0,3}&?\s?="
    r"|(?<![A-Za-z\\{_^])[A-Z]?[a-z]{2,4}_\{?\w{1,4}\}?\s{0,3}&?\s?="
    r"|(?<![A-Za-z\\])d[A-Za-z](?:[_^](?:\w|\{[^{}]{1,9}\}))*\s{0,3}(?:&\s?)?(?::?=|\\gets|\\leftarrow)"
    r"|\b(?:TP|FP|TN|FN|tp|fp|tn|fn)\b|(?<![A-Za-z\\{])(?:KL|JS)(?:\s|\\left|\(|\[)"
)

# --- in the statements of one formula ----------------------------------------------------------

#: Inverses, commas between digits, words of entries and losses, braces, cells, rings and fields.
TURNS: Final = regex(
    r"\^\{?-(?:1\}|T|\\t)|\)\}?\(|\d,\d|wise\b|adamard|ntr[iy]|oss|rror"
    r"|\\\{|\|\s*[$\\]|[Rr]ings?\b|dempotent|[Ff]ields?\b|haracteristic|lgebra|tropical|-plus"
)
#: A unit, and gates by their names.
NEURONS: Final = regex(r"(?:unit|neuron|perceptron|node|gate|cell)\b|(?:AND|N?OR|NOT)\s?\}\s?\(")
#: An index beside one, as in h_{t-1} and a^{l+1}, or a product over an index.
SPEAKS: Final = regex(r"[_^]\s*\{?[(\[]?\s*[a-zA-Z]\s*[-+]\s*1|\\prod")
#: Words behind a value, perhaps a verb: w = 2 "computes OR"; or in front of values and a colon.
IN_WORDS: Final = regex(
    r"=[^=\\]*(?:\\(?!text)[^=\\]*)*\\text\{\s*[a-z]"
    r"|^\s*\\(?:text|mbox)\{\s*[A-Za-z]+(?: the [a-z]+)?\s*\}[^:]*=[^:]*:"
)
#: Values, then a colon or an arrow, then a claim: "s = 1, k = 2p + 1: o = n".
BEHIND_VALUES: Final = regex(
    r"(?s)=[^:=]*(?:,|\\text).*(?::|\\implies|\\(?:Long)?[Rr]ightarrow|\\(?:long)?rightarrow|⇒|⟹"
    r"|\\to(?![a-z])|\\text\{[ ,]*(?:then |so )?(?:we (?:have|get|find)|one (?:has|gets)))"
)
#: Words without which nothing is said of networks.
OF_NETWORKS: Final = regex(
    r"(?i)\\(?:text|mbox)[^{]*\{[^{}]*\b(?:net|layer|model|mlp|convol|pool|maps|sees|concat|heads"
    r"|block|kernel|neuron|parameters|weights|filter|flatten|shape|matrix|product|length|activ|outp|vol)"
)
#: A rule w ← w + …, and a claim of weights, or of how many mistakes there are.
ADDS_TO_WEIGHTS: Final = regex(
    r"w\}?\s*(?:\\leftarrow|\\gets|:=|←)\s*(?:\\math\w+\s*)?\{?w\}?\s*\+"
)
OF_RUNS: Final = regex(
    r"w\}?(?:_\{?\d\}?)?\s*=\s*(?:\\left)?\(|\b(?:mistakes?|updates?|corrections?)\b"
)
#: The standard deviation of z is 2, where something is random.
MOMENT: Final = regex(
    r"(?:deviation|error|variance|mean|expect[a-z]+(?: value)?|bias) of[^{}]*\}|biased est"
)
RANDOM: Final = regex(r"independent|random|Gaussian|\\sim\b|i\.i\.d|iid|distributed|estimator")
#: One number for all names with an index: w_i = 1.
FOR_EACH: Final = regex(r"[A-Za-z]_\{?[ijkl]\}?\s?=\s?-?[\d\\]")
ORDER: Final = regex(r"[<>≤≥]|\\[lg](?:eq?|eqslant|t)(?![A-Za-z])|(?:\\in|∈)\s*(?:\\left)?[\[(]")
#: A plural behind a formula: 2n+1 outer functions.
NOUN: Final = regex(r"\\text\{[ ,]{0,3}(?:[a-z-]{1,20} ){0,2}[a-z-]{1,20}s\b")

# --- of what may be written in several ways -----------------------------------------------------

#: A prime behind a closing bracket: (tanh x)'.
PRIMED: Final = regex(r"[)\]]\s{0,2}(?:'|\^\s?\{?\s?(?:'|\\prime))")
#: P(Z < 1), P(|Z| > 1), P(-1 < Z < 1).
CHANCE: Final = regex(
    r"(?:P|Pr|Prob)\}?\s*(?:\\left|\\[Bb]igl?)?\s?[(\[][^()]{0,40}?(?:<|>|\\l(?:e|eq|eqslant|t)|\\g(?:e|eq|t))"
    r"(?![a-z])"
)
#: X, Y independent ⇒ …, X ⟂ Y ⇒ ….
PREMISE: Final = regex(
    r"(?:independent|\\perp|\\Perp).*\\(?:implies|Rightarrow|Longrightarrow)\b"
    r"|(?:\bif\b|\bwhen|\bprovided).*(?:independent|disjoint|exclusive)"
)
#: f([x, y]), and f of a row or a column.
LIST_IN_BRACKETS: Final = regex(r"\((?:\\left)?\s{0,3}(?:\[|\(|\\begin\{[bp]matrix|\\left\s?[\[(])")
#: D_h f(x).
OPERATOR: Final = regex(r"(?:[A-Za}]_\{?[a-z]\}?|Delta|cal\{?[A-Z]\}?)\s?[a-zA-Z]\(")
#: How variables are distributed.
TELLS_LAW: Final = regex(r"\\sim\b|\buniform|\bE\s{0,2}\\?[\[({]|\\mathbb\{?\s?E\b|\bVar\b")
#: A weight or a state at a step: w(0).
AT_MOMENT: Final = regex(
    r"(?:[wWbvVU]|theta)\}?(?:_\{?\w{1,3}\}?)?(?:\^\{\(\w\)\})?\s?(?:\\left)?\s?\(\s?\d"
    r"|[xshyu]\}?(?:_\{?\w{1,3}\}?)?\s?(?:\\left)?\s?\(\s?\d+\s?(?:\\right)?\)\s?&?=\s?(?:\\|\(|\[)"
)
#: a(t+1) = …
NEXT: Final = regex(r"\(\s*[tnk]\s*\+\s*1\s*\)\s*&?=")
#: U[t+1] and x[n-1].
AT_STEP: Final = regex(r"\[\s?[ijkmnt]\s?[+-]\s?1\s?(?:\\right)?\]")
#: f^{-1}[x], f'[x] and V_2[x].
SQUARE: Final = regex(
    r"(?:\^\{?\s?-1\s?\}?|'|\\prime\s?\}?|_\{?\w{1,3}(?:\s?\+\s?\d)?\}?)\s?(?:\\left|\\[bB]igg?l?)?\s?\["
)
#: x = 2 satisfies, or solves.
SOLVES: Final = regex(r"(?:satisf|solves|solution|fulfil|obeys)")
#: A sum whose last term is dots.
NO_END: Final = regex(r"\+\s*\\[lc]?dots\s*(?:$|[,.;}]|\\q?quad|\\text|\\\\)")
#: A sum over x of P(x).
OF_OUTCOMES: Final = regex(
    r"\\(?:sum|prod)(?:\\limits)?\s*_\s*(?:\{\s*)?[a-z](?:\s*\}|\s*\\in\b|(?![a-z])).*[A-Za-z]\s*\(\s*[a-z]\s*\)"
)
#: The number of the members of a set, and {b_i} = {…}.
COUNTED: Final = regex(r"\|[A-Za-z]\|")
SAMPLE: Final = regex(r"\\\{\s?[a-z]_\{?[a-z]\}?\s?\\(?:right\\)?\}")
#: A sum over the values of a letter, and where these are said.
SUM_ALONE: Final = regex(r"\\sum\s*(?:\\limits)?\s*_\s*(?:[a-z]|\{\s*[a-z]\s*\})")
SET: Final = regex(r"(?<![A-Za-z_{\\])[a-z]\s*\\in\s*\\\{[^{}$]{1,80}\\\}")
#: Words on where something holds.
AT_POINT: Final = regex(r"\\(?:text|mbox)\s*\{\s*(?:both )?at\b[a-z ]*\}\s*(?:\\left)?\s*[(\[]")
#: Vectors of a few entries.
IN_SMALL_SPACE: Final = regex(
    r"\\in\s*\\(?:mathbb\s*\{?\s*R|R(?![A-Za-z]))\s*\}?\s*\^\s*\{?\s*[2-4]\s*\}?(?!\s*\\times)"
)
#: (a*v)_n is a sum.
CONVOLVES: Final = regex(
    r"\([A-Za-z]\s*(?:\*|\\ast)\s*[A-Za-z]\)\s*(?:_|\[|\()\s*\{?[a-z][\]})]?\s*&?:?=\s*\\sum"
)
#: "all five units are kept with probability"
TRIALS: Final = regex(
    r"\{\s*(?:[Tt]he (?:probability|chance) that )?(?:[Aa]ll|[Ee]very one of|[Nn]one of"
    r"|[Nn]ot one of|[Aa]t least one of|[Ee]xactly)\b[^{}]*(?:\}[^{}]*\{[^{}]*)*"
    r"\b(?:with|is|equals)\b"
)
#: E[x], Std(x) and their like.
MEAN_OF_LIST: Final = regex(r"(?:E|Mean|Std|SD)\b\}{0,2}\s*(?:\\left\s*|\\[bB]igl?\s*)?[\[(]")
#: A sum over k'.
PRIMED_INDEX: Final = regex(
    r"\\(?:sum|prod|max|min)[A-Za-z\\]{0,12}\s*_\s*\{?\s*[A-Za-z]\s*(?:'|\^\s*\{?\s*\\prime)"
)
#: f_{w,b}(x).
LOWER: Final = regex(r"[fghFGH]\s*_\s*\{[^{}]{1,40},[^{}]{1,40}\}\s*(?:\\left)?\(")
#: M^* or M^H of a capital.
ADJOINT: Final = regex(r"[A-Z]\s*\}?\s*\^\s*(?:\*|\\ast(?![a-z])|H\b|\{\s*(?:\*|\\ast|H)\s*\})")
#: One of the unit vectors i, j, k.
UNIT_VECTOR: Final = regex(
    r"\\(?:mathbf|boldsymbol|bm|pmb|vec|hat|widehat|textbf)[\s{]{0,3}"
    r"(?:\\(?:mathbf|boldsymbol|bm|hat|widehat)[\s{]{0,3})?(?:\\[ij]math|[ijk](?![A-Za-z]))"
)
#: A slope by σ^2.
BY_SQUARE: Final = regex(
    r"(?:partial|\{\s*d)\s*\\?[A-Za-z]+(?:_\S{1,8})?\s*\^\s*(?:2|\{\s*2\s*\})\s*\}"
)
#: The true class of a sample.
CLASS: Final = regex(r"(?:true|correct|target|truth)\s+(?:class|label|category)")
#: A slope with an indexed or bold letter below its sign, or by a logarithm.
WRITTEN_SLOPE: Final = regex(
    r"\\partial\s*_\s*\{\s*(?:\\?[A-Za-z]+\s*_|\\(?:math|bold))|\\partial\s*(?:\\,|\{|\()?\s*\\(?:log|ln)\b"
)
#: p/N = 0.1 before a colon.
RATIO: Final = regex(r"(?:/\s*\\?[A-Za-z_{}0-9]+|frac\s*\{[^{}]*\}\s*\{[^{}]*\})\s*=[^:]*:")
#: dC/dw.
SLOPE: Final = regex(r"\\[dt]?frac\s*\{\s*(?:\\mathrm\s*\{?)?d")
#: A letter or a slope before a column, and matrices of slopes.
COLUMN: Final = regex(
    r"[A-Za-z}]\s*\\(?:begin\{[pb]matrix\}|left[(\[]\s*\\begin\{array\})|[JH]\}?_\S{1,20}[(]"
)
#: σ^2 > 0.
VARIANCE: Final = regex(r"\^\s?(?:2|\{\s?2\s?\})\s*>\s*0(?![.\d])")
#: r_t = 0, with words or a condition behind it.
VANISHES: Final = regex(r"[A-Za-z]_\{?[a-z]\}?\s?=\s?0\s?(?:\\|\()")
#: f(0) = … behind a comma or a space, in one formula with f(x).
VALUE_BESIDE: Final = regex(r"[,;d ]\s?(?:\\[ ,;])?[A-Za-z]\(-?\d")
#: What may say that its arithmetic, vectors, products of maps or steps are not the usual ones.
CONVENTIONS: Final = regex(
    r"(?i)\bmod(?:ulo)?\b|\bfields?\b|\bGF\b|\\(?:mathbb|mathbf|bbb)\s*\{?\s*[FZC]\b|[𝔽ℤℂ]|\bparity"
    r"|congruence|residue|remainder|characteristic|binary|divisor|totient|\bprimes?\b|partitions"
    r"|liouville|m(?:ö|oe)bius|complex|imaginary|impedance|phasor|\\Re\b|\{Re\}"
    r"|[+-]\s*[\d.]*\s*(?:[a-z]\s*)?i\b|\+\s*i\s*[a-z]"
    r"|\brows?\b|\bleft\b|\bright\b|[A-Z]\s*&?=\s*\\?[a-z]|[A-Z]\s*[a-z]\s*&?=|\\det|pencil"
    r"|generali[sz]ed|\bfirst\b|\bfollowed by\b|pointwise|postfix|diagram|\(\s*f\s*\("
    r"|norms?\b|distance|metric|\\\||\\l?vert|‖|circular|cyclic|periodic|dirichlet|wrap"
    r"|\bwe (?:\w+ )?mean\b|\bto mean\b|[*_\"”] means?\b|strid|padd|dilat|softmax"
    r"|subject to|\bs\.\s?t\.|constrain|feasible|lagrange|maximi[sz]|minimi[sz]|\bunder the"
    r"|truncat|censor|folded|half-?normal|\bwith (?:probability|chance)|\bgiven\b|neutral"
    r"|identity|condition|unit element|minkowski|lorentz|signature"
    r"|[a-z]\}?\s*\\cdot\s*[\\a-z][^$=]{0,20}=|\\leftarrow|\\gets|←|:=|\+\s*1\s*\)?\s*\}\s*&?="
    r"|momentum|nesterov|adam|rmsprop|adagrad|decay|pivot|loss(?:es)?\b|brier"
    r"|\|\s?\$,? (?:\w+ )?(?:is|be|denote|stand|for|as)"
    r"|damp|clip|normali|penalt|precondition|coordinate|learning rate|step size"
    r"|[uvwxypqi]\s*[A-Z](?:\s*\^\s*\{?\w\}?)?\s*\$|\beach step|\bevery step|\ball steps"
)
#: A condition right behind a formula.
CASED: Final = regex(r"\s*,?\s*(?:for|if|when\w*|where\w*|on|in case|as long as|provided)\b")
#: "The unit fires if", right before a formula.
FIRING: Final = regex(
    r"(?:fires|active|on|activated|1\$?|one),?\s+(?:\w+\s+){0,3}(?:if|iff|when\w*)\s*$"
)
#: The logarithm of a zero.
EMPTY: Final = regex(r"(?:log|ln)[^+=]{0,24}?(?<![\d.])0(?![.\d])")
#: What takes 0 log 0 as 0.
ENTROPIES: Final = regex(
    r"(?i)entrop|information gain|impurity|divergence|kullback|mutual information|\bid3\b|c4\.5"
)
