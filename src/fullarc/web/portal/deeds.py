"""What the client's side puts into the audit trail."""

from fullarc.web.audit.deeds import deed

CHOSE_LANGUAGE = deed("portal.language", "chose a language", about="account")
SET_WHO_TO_CALL = deed("portal.who_to_call", "changed whom clients can call", about="portal")
SET_ADULT_AGE = deed("portal.adult_age", "changed the age at which guardians' access ends", about="portal")
INVITED = deed("portal.invited", "invited somebody to the client's side", about="portal")
TOOK_BACK = deed("portal.invitation_ended", "took an invitation to the client's side back", about="portal")
CAME_IN = deed("portal.came_in", "came in to the client's side", about="portal")
RENEWED = deed("portal.renewed", "set a new password with an invitation from", about="portal")  # on: who invited
CONSENTED = deed("portal.consented", "agreed to what is kept and who sees it", about="consent")
WITHDREW_CONSENT = deed("portal.consent_withdrawn", "took consent back", about="consent")
ENDED_ACCESS = deed("portal.access_ended", "ended a client's own access", about="portal")
CHANGED_GUARDIAN = deed("portal.guardian_changed", "changed a guardianship", about="care team")
# Not said who cut it: the trail of the client that guardians and clients may read leaves this line's author out.
CUT_GUARDIAN = deed("portal.guardian_cut", "ended a guardian's access", about="care team")
