"""The command line. Each command is a module of its own that offers `add_to(subparsers)`."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from fullarc import __version__
from fullarc.commands.refusals import CallWasWrong, WorkFailed
from fullarc.reading.learned import WrongSetting
from fullarc.reading.phrases.phrase import BrokenRules

# Command -> module. A module is loaded only when its command is called: reading a note loads neither tables nor the web application.
COMMANDS = (
    ("read", "fullarc.commands.read", "findings of notes, each with its evidence"),
    ("status", "fullarc.commands.status", "what the context says about marked words"),
    ("evaluate", "fullarc.commands.evaluate", "accuracy and speed of the reader on annotated notes"),
    ("semantic", "fullarc.commands.semantic", "add or remove the model that links notes to goals by meaning"),
    ("assess", "fullarc.commands.assess", "what changed over a course of care, with the evidence"),
    ("for-client", "fullarc.commands.for_client", "a course in plain words for its client, with a readability index"),
    ("demo", "fullarc.commands.demo", "invented courses of care with known truth"),
    ("score", "fullarc.commands.score", "scores of filled forms"),
    ("change", "fullarc.commands.change", "reliable and clinically significant change of many clients"),
    ("serve", "fullarc.commands.serve", "open the application for this computer"),
    ("export", "fullarc.commands.export", "take out a record, tables or FHIR"),
    ("import", "fullarc.commands.import_", "bring in a record or FHIR"),
    ("backup", "fullarc.commands.backup", "a copy of the whole database in one file, also while Fullarc runs"),
    ("restore", "fullarc.commands.restore", "bring such a copy back where there is no practice"),
    ("work", "fullarc.commands.work", "the background work as a process of its own: reminders and what else waits"),
    ("setup", "fullarc.commands.setup", "make or bring up to date keys and database"),
    ("begin", "fullarc.commands.begin", "make the practice and its owner, on a server"),
    ("let-in", "fullarc.commands.let_in", "a code that sets a new password for somebody of the practice"),
    ("doctor", "fullarc.commands.doctor", "check keys, database, audit trail and versions"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command. Gives 0 when done, 1 when the work failed, 2 when the call was wrong."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        arguments = _parser(words).parse_args(words)
        return int(arguments.run(arguments) or 0)
    except (CallWasWrong, WrongSetting) as refusal:
        print(f"fullarc: {refusal}", file=sys.stderr)
        return 2
    except (WorkFailed, BrokenRules) as refusal:
        print(f"fullarc: {refusal}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except ModuleNotFoundError as missing:
        if missing.name != "django":
            raise
        print(f"fullarc: {words[0]} needs the application, which is not installed here; run: pip install 'fullarc[web]'", file=sys.stderr)
        return 1
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="fullarc", description="Shows the full arc of therapy from notes, scores, goals and logs.")
    parser.add_argument("--version", action="version", version=f"fullarc {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    called = next((word for word in words if not word.startswith("-")), None)
    for name, module, summary in COMMANDS:
        if called == name:
            import_module(module).add_to(commands)
        else:
            commands.add_parser(name, help=summary)
    return parser
