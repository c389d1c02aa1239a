"""What is pointed out before a note is signed. Warnings, never blocks."""

from fullarc.notes.copying import POINTED_OUT, copied_share, is_mostly_copied
from fullarc.notes.snippets import unfilled
from fullarc.web.notes.models import Note


def warnings_of(note: Note, before: Note | None) -> list[str]:
    """Sentences about a draft: what was copied from the note before, fields that are still to be filled."""
    out, text = [], note.text
    if before is not None and is_mostly_copied(share := copied_share(text, before.text)):
        out.append(
            f"{share:.0%} of this note stands word by word in the note of {before.session.date:%-d %B %Y}. "
            f"Above {POINTED_OUT:.0%} readers ask what was new today."
        )
    if fields := unfilled(text):
        out.append(f"Not filled in yet: {', '.join(fields[:8])}{' and more' if len(fields) > 8 else ''}.")
    return out
