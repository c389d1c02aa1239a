"""What reviews put into the audit trail."""

from fullarc.web.audit.deeds import deed

BEGAN = deed("review.begun", "began a review and froze the assessment", about="record")
FROZE = deed("review.frozen", "froze the assessment of a review anew", about="record")
SAVED = deed("review.saved", "saved a draft of a review", about="record")
SIGNED = deed("review.signed", "signed a review", about="record")
SIGNED_KNOWING = deed("review.signed_knowing", "signed a review knowing of a risk signal that waits", about="risk signal", changes=False)
DISCARDED = deed("review.discarded", "discarded a draft of a review", about="record")
KEPT = deed("review.kept", "had unsaved text of a review kept", about="record", changes=False)
