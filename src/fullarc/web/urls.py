"""Every page of the application. An app's line stands below those it builds on."""

from django.urls import include, path

urlpatterns = [
    path("", include("fullarc.web.accounts.urls")),
    path("", include("fullarc.web.access.urls")),
    path("clients/", include("fullarc.web.clients.urls")),
    path("", include("fullarc.web.portal.urls")),
    path("", include("fullarc.web.answering.urls")),
    path("", include("fullarc.web.own_record.urls")),
    path("signals/", include("fullarc.web.signals.urls")),
    path("", include("fullarc.web.notes.urls")),
    path("", include("fullarc.web.lexicon.urls")),
    path("", include("fullarc.web.findings.urls")),
    path("", include("fullarc.web.instruments.urls")),
    path("", include("fullarc.web.measurements.urls")),
    path("clients/", include("fullarc.web.trackers.urls")),
    path("clients/", include("fullarc.web.goals.urls")),
    path("", include("fullarc.web.plans.urls")),
    path("clients/", include("fullarc.web.safety.urls")),
    path("", include("fullarc.web.journal.urls")),
    path("", include("fullarc.web.homework.urls")),
    path("", include("fullarc.web.check_ins.urls")),
    path("", include("fullarc.web.reminders.urls")),
    path("", include("fullarc.web.paper.urls")),
    path("clients/", include("fullarc.web.beside.urls")),
    path("clients/", include("fullarc.web.golden_thread.urls")),
    path("", include("fullarc.web.groups.urls")),
    path("clients/", include("fullarc.web.process_notes.urls")),
    path("clients/", include("fullarc.web.imports.urls")),
    path("", include("fullarc.web.progress.urls")),
    path("clients/", include("fullarc.web.reviews.urls")),
    path("", include("fullarc.web.supervision.urls")),
    path("", include("fullarc.web.statistics.urls")),
    path("", include("fullarc.web.learning.urls")),
    path("clients/", include("fullarc.web.life.urls")),
    path("", include("fullarc.web.my_progress.urls")),
    path("", include("fullarc.web.today.urls")),
    path("", include("fullarc.web.records.urls")),
    path("", include("fullarc.web.reports.urls")),
    path("clients/", include("fullarc.web.audit_pack.urls")),
    path("clients/", include("fullarc.web.exports.urls")),
    path("", include("fullarc.web.ehr.urls")),
    path("", include("fullarc.web.api.page_urls")),
    path("api/v1/", include("fullarc.web.api.urls")),
    path("", include("fullarc.web.demo.urls")),
]

handler400 = "fullarc.web.errors.bad_request"
handler403 = "fullarc.web.errors.forbidden"
handler404 = "fullarc.web.errors.not_found"
handler500 = "fullarc.web.errors.failed"
