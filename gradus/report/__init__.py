"""The page of a class, for its instructor: what was hard, which mistakes were made, and what to teach tomorrow."""
