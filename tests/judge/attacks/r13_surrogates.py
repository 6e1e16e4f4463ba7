# row: 13
# tries: print, return and raise half a character, which no UTF-8 file can hold
# must: be shown somehow; cost the wrong answers only
# score: double=0 norm=0

# %%
print("half \ud800 a character \udfff")
"\ud83d"

# %% answer="double"
def double(x): return "\ud800" if isinstance(x, str) else "\udfff"

# %% answer="norm"
def norm(v): raise ValueError("\udc80\ud800")
