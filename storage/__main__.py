"""The command line for whoever keeps an installation: `python -m storage backup | restore | administrator | …`.

Like app.py and sroi/__main__.py, this is where rooms are put together: it may import any of them, and no module of
this room imports it.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
import sys

from chain.problem import problem
from pages.parts import logs
from pages.parts.reminding import FAILED as NOT_SENT
from pages.parts.reminding import SENT, remind
from reports.texts import LANGUAGES, text
from reports.texts.problems import sentence
from storage.backup import Manifest, backup, move_store, restore, verify
from storage.configuration import ConfigurationWrong, configuration, data_address, shown
from storage.failure import StorageFailed
from storage.operations.answers import Refused
from storage.operations.people.rescue import administrator_link
from storage.store import open_store

PLACES = {"move": ("source", "target"), "settings": (), "administrator": (), "remind": ()}
FINE, FAILED, WRONG_USE = 0, 1, 2


class WrongUseError(Exception):
    """The command cannot be understood."""


class _Parser(ArgumentParser):
    def error(self, message: str):
        raise WrongUseError(message)  # argparse speaks English only; the usage text is shown instead


def main(arguments: list[str]) -> int:
    """Run one command; returns the exit code: 0 done, 1 it could not be done, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    language = _language(arguments)
    if {"-h", "--help"} & set(arguments):
        print(text(language, "keeper.usage"))
        return FINE
    try:
        asked = _parser().parse_args(arguments)
        COMMANDS[asked.command](asked)
    except WrongUseError:
        print(text(language, "keeper.usage"), file=sys.stderr)
        return WRONG_USE
    except ConfigurationWrong as wrong:
        print(*(sentence(language, each) for each in wrong.problems), sep="\n", file=sys.stderr)
        return WRONG_USE
    except StorageFailed as failed:
        print(sentence(language, failed.problem), file=sys.stderr)
        return FAILED
    return FINE


def _language(arguments: list[str]) -> str:
    """The language asked for, found before anything else so that even a refusal is in it."""
    asked = [after for before, after in pairwise(arguments) if before == "--lang"]
    return asked[-1] if asked and asked[-1] in LANGUAGES else LANGUAGES[0]


def _parser() -> ArgumentParser:
    parser = _Parser(prog="python -m storage", add_help=False, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        command = commands.add_parser(name, add_help=False, allow_abbrev=False)
        command.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
        for place in PLACES.get(name, ("file",)):
            command.add_argument(place, type=str if name == "move" else Path)
        if name in ("backup", "restore", "administrator", "remind"):
            command.add_argument("--database")
        if name == "restore":
            command.add_argument("--replace", action="store_true")
        if name == "administrator":
            command.add_argument("--organisation", required=True)
            command.add_argument("--login", required=True)
            command.add_argument("--name", default="")
            command.add_argument("--new", action="store_true")
    return parser


def _backup(asked: Namespace) -> None:
    file, manifest = backup(asked.database or data_address(), asked.file)
    print(text(asked.lang, "keeper.backed_up", file=file, **_told(manifest)))


def _restore(asked: Namespace) -> None:
    manifest, secured = restore(asked.file, asked.database or data_address(), asked.replace)
    print(text(asked.lang, "keeper.restored", file=asked.file, **_told(manifest)))
    if secured:
        print(text(asked.lang, "keeper.secured", file=secured))


def _verify(asked: Namespace) -> None:
    print(text(asked.lang, "keeper.verified", file=asked.file, **_told(verify(asked.file))))


def _move(asked: Namespace) -> None:
    print(text(asked.lang, "keeper.moved", **_told(move_store(asked.source, asked.target))))


def _settings(asked: Namespace) -> None:
    print(shown(configuration()))


def _administrator(asked: Namespace) -> None:
    with closing(open_store(asked.database or data_address())) as store:
        made = administrator_link(store, asked.organisation, asked.login, asked.name, asked.new)
    if isinstance(made, Refused):
        raise StorageFailed(made.problems[0].code, **made.problems[0].words())
    told = made.invitation
    print(text(asked.lang, "keeper.administrator", login=told.email, token=made.token, until=_when(told.expires_at)))


def _remind(asked: Namespace) -> None:
    settings = configuration()
    if not settings.smtp_host:
        raise ConfigurationWrong([problem("configuration.no_mail", "configuration", key="VARDEKEDJAN_SMTP_HOST")])
    logs.begin(settings.log)
    with closing(open_store(asked.database or data_address())) as store:
        told = remind(store, settings, date.today())
    if told[NOT_SENT]:
        raise StorageFailed("mail.not_all_sent", sent=told[SENT], failed=told[NOT_SENT])
    print(text(asked.lang, "keeper.reminded", sent=told[SENT]))


def _when(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def _told(manifest: Manifest) -> dict[str, object]:
    counts = {"rows": sum(manifest.rows.values()), "interventions": manifest.rows.get("intervention", 0)}
    return counts | {"at": _when(manifest.made_at)}


COMMANDS: dict[str, Callable[[Namespace], None]] = {
    "backup": _backup,
    "restore": _restore,
    "verify": _verify,
    "move": _move,
    "settings": _settings,
    "administrator": _administrator,
    "remind": _remind,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
