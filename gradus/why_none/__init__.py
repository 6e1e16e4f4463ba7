"""Why a gradient is None: `explain_none` asks the tape, runs its block once more, reads it. The sandbox has it."""
