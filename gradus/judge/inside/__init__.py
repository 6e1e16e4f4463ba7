"""What runs in the sandbox beside the student's code: zygote, containment, session. Nothing in it is trusted."""
