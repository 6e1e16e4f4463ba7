"""The figure that plays a tape: the program traced, its formulas, chain rule and graph. The sandbox has it."""
