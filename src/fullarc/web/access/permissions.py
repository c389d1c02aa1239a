"""The capabilities that pages and actions ask for. Who has which, and for which clients, stands in `matrix.toml`."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


class Permission(StrEnum):
    """One capability. The value is its key in the matrix."""

    # one's own
    KEEP_OWN_ACCOUNT = "keep_own_account"
    USE_API = "use_api"
    # a client about their own record
    OWN_PORTAL = "own_portal"
    OWN_CHECK_INS = "own_check_ins"
    OWN_JOURNAL = "own_journal"
    OWN_HOMEWORK = "own_homework"
    OWN_PROGRESS = "own_progress"
    OWN_SAFETY_PLAN = "own_safety_plan"
    OWN_DATA = "own_data"
    # a guardian about their ward
    OWN_WARDS = "own_wards"
    WARD_APPOINTMENTS = "ward_appointments"
    WARD_FORMS = "ward_forms"
    WARD_PROGRESS = "ward_progress"
    # the client's side, kept by the staff
    INVITE_TO_PORTAL = "invite_to_portal"
    ASSIGN_CHECK_INS = "assign_check_ins"
    RELEASE_PROGRESS = "release_progress"
    KEEP_PORTAL = "keep_portal"
    # a client's directory entry: name, contact, appointments
    SEE_DIRECTORY = "see_directory"
    ADD_CLIENT = "add_client"
    KEEP_DIRECTORY = "keep_directory"
    KEEP_SESSIONS = "keep_sessions"
    # a client's record
    SEE_CASELOAD = "see_caseload"
    READ_RECORD = "read_record"
    KEEP_RECORD = "keep_record"
    READ_NOTES = "read_notes"
    WRITE_NOTES = "write_notes"
    COSIGN_NOTES = "cosign_notes"
    KEEP_PROCESS_NOTES = "keep_process_notes"
    REVIEW_FINDINGS = "review_findings"
    READ_SCORES = "read_scores"
    GIVE_MEASURES = "give_measures"
    KEEP_GOALS = "keep_goals"
    KEEP_PLANS = "keep_plans"
    KEEP_SAFETY = "keep_safety"
    KEEP_REVIEWS = "keep_reviews"
    ISSUE_REPORTS = "issue_reports"
    READ_SIGNALS = "read_signals"
    ACKNOWLEDGE_SIGNALS = "acknowledge_signals"
    CLOSE_SIGNALS = "close_signals"
    SEE_SIGNAL_ROUTING = "see_signal_routing"
    ROUTE_SIGNALS = "route_signals"
    IMPORT_RECORDS = "import_records"
    EXPORT_RECORD = "export_record"
    SEND_TO_EHR = "send_to_ehr"
    MAKE_AUDIT_PACK = "make_audit_pack"
    # how notes are written here
    SEE_COSIGNING = "see_cosigning"
    SEE_SUPERVISION = "see_supervision"
    KEEP_GROUPS = "keep_groups"
    KEEP_OWN_SNIPPETS = "keep_own_snippets"
    KEEP_NOTE_HOUSE = "keep_note_house"
    KEEP_REPORT_HOUSE = "keep_report_house"
    # measures of the practice's own
    MAKE_MEASURES = "make_measures"
    # phrases of the practice's own
    SEE_LEXICON = "see_lexicon"
    KEEP_LEXICON = "keep_lexicon"
    # who may see whom
    SEE_CARE_TEAM = "see_care_team"
    KEEP_CARE_TEAM = "keep_care_team"
    KEEP_BLOCKS = "keep_blocks"
    READ_ACCESS_LIST = "read_access_list"
    # the practice
    SEE_PRACTICE = "see_practice"
    SET_SIGNALS = "set_signals"
    SEE_STATISTICS = "see_statistics"
    LEARN_FROM_CASES = "learn_from_cases"
    EXPORT_PRACTICE = "export_practice"
    KEEP_STAFF = "keep_staff"
    KEEP_EHR = "keep_ehr"
    KEEP_API = "keep_api"
    READ_AUDIT = "read_audit"


def capability(permission: Permission) -> Callable[[View], View]:
    """Name the capability that a view needs. A view without one (and not marked as public) is refused by DenyByDefault."""

    def mark(view: View) -> View:
        view.capability = permission  # type: ignore[attr-defined]
        return view

    return mark
