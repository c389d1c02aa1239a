"""`fullarc begin`: the practice and its owner, on a server whose first page is not opened on the computer itself."""

import argparse
from typing import Any

from fullarc.commands.application import ready
from fullarc.commands.refusals import CallWasWrong


def add_to(commands: Any) -> None:
    parser = commands.add_parser("begin", help="make the practice and its owner, and a code with which the owner sets a password")
    parser.add_argument("practice", metavar="PRACTICE", help="the name of the practice")
    parser.add_argument("name", metavar="NAME", help="the owner's name")
    parser.add_argument("email", metavar="EMAIL", help="the address with which the owner signs in")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the code. Refused: where there is a practice already, an empty name, an address that is none."""
    ready(may_be_new=True)
    from fullarc.web.accounts.actions import PracticeExists, begin_practice_with_code
    from fullarc.web.accounts.forms import WhoBegins

    form = WhoBegins({"practice": arguments.practice, "name": arguments.name, "email": arguments.email})
    if not form.is_valid():
        raise CallWasWrong("; ".join(f"{name.upper()}: {errors[0]}" for name, errors in form.errors.items()))
    given = form.cleaned_data
    try:
        code = begin_practice_with_code(given["practice"], owner_name=given["name"], email=given["email"])
    except PracticeExists as refused:
        raise CallWasWrong(str(refused)) from None
    print(f"{code}\nOpen Fullarc, choose “I have an invitation code” and type it. It sets the owner's password, once, within 72 hours.")
    return 0
