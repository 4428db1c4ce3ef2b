"""One method a file. Each takes a claim, or one closed relation, and finds evidence or nothing.

A prover returns None when it has nothing to say. What it returns is only a proposal: it is
replayed by `symnn.claims.recheck` before it becomes a verdict.
"""
