"""Grading a class with nbgrader: what the course adds, by nbgrader's public configuration."""
