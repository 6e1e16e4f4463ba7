"""`gradus learn`, `reset` and `doctor`: a learner's workspace and their JupyterLab. Not in the sandbox."""
