"""Pages before the sign-in, and the sign-in itself."""

from allauth.account import views as sign_in
from allauth.mfa.base import views as second_factor
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from fullarc.web.accounts import passkeys, views

urlpatterns = [
    path("", views.home, name="home"),
    path("start/practice/", views.begin, name="begin_practice"),
    path("start/demo/", views.open_demo, name="open_demo"),
    path("join/", views.join, name="join"),
    path("sign-in/", login_not_required(sign_in.login), name="account_login"),
    path("sign-in/passkey/", login_not_required(passkeys.SignIn.as_view()), name="mfa_login_webauthn"),
    path("sign-in/second/", login_not_required(second_factor.authenticate), name="mfa_authenticate"),
    path("sign-out/", login_not_required(sign_in.logout), name="account_logout"),
    path("sign-in/ended/", login_not_required(sign_in.account_inactive), name="account_inactive"),
    path("sign-in/not-offered/", views.not_offered, name="account_signup"),
]
for name in ("account_email", "account_reset_password", "account_email_verification_sent"):
    urlpatterns.append(path("sign-in/not-offered/", views.not_offered, name=name))
