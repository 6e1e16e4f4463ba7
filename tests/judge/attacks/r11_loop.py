# row: 11
# tries: loop for ever with all signals ignored
# must: be killed; cost this exercise
# score: double=0

# %% answer="double"
import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def double(x):
    while True:
        pass
