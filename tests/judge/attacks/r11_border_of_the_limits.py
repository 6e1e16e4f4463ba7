# row: 11
# tries: use each limit nearly up, again and again
# must: be stopped when the notebook's time is up
# score: share=0 halvings=0

# %% answer="norm"
import time
def norm(v):
    time.sleep(0.1)
    return root(sum(x * x for x in v))

# %% answer="halvings"
def halvings(goal):
    end = time.time() + 0.9 * @CALL@
    while time.time() < end: pass
    count = 0
    while 0.5**count > goal: count += 1
    return count

# %%
time.sleep(0.9 * @CELL@)

# %%
time.sleep(0.9 * @CELL@)

# %%
time.sleep(0.9 * @CELL@)

# %% answer="share"
def share(values): return sum(v > 0 for v in values) / len(values)
