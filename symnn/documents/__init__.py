"""An author's document: read it, judge every relation in it, report."""
