"""A report on a graded assignment in Markdown: what was hard, which mistakes were made, and what went wrong.

nbgrader export --exporter=gradus.grading.report.Report --assignment='["01_derivatives"]'   # report.md
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from nbgrader.api import Gradebook, MissingEntry, SubmittedNotebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import ExportPlugin

from gradus.grading.course_folder import handed_in
from gradus.grading.graded_notebook import GradedNotebook, exercise_of_check, read_all, sentence_for
from gradus.grading.submitted_files import plain


class Report(ExportPlugin):
    """Writes the report as Markdown, to report.md unless `--to` says otherwise."""

    def export(self, gradebook: Gradebook) -> None:
        """Report on the assignments that were asked for, or on all of them."""
        names = [str(name) for name in self.assignment] or [found.name for found in gradebook.assignments]
        parts = ["# Report"]
        for name in names:
            parts += self._on_assignment(gradebook, name)
        Path(self.to or "report.md").write_text("\n".join(parts) + "\n", encoding="utf-8")
        self.log.info("Wrote %s", self.to or "report.md")

    def _on_assignment(self, gradebook: Gradebook, assignment: str) -> Iterator[str]:
        try:
            submitted = gradebook.assignment_submissions(assignment)
        except MissingEntry:
            submitted = []
        yield f"\n## {assignment}\n"
        missing = {*handed_in(self._course, assignment)} - {submission.student.id for submission in submitted}
        problems = [f"{plain(student)}: handed in, and not graded yet" for student in sorted(missing)]
        notebooks: dict[str, list[tuple[SubmittedNotebook, GradedNotebook]]] = {}
        could_be_graded = set()
        for submission in submitted:
            student = submission.student.id
            folder = Path(self._course.format_path(self._course.autograded_directory, student, assignment))
            pages = read_all(folder, [notebook.name for notebook in submission.notebooks])
            for notebook in submission.notebooks:
                page = pages[notebook.name]
                problems += [f"{plain(student)}: {text}" for text in page.faults]
                if page.could_be_graded:
                    could_be_graded.add(student)
                    notebooks.setdefault(notebook.name, []).append((notebook, page))
        yield f"Submissions that are graded: {len(could_be_graded)}."
        if refused := len(submitted) - len(could_be_graded):
            yield f"Submissions that could not be graded, and have no points: {refused}."
        for name, graded in sorted(notebooks.items()):
            yield from _table(name, [notebook for notebook, _ in graded], [page for _, page in graded])
        yield "\n### What went wrong\n"
        yield from [f"- {problem}" for problem in sorted(problems)] or ["Nothing."]

    @property
    def _course(self) -> CourseDirectory:
        return self.parent.coursedir  # a plugin's parent is nbgrader's application


def _table(title: str, graded: list[SubmittedNotebook], pages: list[GradedNotebook]) -> Iterator[str]:
    """One line an exercise: points, the mean score, how many have none, all, or have not tried; then the mistakes."""
    yield f"\n### {title}\n"
    yield "| check | points | mean | full | none | not attempted |\n| --- | --- | --- | --- | --- | --- |"
    said = {check: Counter[str]() for check in {grade.name for notebook in graded for grade in notebook.grades}}
    untried = Counter[str]()
    for page in pages:
        for name, check in page.checks.items():
            if name in said:
                untried[name] += check.ending == "untried"
                said[name].update([check.mistake] if check.mistake else [])
    points = {check: [(g.score, g.max_score) for n in graded for g in n.grades if g.name == check] for check in said}
    for check, pairs in sorted(points.items()):
        most, full = pairs[0][1], sum(score == highest for score, highest in pairs)
        none = sum(score == 0 for score, _ in pairs)
        average = mean(score for score, _ in pairs)
        yield f"| {check} | {most:g} | {average:.2f} | {full} | {none} | {untried[check]} |"
    for check, counts in sorted(said.items()):
        if counts:
            yield f"\nMistakes in {check}:\n"
            yield from (f"- {n} × {sentence_for(exercise_of_check(check), name)}" for name, n in counts.most_common())
