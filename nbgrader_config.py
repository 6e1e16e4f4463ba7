"""This folder as an nbgrader course: run `nbgrader` here, or start JupyterLab here for Formgrader."""

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import GetGrades

from gradus.grading.feedback import HideHiddenTests

c = get_config()  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.course_id = "gradus"

# The stub that takes the place of a solution; `expect` knows it as "not attempted yet".
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError  # your code here"}

# The first cell of the later units imports TensorFlow, which takes ten seconds and more.
c.Execute.timeout = 90

c.GenerateFeedback.preprocessors = [GetGrades, HideHiddenTests, CSSHTMLHeaderPreprocessor]
