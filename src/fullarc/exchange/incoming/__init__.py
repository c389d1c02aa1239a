"""Files of notes and scores in, a plan of what they hold out; what cannot be read is refused with what to do."""
