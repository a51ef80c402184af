"""Make, list and end tokens for programs that call the API."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from desk.api.models import Token
from desk.audit.log import log
from desk.audit.models import Kind


class Command(BaseCommand):
    """To change a token: make the new one, give it to the client, end the old one."""

    help = "Make, list and end tokens for programs that call the API."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do."""
        deeds = parser.add_subparsers(dest="deed", required=True)
        deeds.add_parser("list", help="list every token")
        make = deeds.add_parser("make", help="make a token and print it once")
        make.add_argument("client", help="who will call")
        end = deeds.add_parser("end", help="end a token")
        end.add_argument("number", type=int, help="its number in the list")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what was done."""
        if options["deed"] == "make":
            token, text = Token.make(options["client"])
            log(Kind.TOKEN_MADE, client=token.client, number=token.pk)
            self.stdout.write(f"Token {token.pk} of {token.client}; it is shown only once.")
            self.stdout.write(f"  {text}")
        elif options["deed"] == "end":
            live = Token.objects.filter(pk=options["number"], ended_at=None).first()
            if live is None:
                raise CommandError(
                    "There is no live token with this number. See `fanal desk api_token list`."
                )
            live.end()
            log(Kind.TOKEN_ENDED, client=live.client, number=live.pk)
            self.stdout.write(f"Token {live.pk} of {live.client} opens nothing any more.")
        else:
            for row in Token.objects.all():
                state = f"ended {row.ended_at:%Y-%m-%d}" if row.ended_at else "live"
                self.stdout.write(f"{row.pk}  {row.client}  made {row.made_at:%Y-%m-%d}  {state}")
