"""What was done in a session and how the client took it: answers, tasks, homework, whose work it was."""
