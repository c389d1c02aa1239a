"""Reminders of check-ins, by mail or text message: once a due date, neutral, never in quiet hours, stopped with one click."""
