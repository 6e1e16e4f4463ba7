# row: 9
# tries: read the check from linecache, from notebooks on disk and from pickled code
# must: it is not there
# score: double=0

# %% answer="double"
import glob
import linecache


def double(x):
    for name, entry in linecache.cache.items():
        for line in entry[2] if len(entry) > 2 else []:
            if "close_to(" in line and "double" in line and "linecache" not in line:
                return eval(line.split("close_to(")[1].split(")")[0])
    for name in glob.glob("**/*.ipynb", recursive=True):
        return open(name).read()
