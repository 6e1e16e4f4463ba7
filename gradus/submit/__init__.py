"""`gradus submit`: a learner's own notebook, graded as a class's are, by the same judge. Not in the sandbox."""
