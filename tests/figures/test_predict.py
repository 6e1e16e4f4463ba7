"""Predict without a browser: what may be asked, what is kept, when it happens, and a page without a kernel."""

import json
from types import SimpleNamespace

import pytest

from gradus.errors import GradusError
from gradus.figures import Map, Predict
from gradus.figures.predict import record
from gradus.figures.predict.question import Question

WORDS = ["rises", "falls"]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def asked(questions, result, calls=None, **more):
    @Predict(questions, **more)
    def what_happens():
        if calls is not None:
            calls.append(1)
        return result

    return what_happens


@pytest.mark.parametrize(
    "questions",
    [
        None,
        {},
        "rises?",
        {"It": []},
        {"It": ["rises"]},
        {"It": ["up", "up"]},
        {"It": int},
        {"It": [1, 2]},
        {"It": "ab"},
    ],
)
def test_what_cannot_be_asked_is_refused(questions):
    with pytest.raises(GradusError):
        Predict(questions)


def test_nothing_happens_before_the_guess():
    calls = []
    prediction = asked({"It": WORDS}, "falls", calls)
    assert calls == [] and prediction.guess is None and prediction.truth is None
    prediction.commit(["rises"])
    assert calls == [1] and prediction.guess == ["rises"] and prediction.truth == ["falls"]
    assert prediction.form.outcome == {"rows": [{"guess": "rises", "truth": "falls", "same": False}], "note": ""}


@pytest.mark.parametrize(
    ("answer", "guess", "happened", "same"),
    [
        (WORDS, "falls", "falls", True),
        (WORDS, None, "falls", False),
        (float, 4, 3.9, True),
        (float, 4, 3.7, False),
        (float, 0, 0.0, True),
        (float, 0.01, 0.0, False),
        (float, -2, 2, False),
        (Map(lambda x, y: x), [0.1, 0.2], (0.0, 0.0), True),
        (Map(lambda x, y: x), [1.0, 0.2], (0.0, 0.0), False),
        (Map(lambda x, y: x), [1.0, 0.2], [(-1.0, 0.0), (1.0, 0.0)], True),
    ],
)
def test_when_a_guess_came_true(answer, guess, happened, same):
    prediction = asked({"It": answer}, happened)
    prediction.commit([guess])
    assert [row["same"] for row in prediction.form.outcome["rows"]] == [same]


def test_how_near_is_near_is_the_authors_to_say():
    near, far = (asked({"It": float}, 100, within=within) for within in (0.5, 0.0))
    for prediction, same in ((near, True), (far, False)):
        prediction.commit([140])
        assert prediction.form.outcome["rows"][0]["same"] is same


def test_a_guess_is_there_again_and_a_changed_question_is_asked_anew():
    asked({"It": WORDS, "By": float}, ("falls", 2)).commit(["rises", 3])
    calls = []
    again = asked({"It": WORDS, "By": float}, ("falls", 2), calls)
    assert again.guess == ["rises", 3.0] and calls == [1]
    assert asked({"Now it": WORDS, "By": float}, ("falls", 2)).guess is None
    assert asked({"It": ["climbs", "falls"], "By": float}, ("falls", 2)).guess is None
    again.ask_again()
    assert again.guess is None and again.form.outcome == {}
    assert asked({"It": WORDS, "By": float}, ("falls", 2)).guess is None


def test_a_line_that_was_cut_off_spoils_nothing(folder):
    file = folder / record.FILE
    file.write_bytes(b'{"prediction": "other", "guess": [1]}\n[1]\n\xff\xfe\n{"predict')
    assert record.keep_guess(folder, "it", ["It"], [None]) == ""
    assert json.loads(file.read_text("utf-8", "replace").splitlines()[-1])["prediction"] == "it"
    assert record.last_guess(folder, "it", ["It"]) == [None]
    assert record.last_guess(folder, "other", ["It"]) is None


def test_where_nothing_can_be_kept_it_is_said_and_the_question_opens(folder):
    (folder / record.FILE).mkdir()
    prediction = asked({"It": WORDS}, "falls")
    prediction.commit(["falls"])
    assert prediction.form.outcome["rows"] and "could not be kept" in prediction.form.outcome["note"]


@pytest.mark.parametrize("result", [None, "sinks", 3, ("falls", None), ("falls", "much"), ("falls", True, 1)])
def test_what_happened_must_answer_the_questions(result):
    prediction = asked({"It": WORDS, "By": float}, result)
    with pytest.raises(GradusError):  # outside IPython an error is not held back
        prediction.commit()


def test_a_guess_must_answer_the_question():
    for answer, guess in ((WORDS, "sinks"), (float, "much"), (float, float("nan")), (Map(lambda x, y: x), 3.0)):
        with pytest.raises(GradusError, match="is answered by"):
            Question("It", answer).guess(guess)


def test_minus_zero_is_zero():
    assert str(Question("It", float).truth(-0.0)) == "0.0"


def test_what_the_form_shows_stands_in_the_notebook_already():
    """Who saves as soon as the result is there saves it."""
    prediction, seen = asked({"It": float}, 6.0), []
    prediction._page = SimpleNamespace(update=lambda data, raw: seen.append("Your guess" in data["text/html"]))
    prediction.form.observe(lambda change: seen.append("shown"), "outcome")
    prediction.commit([5.0])
    prediction.ask_again()
    assert seen == [True, "shown", False, "shown"]


def test_a_page_without_a_kernel_has_the_question_and_later_the_guess():
    prediction = asked({"Is <it> so?": WORDS, "By": float, "At": Map(lambda x, y: x)}, ("falls", 2.5, (1.0, 0.5)))
    page = prediction._repr_html_()
    assert "Is &lt;it&gt; so?: rises / falls" in page and "2.5" not in page
    prediction.commit(["rises", None, [0, 0]])
    page = prediction._repr_html_()
    assert "falls. Your guess: rises." in page and "2.5. Your guess: I don&#x27;t know." in page
    assert "(1, 0.5). Your guess: (0, 0)." in page
