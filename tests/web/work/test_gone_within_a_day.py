"""What is kept for a day is gone after it, also in a practice where nobody uploads or tries anything again."""

from datetime import datetime, timedelta

from django.utils import timezone
from tests.cast import Cast
from tests.web.exports.objects import an_arrival
from tests.web.imports.objects import an_import
from tests.web.lexicon.objects import a_trial

from fullarc.web.exports.models import Arrival
from fullarc.web.imports.models import HeldFile
from fullarc.web.lexicon.models import Trial
from fullarc.web.work.rounds import rounds

FORGETTING = {"held files", "held FHIR files", "trials of phrases"}


def held() -> tuple[int, int, int]:
    return HeldFile.objects.count(), Arrival.objects.filter(content__isnull=False).count(), Trial.objects.count()


def look_after(now: datetime) -> None:
    chosen = [each for each in rounds() if each.name in FORGETTING]
    assert len(chosen) == len(FORGETTING)
    for each in chosen:
        each.run(now)


def test_uploaded_files_and_words_that_a_trial_found_are_gone_after_a_day(cast: Cast) -> None:
    an_import(cast, cast.client)
    an_arrival(cast, cast.client)
    a_trial(cast, cast.client)
    look_after(timezone.now() + timedelta(hours=23))
    assert held() == (1, 1, 1)
    look_after(timezone.now() + timedelta(hours=25))
    assert held() == (0, 0, 0)
