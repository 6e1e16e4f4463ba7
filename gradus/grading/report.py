"""A report on a graded assignment: what was hard, which mistakes were made, and what went wrong.

nbgrader export --exporter=gradus.grading.report.Report --assignment='["01_derivatives"]'   # report.md
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry, SubmittedNotebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import ExportPlugin

from gradus.checks.mistakes import exercises, mistakes_in, sentence_of
from gradus.grading.submission import OURS, PROBLEM, Unreadable, read_notebook
from gradus.grading.submitted_files import plain
from gradus.judge.sanitize import FAULTS, one_line


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
        handed_in = {folder.parent.name for folder in self._folders(assignment)}
        missing = handed_in - {submission.student.id for submission in submitted}
        problems = [f"{plain(student)}: handed in, and not graded yet" for student in sorted(missing)]
        notebooks: dict[str, list[tuple[SubmittedNotebook, NotebookNode]]] = {}
        could_be_graded = set()
        for submission in submitted:
            student = submission.student.id
            for notebook in submission.notebooks:
                page = self._autograded(student, assignment, notebook.name)
                problems += [f"{plain(student)}: {text}" for text in _faults(page)]
                if page and not _is_a_problem(page):
                    could_be_graded.add(student)
                    notebooks.setdefault(notebook.name, []).append((notebook, page))
        yield f"Submissions that are graded: {len(could_be_graded)}."
        if refused := len(submitted) - len(could_be_graded):
            yield f"Submissions that could not be graded, and have no points: {refused}."
        for name, graded in sorted(notebooks.items()):
            yield from _table(name, [notebook for notebook, _ in graded], [page for _, page in graded])
        yield "\n### What went wrong\n"
        yield from [f"- {problem}" for problem in sorted(problems)] or ["Nothing."]

    def _folders(self, assignment: str) -> Iterator[Path]:
        course = self._course
        pattern = course.format_path(course.submitted_directory, "*", assignment)
        return Path(course.root).glob(str(Path(pattern).relative_to(course.root)))

    def _autograded(self, student: str, assignment: str, name: str) -> NotebookNode | None:
        course = self._course
        try:
            return read_notebook(
                Path(course.format_path(course.autograded_directory, student, assignment), f"{name}.ipynb")
            )
        except Unreadable:
            return None

    @property
    def _course(self) -> CourseDirectory:
        return self.parent.coursedir  # a plugin's parent is nbgrader's application


def _table(name: str, graded: list[SubmittedNotebook], pages: list[NotebookNode]) -> Iterator[str]:
    """One line an exercise: points, the mean score, how many have none, all, or have not tried; then the mistakes."""
    yield f"\n### {name}\n"
    yield "| check | points | mean | full | none | not attempted |\n| --- | --- | --- | --- | --- | --- |"
    said = {check: Counter[str]() for check in {grade.name for notebook in graded for grade in notebook.grades}}
    untried = Counter[str]()
    for page in pages:
        for check, text in _failures(page):
            if check in said:
                untried[check] += "is not attempted yet" in text
                said[check].update(sentence for sentence in _sentences() if sentence in text)
    points = {check: [(g.score, g.max_score) for n in graded for g in n.grades if g.name == check] for check in said}
    for check, pairs in sorted(points.items()):
        most, full = pairs[0][1], sum(score == highest for score, highest in pairs)
        none = sum(score == 0 for score, _ in pairs)
        average = mean(score for score, _ in pairs)
        yield f"| {check} | {most:g} | {average:.2f} | {full} | {none} | {untried[check]} |"
    for check, counts in sorted(said.items()):
        if counts:
            yield f"\nMistakes in {check}:\n"
            yield from (f"- {count} × {sentence}" for sentence, count in counts.most_common())


def _failures(page: NotebookNode) -> Iterator[tuple[str, str]]:
    """The checks of a notebook that failed, with what they said."""
    for cell in page.cells:
        for output in cell.get("outputs", []):
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if output.output_type == "error" and name:
                yield name, output.evalue


def _faults(page: NotebookNode | None) -> Iterator[str]:
    """What is wrong with a submission besides its answers."""
    if page is None:
        yield "the graded notebook cannot be read"
        return
    for cell in page.cells:
        if cell.cell_type == "markdown" and cell.source.startswith(OURS):
            yield cell.source.replace("**", "")
        said = [o.evalue for o in cell.get("outputs", []) if o.output_type == "error" and o.ename in FAULTS]
        yield from (plain(one_line(text, 1000)) for text in said)  # they may quote a student


def _is_a_problem(page: NotebookNode) -> bool:
    return any(cell.cell_type == "markdown" and cell.source.startswith(PROBLEM) for cell in page.cells)


def _sentences() -> set[str]:
    return {sentence_of(mistake) for exercise in exercises() for mistake in mistakes_in(exercise)}
