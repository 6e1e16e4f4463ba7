# row: 17
# tries: hand in links that lead nowhere, in a circle, and to a device, beside a right notebook
# must: be graded like the others
# link: nowhere -> /does/not/exist
# link: circle -> circle
# link: here -> .
# link: zeros -> /dev/zero
# score:

# %%
import os
print(os.listdir())
