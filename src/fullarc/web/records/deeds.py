"""What taking out and bringing in records puts into the audit trail. `count` is the number of rows, the object id the file's SHA-256."""

from fullarc.web.audit.deeds import deed

TAKEN_OUT = deed("record.taken_out", "took out the whole record", about="whole record", changes=False)
PROCESS_NOTES_TAKEN_OUT = deed("process_notes.taken_out", "took psychotherapy notes along", about="psychotherapy note", changes=False)
PRACTICE_TAKEN_OUT = deed("practice.taken_out", "took out the record of the whole practice", about="whole record", changes=False)
PRACTICE_ASKED = deed("practice.export_asked", "asked to take out data of the whole practice", about="whole record", changes=False)
PRACTICE_AGREED = deed("practice.export_agreed", "agreed to taking out data of the whole practice", about="whole record", changes=False)
TABLES_TAKEN_OUT = deed("tables.taken_out", "took out tables", about="scores", changes=False)
RESEARCH_TAKEN_OUT = deed("research.taken_out", "took out de-identified tables", about="de-identified", changes=False)
BROUGHT_IN = deed("record.brought_in", "brought in a whole record", about="whole record")
