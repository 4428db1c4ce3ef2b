"""Derivations: pages in which every step has been proved before it is printed.

A kind of derivation is a module with one public function. It makes a `Draft`, writes lines, and
returns `draft.finish(depth, style)`:

    draft = Draft("Composition of affine layers")
    x = Name("x")
    draft.define(x, Form(column([number(1), number(2)])), is_result=False)
    draft.define(Name("z", 1),
                 Form(total(times(Name("W", 1), x), Name("b", 1)), "textbook"),
                 Form(…the numbers put in…, "full", "the values put in"),
                 Form(…the result…, "result", "arithmetic"))

* A formula is a tree of `formulas.nodes`: how something is written. `formulas.from_expressions`
  makes trees from exact expressions; `Stated` is the way out for what the nodes cannot say.
* `draft.meaning` gives each formula its values: a name is what its line defined, and an unknown
  real otherwise. A kind never says what a formula is worth, so it cannot misprint.
* `draft.define(name, form, …)` gives a name its meaning; `draft.prove(formula, form, …)` goes on
  from what has one. Both prove each step when they are called, or raise `EvidenceError`.
* A `Form` has the least depth at which it is printed, a reason, and its relation to the form
  before: = <= < >= > != ≈. The last form is printed at every depth.
* Decimals beside results come from the style when the draft is finished; kinds write exact forms.
* `draft.say`, `draft.heading` and `draft.table` put words between lines; they are not proved, so
  they say nothing that is true or false.

Who consumes a derivation calls `latex`, `document`, `markdown`, `text`, `save`, `load`, `recheck`.
"""
