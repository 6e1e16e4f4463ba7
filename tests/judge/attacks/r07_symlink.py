# row: 7
# tries: hand in a symlink to a file outside, and read it in the sandbox
# must: not hand over what the link points to
# link: notes.txt -> @OUTSIDE@/secret.txt
# score: double=0

# %% answer="double"
import os

print(os.listdir("."))
text = open("notes.txt").read() if os.path.exists("notes.txt") else ""
print("NOTES", text)


def double(x):
    return text
