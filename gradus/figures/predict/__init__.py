"""A question that is asked before something is shown, and the learner's guess beside what happened."""
