"""Claims, verdicts, the evidence behind them, and its independent replay."""
