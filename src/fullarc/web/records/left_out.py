"""What a whole record does not hold, and why. The file says the same in its manifest.

Every other table of the application is taken out without being named anywhere: a new app cannot be forgotten.
"""

import re

from django.db import models

# Table (app.model) -> why no row of it is handed out.
TABLES = {
    "audit.event": "The audit trail stays with its installation: its chain is keyed there. The trail has a download of its own.",
    "accounts.invitation": "One-time codes end with the installation that made them.",
    "answering.formlink": "One-time links end with the installation that made them.",
    "portal.invitation": "One-time codes end with the installation that made them.",
    "ehr.destination": "Where notes and scores are sent is set anew, so that no copy of a practice sends anything by itself.",
    "ehr.ehrpatient": "Who a client is in the other system holds for that system alone; a person looks at it anew before it is kept again.",
    "ehr.sending": "What waits to be sent is sent by the installation it waits in, and by no copy of it.",
    "reminders.message": "What waits to be sent is sent by the installation it waits in, and by no copy of it.",
    "api.switch": "Whether programs are answered is decided anew where the record is brought in.",
    "api.accesstoken": "Access tokens end with the installation that made them.",
    "api.sentbefore": "What programs have sent is remembered by the installation they sent it to.",
    "work.heartbeat": "A sign of life of the running installation.",
    "work.roundrun": "What the running installation did in the background.",
    "lexicon.trial": "A trial of a phrase, worked out from the record and gone within a day.",
    "imports.heldfile": "Uploaded files that wait for a decision are gone within a day.",
    "exports.arrival": "Uploaded FHIR files that wait for a decision are gone within a day.",
    "journal.entry": "What a client writes for themselves goes out to the client alone; what they share of it is among the rows of logs.",
    "journal.entryversion": "Earlier versions of what a client writes go out to the client alone.",
    "notes.autosave": "What stood in an editor and was never saved is no part of the record.",
    "reviews.reviewautosave": "What stood in an editor and was never saved is no part of the record.",
    "progress.courserow": "Worked out from the record; made again where it is brought in.",
    "progress.expectedcourses": "Worked out from the record; made again where it is brought in.",
    "progress.replay": "A trial of thresholds, worked out from the record.",
    "learning.keptfacts": "Worked out from the record; made again where it is brought in.",
    "today.keptsheet": "Worked out from the record; made again where it is brought in.",
    "today.calendarname": "Titles of calendar entries are kept only as seals of this installation.",
    "today.broughtin": "Ids of calendar entries are kept only as seals of this installation.",
}
# Of a client's record: what only the owners of the practice see. Who is kept out stays kept out where it is brought in; why, stays here.
LEFT_OUT_OF_A_CLIENT = {"access.liftedblock": "Who was once kept out of the record, and why, is for the owners of the practice."}
OWNERS_ALONE = {"access.block": frozenset({"because", "set_by_id"})}
WHY_OWNERS_ALONE = "Only the owners of the practice see it."
PROCESS_NOTES = "process_notes.processnote"
WHY_NO_PROCESS_NOTES = (
    "Psychotherapy (process) notes stand apart from the record; they go out only when their author asks for it, with a reason."
)

# Columns that open something (a sign-in, a link, a seal): the value stays here, and another one stands where the row is brought in.
SECRET = re.compile(r"(^|_)(password|digest|token|secret|seal|epoch|otp)($|_)")
WHY_EMPTIED = "It names a row that is not in this file."
WHY_WITHHELD = "It opens something in the installation that made it."


def why_left_out(model: type[models.Model], *, process_notes: bool) -> str:
    """The reason why a table is left out; empty when it is handed out."""
    label = model._meta.label_lower
    if label == PROCESS_NOTES:
        return "" if process_notes else WHY_NO_PROCESS_NOTES
    return TABLES.get(label, "")


def withheld(model: type[models.Model]) -> tuple[str, ...]:
    """The columns whose values stay here."""
    return tuple(field.attname for field in model._meta.concrete_fields if SECRET.search(field.attname))
