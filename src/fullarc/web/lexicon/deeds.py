"""What the practice's own phrases put into the audit trail. Never a word of a phrase."""

from fullarc.web.audit.deeds import deed

TRIED = deed("own_phrase.tried", "tried a phrase on past notes", about="progress note", changes=False)
QUOTED = deed("own_phrase.quoted", "saw sentences of notes while trying a phrase", about="progress note", changes=False)
NOTED = deed("own_phrase.noted", "kept with a phrase what a trial of it found", about="reader", changes=False)
PROPOSED = deed("own_phrase.proposed", "proposed a phrase for the reader", about="reader", changes=False)
TAKEN = deed("own_phrase.taken", "took a phrase for the reader into force", about="reader")
DECLINED = deed("own_phrase.declined", "declined a phrase for the reader", about="reader", changes=False)
WITHDRAWN = deed("own_phrase.withdrawn", "withdrew a phrase of the reader", about="reader")
TOOK_OUT = deed("own_phrase.exported", "took out the practice's own phrases", about="reader", changes=False)
TOOK_IN = deed("own_phrase.imported", "took in phrases for the reader from a file", about="reader", changes=False)
