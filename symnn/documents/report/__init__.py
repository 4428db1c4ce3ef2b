"""Reports: for the terminal, for programs (JSON, SARIF) and for GitHub's annotations."""
