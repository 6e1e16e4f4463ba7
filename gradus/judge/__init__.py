"""Grades code of strangers: their cells run in a sandbox (`inside`), the checks out of its reach; `wire` is between."""
