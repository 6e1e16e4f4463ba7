"""Earlier ideas with new numbers, chosen from what went wrong. Learners run it, and no sandbox has it."""
