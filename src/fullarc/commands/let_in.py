"""`fullarc let-in`: a one-time code for somebody of the practice who cannot sign in any more, made on the computer that keeps the data."""

import argparse
from typing import Any

from fullarc.commands.application import ready
from fullarc.commands.refusals import CallWasWrong


def add_to(commands: Any) -> None:
    parser = commands.add_parser("let-in", help="a code that sets a new password for somebody of the practice")
    parser.add_argument("email", metavar="EMAIL", help="the address with which the person signs in")
    lost = "the app of the second step and its recovery codes are lost: it ends when the code is used"
    parser.add_argument("--second-step-lost", action="store_true", help=lost)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the code. Refused: an address that nobody of the practice has, clients and guardians, who was deactivated."""
    ready()
    from fullarc.web.accounts.actions import NotAllowed, let_in_again
    from fullarc.web.accounts.models import User
    from fullarc.web.accounts.passkeys import has_second_step

    person = User.objects.filter(email__iexact=arguments.email).first()
    if person is None:
        raise CallWasWrong("found no person with this address; give the one that the person signs in with")
    try:
        code = let_in_again(person, second_step_lost=arguments.second_step_lost)
    except NotAllowed as refused:
        raise CallWasWrong(str(refused)) from None
    print(f"{code}\nOpen Fullarc, choose “I have an invitation code” and type it. It sets a new password, once, within 72 hours.")
    if has_second_step(person):
        lost = "ends with it; set a new one up on the account page." if arguments.second_step_lost else "stays (lost? --second-step-lost)."
        print(f"The second step of signing in {lost}")
    return 0
