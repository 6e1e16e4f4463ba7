"""Makes harmless what students wrote, before anybody looks at it. For judge and grading; not in the sandbox."""
