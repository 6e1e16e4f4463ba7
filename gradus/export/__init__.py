"""Grades for a learning management system: its own file with one column filled, or a new one; for instructors only."""
