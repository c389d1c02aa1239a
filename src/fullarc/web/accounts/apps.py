from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "fullarc.web.accounts"
    label = "accounts"
    verbose_name = "The practice and who signs in"

    def ready(self) -> None:
        from fullarc.web.accounts import trail  # noqa: F401 - listens to sign-ins, which other packages carry out
