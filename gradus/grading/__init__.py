"""What the course adds to nbgrader: submissions, feedback, gradebook, reports. For instructors; not in the sandbox."""
