"""What the database refuses: to change or delete thresholds that were once in force."""

from fullarc.web.audit.triggers import Protected

THRESHOLDS = Protected("progress_thresholds", "Thresholds that were saved cannot be changed or deleted.")
