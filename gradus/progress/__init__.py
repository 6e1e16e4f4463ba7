"""What a learner has done, kept in their workspace, and what it adds up to. Not in the sandbox."""
