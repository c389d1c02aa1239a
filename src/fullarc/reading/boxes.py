"""Boxes of forms, as they are typed: which signs are an empty box, a ticked one, any of them. Capitals do not matter."""

EMPTY = r"(?:\[[ _]?\]|\([ _]\)|☐|□)"
TICKED = r"(?:\[[xX✓✔*]\]|\([xX✓✔*]\)|☒|☑)"
BOX = rf"(?:{EMPTY}|{TICKED})"
