"""Why a gradient is None: `explain_none` reads the `with` block of a tape. Learners and the sandbox have it."""
