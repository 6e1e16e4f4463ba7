# score:

# %%
import sys, warnings, logging
print("hello", file=sys.stderr)
from IPython.display import display
display("a picture")
get_ipython().run_line_magic("config", "InlineBackend.figure_format = 'svg'")
get_ipython().system("echo from the shell")

# %% answer="double"
import warnings, sys, logging
def double(x):
    warnings.warn("slow")
    print("thinking", file=sys.stderr)
    logging.warning("still thinking")
    return x + x

# %% answer="share"
import numpy as np
def share(values):
    return np.array(np.mean(np.array(values) > 0), dtype="f4")
