"""What a report is made from: a signed review or the record of today, the practice's wording, the names to remove."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from fullarc.exchange.deidentification.days_in_text import weeks_of_care
from fullarc.exchange.deidentification.deidentified import Deidentifier, Removed, deidentifier
from fullarc.exchange.deidentification.known_names import Known
from fullarc.reports.compose import composed
from fullarc.reports.consultation import consultation
from fullarc.reports.frozen import Frozen
from fullarc.reports.given import Given
from fullarc.reports.parts import STILL_THERE
from fullarc.reports.readers import Level, Reader
from fullarc.reports.report import Letterhead, Report
from fullarc.web.accounts.models import User
from fullarc.web.clients.models import Client, CourseOfCare
from fullarc.web.records.known_terms import known_terms
from fullarc.web.reports.models import IssuedReport, NamesToRemove, ReportHouse
from fullarc.web.reviews.models import Review
from fullarc.web.reviews.queries import frozen_now
from fullarc.web.reviews.shown import as_signer, given_of, given_of_course


@dataclass(frozen=True, slots=True)
class Written:
    """A report as it would leave, with what was removed where it is de-identified. `open_risk`: a risk stands open in what it is made
    from; `open_risk_left_out`: and this reader, who may be told, is not. `lacking` is what `lacking_for` found.
    """

    report: Report
    levels: Mapping[str, Level]
    removed: Removed | None = None
    left: tuple[str, ...] = ()
    open_risk: bool = False
    open_risk_left_out: bool = False
    lacking: tuple[str, ...] = ()


def signed_reviews(course: CourseOfCare) -> list[Review]:
    """The signed reviews of a course, the newest first, without their contents."""
    return list(course.reviews.exclude(signed_at=None).defer("frozen", "words").select_related("signed_by"))


def issued_for(course: CourseOfCare) -> list[IssuedReport]:
    """The reports that were issued, the newest first, without their contents."""
    return list(course.reports.defer("content", "pdf", "levels").select_related("issued_by"))


def house() -> ReportHouse:
    return ReportHouse.objects.first() or ReportHouse()


def usual_levels(reader: Reader, row: ReportHouse) -> dict[str, int]:
    """What the practice usually tells this reader; where it has said nothing, what readers.toml says."""
    return {part: int(level) for part, level in row.levels.get(reader.key, {}).items() if part in reader.usual}


def written(
    course: CourseOfCare, client: Client, reader: Reader, review: Review | None, chosen: Mapping[str, int], *, recipient: str, by: User
) -> Written:
    """The report for a reader, from a signed review or, without one, from the record as it stands today."""
    row, today = house(), timezone.localdate()
    levels = reader.levels({**usual_levels(reader, row), **chosen})
    frozen: Frozen = review.value if review else frozen_now(course, today, by=by)
    given = given_of(review, client) if review else given_of_course(course, client, today)
    given = replace(
        given, letterhead=letterhead(reader, row, given), addressed=tuple(filter(None, (line.strip() for line in recipient.splitlines())))
    )
    if not review:
        given = replace(given, signer=(f"{by.name}, {as_signer(by.role_labels)}", f"Issued {date_format(today, 'j F Y')}"))
    if reader.scrubbed:
        told = consultation(frozen, reader, levels, given, scrubber_of(course, client, frozen))
        return Written(told.report, levels, told.removed, told.left)
    is_open = frozen.seen.risk_is_open
    left_out = is_open and not levels["risk"] and reader.most["risk"] > Level.NOT
    report = composed(frozen, reader, levels, given)
    lacking = lacking_for(reader, levels, frozen, given, report)
    return Written(report, levels, open_risk=is_open, open_risk_left_out=left_out, lacking=lacking)


def lacking_for(reader: Reader, levels: Mapping[str, Level], frozen: Frozen, given: Given, report: Report) -> tuple[str, ...]:
    """The parts that this reader decides by and that say nothing; "remains" where the lead names nothing that is still there."""
    empty = {"diagnoses": not frozen.seen.timeline.diagnoses, "plan": given.plan is None}
    found = [part for part in reader.needs if levels[part] and empty[part]]
    return (*found, *(("remains",) if reader.needs and STILL_THERE not in report.lead else ()))


def letterhead(reader: Reader, row: ReportHouse, given: Given) -> Letterhead:
    wording = row.wording.get(reader.key, {})
    lines = tuple(line.strip() for line in row.letterhead.splitlines() if line.strip())
    return Letterhead(given.letterhead.practice, lines, wording.get("opening", ""), wording.get("closing", ""))


def scrubber_of(course: CourseOfCare, client: Client, frozen: Frozen) -> Deidentifier:
    """Everything in this record that names somebody, and the days told as weeks of care."""
    names = NamesToRemove.objects.filter(client=client).first()
    terms = known_terms([client])[client.code]
    terms[Known.FAMILY] = [*terms[Known.FAMILY], *lines_of(names.people if names else "")]
    terms[Known.PLACE] = [*terms[Known.PLACE], *lines_of(names.places if names else ""), *lines_of(house().letterhead)]
    return deidentifier(terms, weeks_of_care(first_day(course, frozen)))


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def first_day(course: CourseOfCare, frozen: Frozen) -> date:
    """The day that the weeks of care are counted from."""
    return min([course.began, *(session.date for session in frozen.seen.timeline.sessions)])
