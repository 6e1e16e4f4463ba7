# %% [markdown]
r"""
# Derivatives
"""
