"""What a change is called, everywhere the same."""

from fullarc.course.statement import Change

CHANGE_IN_WORDS = {
    Change.IMPROVED: "improved",
    Change.WORSENED: "worsened",
    Change.MIXED: "mixed",
    Change.NO_CLEAR_CHANGE: "no clear change",
    Change.NOT_ENOUGH: "not enough to tell",
}
