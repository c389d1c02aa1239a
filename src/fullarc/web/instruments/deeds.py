"""What a practice's own measures put into the audit trail."""

from fullarc.web.audit.deeds import deed

BEGAN = deed("own_measure.begun", "began a measure or log of the practice's own", about="measures")
CHANGED = deed("own_measure.changed", "changed the draft of an own measure or log", about="measures")
DISCARDED = deed("own_measure.discarded", "discarded the draft of an own measure or log", about="measures")
PUBLISHED = deed("own_measure.published", "published an own measure or log", about="measures")
RETIRED = deed("own_measure.retired", "took an own measure or log out of use", about="measures")
REINSTATED = deed("own_measure.reinstated", "took an own measure or log into use again", about="measures")
TOOK_OUT = deed("own_measure.exported", "took out the definition of an own measure or log", about="measures", changes=False)
