"""One's own account, the staff, care teams, the audit trail."""

from allauth.account import views as sign_in
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from fullarc.web.access.pages import account, blocks, practice, staff, team, trail
from fullarc.web.access.permissions import Permission, capability
from fullarc.web.accounts import passkeys

own = capability(Permission.KEEP_OWN_ACCOUNT)

urlpatterns = [
    path("landing/", account.landing, name="landing"),
    path("account/", account.account, name="account"),
    path("account/password/", own(sign_in.password_change), name="account_change_password"),
    path("account/password/first/", own(reauthentication_required(sign_in.password_set)), name="account_set_password"),
    path("account/passkeys/", own(passkeys.Own.as_view()), name="mfa_list_webauthn"),
    path("account/passkeys/new/", own(passkeys.Add.as_view()), name="mfa_add_webauthn"),
    path("account/passkeys/confirm/", own(passkeys.Confirm.as_view()), name="mfa_reauthenticate_webauthn"),
    path("account/passkeys/<int:pk>/", own(passkeys.Rename.as_view()), name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/remove/", own(passkeys.Remove.as_view()), name="mfa_remove_webauthn"),
    path("account/confirm/", own(sign_in.reauthenticate), name="account_reauthenticate"),
    path("account/second/", own(second_factor.index), name="mfa_index"),
    path("account/second/confirm/", own(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("account/second/app/", own(totp.activate_totp), name="mfa_activate_totp"),
    path("account/second/app/off/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/second/codes/", own(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("account/second/codes/new/", own(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("account/second/codes/file/", own(recovery_codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("practice/", practice.practice, name="practice"),
    path("staff/", staff.staff, name="staff"),
    path("staff/supervision/", staff.link, name="link_supervisor"),
    path("staff/supervision/<uuid:link_id>/end/", staff.unlink, name="end_supervision"),
    path("staff/<uuid:user_id>/", staff.person, name="person"),
    path("staff/<uuid:user_id>/active/", staff.set_active, name="set_active"),
    path("staff/<uuid:user_id>/invitation/", staff.invite_again, name="invite_again"),
    path("audit/", trail.trail, name="trail"),
    path("audit/check/", trail.check, name="check_trail"),
    path("audit/export/", trail.export, name="export_trail"),
    path("clients/<uuid:client_id>/team/", team.team, name="care_team"),
    path("clients/<uuid:client_id>/team/join/", team.join, name="join_team"),
    path("clients/<uuid:client_id>/team/<uuid:place_id>/leave/", team.leave, name="leave_team"),
    path("clients/<uuid:client_id>/kept-out/", blocks.kept_out, name="kept_out"),
    path("clients/<uuid:client_id>/kept-out/<int:block_id>/lift/", blocks.lift, name="lift_block"),
    path("clients/<uuid:client_id>/opened-by/", team.opened_by, name="opened_by"),
]
