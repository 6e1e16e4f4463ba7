"""What crews are tried with; a worker of a cluster imports nothing else for it."""

import os
import time


def do(common, task):
    assert common == "the same"
    kind, number, folder = task
    if kind == "kills":
        with open(f"{folder}/deaths", "a") as file:
            file.write(".")
        os._exit(1)
    if kind == "raises":
        raise ValueError(number)
    if kind == "sleeps":
        time.sleep(0.05)
    return number
