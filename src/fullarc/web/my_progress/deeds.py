"""What the client's progress puts into the audit trail."""

from fullarc.web.audit.deeds import deed

RELEASED = deed("progress.released", "released progress to the client", about="record")
WITHDREW = deed("progress.withdrew", "withdrew what was released to the client", about="record")
NOTED = deed("progress.noted", "wrote a note at a day of their own course", about="record")
TOOK_BACK = deed("progress.took_back", "took back a note at a day", about="record")
TAKEN_OVER = deed("progress.taken_over", "entered a client's note as a life event", about="record")
TALKED = deed("progress.talked", "wrote something for the session", about="record")
SHARED = deed("progress.shared_screen", "showed the client's side on a shared screen", about="record")
ENDED = deed("progress.shared_screen_ended", "ended the shared screen", about="record")
PRINTED = deed("progress.month_pdf", "took a month out as PDF", about="record")
