"""Grades for a learning management system."""
