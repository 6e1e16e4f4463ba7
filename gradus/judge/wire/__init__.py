"""What both sides of the sandbox know: messages, references, limits. The sandbox has it, and no secret is in it."""
