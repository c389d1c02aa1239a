"""What fills the URLs of the practice's own phrases in the walk over every page."""

from tests.cast import Cast
from tests.web.objects import ALSO_ANSWERS, OF_THE_PRACTICE, fills

from fullarc.reading.phrases.own_phrases import usable
from fullarc.web.clients.models import Client
from fullarc.web.lexicon.actions import propose
from fullarc.web.lexicon.models import OwnPhrase, Trial
from fullarc.web.lexicon.trying import begin_trial

OF_THE_PRACTICE.update({"phrase_id", "trial_id"})
ALSO_ANSWERS["lexicon:trial"] = {404}  # a trial is there for the person who began it alone


@fills("phrase_id")
def a_phrase(cast: Cast, client: Client) -> OwnPhrase:
    return OwnPhrase.objects.first() or propose(usable("low_self_esteem", "moon days"), by=cast.mira)


@fills("trial_id")
def a_trial(cast: Cast, client: Client) -> Trial:
    return begin_trial(usable("low_self_esteem", "moon days"), by=cast.mira)
