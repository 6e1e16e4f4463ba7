"""Named wrong answers, one file a unit, or a few. They stay light to import: what is slow, each imports inside."""
