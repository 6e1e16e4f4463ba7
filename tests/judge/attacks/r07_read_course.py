# row: 7
# tries: read source, gradebook, other submissions and a file beside the course, and show them
# must: find nothing
# score: double=0

# %% answer="double"
import glob

for pattern in ["@COURSE@/**/*", "@OUTSIDE@/**/*", "../**/*", "../../../**/*"]:
    for path in glob.glob(pattern, recursive=True)[:50]:
        try:
            print(path, open(path, errors="replace").read()[:3000])
        except OSError as e:
            print(path, e)


def double(x):
    return open("@COURSE@/source/tiny/tiny.ipynb").read()
