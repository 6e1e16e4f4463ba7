"""This folder as an nbgrader course: run `nbgrader` here, or start JupyterLab here for Formgrader."""

from nbconvert.preprocessors import ClearMetadataPreprocessor, CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    ClearOutput,
    GetGrades,
    IgnorePattern,
    LimitOutput,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)

from gradus.grading.feedback import FeedbackExporter, HideHiddenTests
from gradus.grading.gradebook import share_statements, use_write_ahead_log
from gradus.grading.pages import FILTERS
from gradus.grading.release import MasterExporter
from gradus.grading.submission import SubmissionExporter
from gradus.judge.preprocessor import Judge

c = get_config()  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.course_id = "gradus"
use_write_ahead_log()
share_statements()

# The stub that takes the place of a solution; `expect` knows it as "not attempted yet".
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError  # your code here"}

# release/ is committed, and the gradebook is not: it is told of an assignment by `nbgrader generate_assignment`.
c.GenerateAssignment.exporter_class = MasterExporter

# Whatever was handed in, the master with the student's answers in it is what is graded. So nbgrader need not
# look for doubled cells and broken metadata.
c.Autograde.exporter_class = SubmissionExporter
c.Autograde.sanitize_preprocessors = [ClearOutput, OverwriteKernelspec, OverwriteCells]

# Students' code runs in a sandbox, and the checks out of its reach; the rest is as nbgrader has it.
c.Autograde.autograde_preprocessors = [
    Judge,
    IgnorePattern,
    ClearMetadataPreprocessor,
    LimitOutput,
    SaveAutoGrades,
    AssignLatePenalties,
]

c.GenerateFeedback.exporter_class = FeedbackExporter
c.GenerateFeedback.preprocessors = [GetGrades, HideHiddenTests, CSSHTMLHeaderPreprocessor]

# What students wrote is cleaned after it was rendered, in feedback and in Formgrader.
c.HTMLExporter.filters = FILTERS
c.HTMLExporter.sanitize_html = True
