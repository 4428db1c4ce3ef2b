"""Before anything is called false: rounding, figures, a second evaluation, a benign meaning."""
