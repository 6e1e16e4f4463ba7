"""explain_none on many programs, each with its true cause and mended: never false, no crash, and mostly helpful."""

import pytest

from gradus import explain_none
from tests.why_none.corpus import judge, judge_mended, programs, run

pytestmark = pytest.mark.wide

tf = pytest.importorskip("tensorflow")

PROGRAMS = programs()


@pytest.fixture(scope="module", params=[False, pytest.param(True, marks=pytest.mark.slow)], ids=["spent", "persistent"])
def answers(request):
    asked = [
        (p, run(p.code, request.param, explain_none), run(p.mended, request.param, explain_none)) for p in PROGRAMS
    ]
    return request.param, asked


def test_it_is_never_false_and_mostly_helpful(answers):
    verdicts = [(program, judge(program, answer)) for program, answer, _ in answers[1]]
    assert not [(p.name, v.false, v.answer.said) for p, v in verdicts if v.false]
    assert not [(p.name, v.answer.error) for p, v in verdicts if v.crashed]
    assert sum(v.all_named for _, v in verdicts) >= 0.95 * len(verdicts)


def test_a_mended_program_has_a_gradient_and_is_told_so(answers):
    persistent, asked = answers
    for program, _, answer in asked:
        assert judge_mended(answer, persistent).all_named, (program.name, answer)


def test_it_answers_at_once(answers):
    """CPU seconds: a machine that is busy elsewhere counts for nothing."""
    seconds = sorted(answer.seconds for _, *both in answers[1] for answer in both)
    assert seconds[len(seconds) * 98 // 100] < 0.3


def test_fifty_are_questions_that_people_asked():
    assert len(PROGRAMS) >= 150
    assert sum(bool(program.source) for program in PROGRAMS) >= 50
