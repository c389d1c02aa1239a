"""What taking out and bringing in put into the audit trail."""

from fullarc.web.audit.deeds import deed

TOOK_OUT = deed("fhir.taken_out", "took out a record as FHIR", about="record", changes=False)
UPLOADED = deed("fhir.uploaded", "uploaded a FHIR file", about="record", changes=False)
BROUGHT_IN = deed("fhir.brought_in", "brought in entries from a FHIR file", about="record")
DISCARDED = deed("fhir.discarded", "discarded an uploaded FHIR file", about="record", changes=False)
