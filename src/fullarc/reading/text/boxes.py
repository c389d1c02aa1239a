"""Boxes of forms, as they are typed: which signs are an empty box, a ticked one, any of them. Capitals do not matter."""

EMPTY = r"(?:\[[ _]{0,3}\]|\([ _]{1,3}\)|[☐□⬜◻])"
TICKED = r"(?:\[ ?[xX✓✔*] ?\]|\( ?[xX✓✔*] ?\)|[☒☑✅])"
BOX = rf"(?:{EMPTY}|{TICKED})"
OPENS_A_BOX, ENDS_A_BOX = r"[\[(☐□⬜◻☒☑✅_]", r"[\])☐□⬜◻☒☑✅_]"
