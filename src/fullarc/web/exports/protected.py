"""What the database refuses: to change or delete what is known of an origin."""

from fullarc.web.audit.triggers import Protected

ORIGINS = Protected("exports_origin", "What is known of an origin cannot be changed or deleted.")
