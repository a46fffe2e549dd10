"""`qinglian`: the tool of bidders, guardians, witnesses and strangers. It needs no server but the one it is told to talk to."""

import sys

import typer

from qinglian.cli import conformance, inspections, keygen, receipt, release, seal, verify_command, witness
from qinglian.cli.refused import Refused
from qinglian.cli.replay import command as replay
from qinglian.cli.speech import errors, say

commands = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=say("清廉招投标：密封、开标、见证、核对", "Clean tenders: seal, open, witness, verify"),
)
for command in (keygen, seal, receipt, release, witness, verify_command, replay, conformance, inspections):
    command.add_to(commands)


def app() -> None:
    """This will run the command line; a refusal is one sentence and exit code 2, never a traceback."""
    try:
        commands()
    except Refused as refused:
        errors().print(f"[red]{say('不行', 'Refused')}[/red]  {refused}", markup=True)
        sys.exit(2)
