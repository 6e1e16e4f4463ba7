"""Runs a student's notebook where it can do no harm, and its checks where it cannot reach them."""
