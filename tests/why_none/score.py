"""Scores explain_none on the programs: `python -m tests.why_none.score [-v] [word in the name]`."""

import os
import sys
import time
from collections import Counter

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def main(words: list[str]) -> None:
    from gradus import explain_none
    from tests.why_none.corpus import judge, judge_mended, programs, run

    is_loud = "-v" in words
    words = [word for word in words if word != "-v"]
    counts, slowest, began = Counter(), [], time.time()
    for program in programs():
        if not all(word in program.name for word in words):
            continue
        for persistent in (False, True):
            answer = run(program.code, persistent, explain_none)
            verdict = judge(program, answer)
            counts["asked"] += 1
            counts["has gradient"] += answer.gradient is not None
            for what in ("false", "crashed", "all_named", "one_named"):
                counts[what] += bool(getattr(verdict, what))
            counts["false, public"] += bool(verdict.false and program.source)
            slowest.append((answer.seconds, program.name))
            again = run(program.mended, persistent, explain_none)
            right = judge_mended(again, persistent)
            works = again.gradient is not None or right.all_named
            counts["mend works"] += works
            counts["mended, wrong"] += bool(right.false)
            slowest.append((again.seconds, program.name + " mended"))
            if is_loud or verdict.false or verdict.crashed or answer.gradient is not None:
                mark = "FALSE " + verdict.false if verdict.false else "crash" if verdict.crashed else ""
                mark = mark or ("" if verdict.all_named else "part" if verdict.one_named else "general")
                print(f"[{program.name}] {persistent:d} {mark}\n    {answer.said} {answer.error} g={answer.gradient}")
            if right.false or not works:
                print(f"[{program.name}] {persistent:d} MENDED\n    {again.said} {again.error} g={again.gradient}")
    print(dict(counts), f"{time.time() - began:.0f} s; slowest", sorted(slowest)[-6:])


if __name__ == "__main__":
    main(sys.argv[1:])
