"""Background work: tasks that wait in the database, rounds that look every minute what is to be done, and when either was last alive."""
