"""LaTeX mathematics in and out: lexer, syntax tree with source spans, parser, writer."""
