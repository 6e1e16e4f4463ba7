"""Keeps TensorFlow's chatter out of notebooks, if this is imported before TensorFlow.

nbgrader takes anything on stderr in a check for a failure, and a learner takes it for an error. The line about oneDNN
is written whatever the log level is; it stays away only when oneDNN is off, and nothing in this course is large
enough to miss that. The advice about retracing is for people who call tf.function themselves; tape.jacobian
provokes it too. Warnings that are about the learner's own code are shown.
"""

import logging
import os

for name, value in {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"}.items():
    os.environ.setdefault(name, value)

logging.getLogger("tensorflow").addFilter(lambda record: "tf.function retracing" not in record.getMessage())
