# row: 4
# tries: leave Python without print, builtins and modules
# must: be put back; cost nothing after it
# score:

# %% answer="double"
def double(x):
    return 2 * x
import builtins, sys
sys.stderr = sys.stdout = None
sys.modules.clear()
vars(builtins).clear()
