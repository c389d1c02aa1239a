"""A second scoring of every measure, written from measures.md and from nothing else, to hold the first one against."""

from . import anxiety, depression, distress, screeners, young_people

ROOMS = (anxiety, depression, distress, screeners, young_people)
SECOND = {measure: scored for room in ROOMS for measure, scored in room.MEASURES.items()}
PATTERNS = {measure: judged for room in ROOMS for measure, judged in getattr(room, "PATTERNS", {}).items()}
