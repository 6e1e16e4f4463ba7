# Right answers of who looks: as a table, in capitals, with more than was asked.

# %% answer="read_map"
def read_map():
    """In small letters, and with a thought to each."""
    thoughts = {
        "east": ("e", "the western flank is climbed by who goes east"),
        "north": ("f", "contours are closest there, and the ground goes down to the north"),
        "along": ("a", "the contour runs east and west, and uphill is north"),
    }
    return {question: letter for question, (letter, _) in thoughts.items()}


# %% answer="match_cuts"
def match_cuts():
    """As a sentence, taken apart."""
    words = "cut 1 is C, cut 2 is E, cut 3 is F, cut 4 is D"
    return dict(part.split(" is ") for part in words.split(", "))
