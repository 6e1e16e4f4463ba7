"""Grades a class in parallel, on one machine or many: the same nbgrader, the same judge, the same grades."""
