"""A machine that is busy elsewhere must not end what runs again: the tests wait longer than a learner would."""

import pytest

from gradus.why_none import rerun


@pytest.fixture(scope="session", autouse=True)
def _patience():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rerun, "SECONDS", 5.0)
        patch.setattr(rerun, "PATIENCE", 60.0)
        yield
