"""Set-up's last step: the trading centre and its first administrator, once per installation."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from qinglian.domain.people import actions
from qinglian.domain.people.invitations import token_of
from qinglian.law.refusal import Refusal
from qinglian.record import clock


class Command(BaseCommand):
    """`manage.py found_centre --code 12330100MB0000000X --login admin --person 周正`: prints the administrator's invitation."""

    help = "Store the trading centre and invite its first administrator (once)"

    def add_arguments(self, parser: CommandParser) -> None:
        """This will take the centre's name and credit code, and the administrator's login and name."""
        parser.add_argument("--name", default=settings.QINGLIAN_CENTRE_NAME["zh"])
        parser.add_argument("--code", required=True, help="unified social credit code")
        parser.add_argument("--login", required=True)
        parser.add_argument("--person", required=True, help="the administrator's name")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """This will print the address under which the administrator sets the password; it works once, within three days."""
        try:
            person = actions.found_centre(
                name=options["name"],
                credit_code=options["code"],
                login=options["login"],
                person_name=options["person"],
                roles=["centre_admin"],
                at=clock.now(),
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        path = reverse("account_invitation", args=(person.id, token_of(person)))
        self.stdout.write(settings.QINGLIAN_BASE_URL + path)
