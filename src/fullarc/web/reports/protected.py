"""What the database refuses: to change or delete a report that was issued."""

from fullarc.web.audit.triggers import Protected

ISSUED = Protected("reports_issuedreport", "An issued report cannot be changed or deleted.")
