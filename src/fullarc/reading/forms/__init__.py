"""Answers in forms: behind labels, in cells and boxes, kind by kind and day by day."""
