# score:

# %%
