"""What a check does: call, compare, word what is wrong, name the mistake. Learners and the sandbox have it."""
