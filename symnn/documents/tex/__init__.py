"""Reading LaTeX files: whole documents and fragments of them."""
