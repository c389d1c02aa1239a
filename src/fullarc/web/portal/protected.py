"""What the database refuses: to change or delete a consent. It can be taken back once."""

from fullarc.web.audit.triggers import Protected

CONSENTS = Protected(
    "portal_consent",
    "A consent cannot be changed or deleted.",
    fixed=("id", "client_id", "user_id", "kind", "text_version", "language", "fingerprint", "given_at"),
    kept=("withdrawn_at",),
)
CONSENT_WORDS = Protected("portal_consentwords", "The words of a consent cannot be changed or deleted.")
