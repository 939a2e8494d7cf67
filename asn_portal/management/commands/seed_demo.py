"""Builds the demo governments once; a second run changes nothing."""

from django.core.management.base import BaseCommand

from asn_portal.demo.accounts import PASSWORD, demo_people
from asn_portal.demo.build import build_demo, is_there


class Command(BaseCommand):
    """manage.py seed_demo [--print-accounts]"""

    help = "Build the demo governments (invented people and figures), or list their accounts."

    def add_arguments(self, parser):
        """Read the one option."""
        parser.add_argument("--print-accounts", action="store_true", help="only list the demo accounts")

    def handle(self, *args, **options):
        """Build what is missing, or list the accounts."""
        if options["print_accounts"]:
            self.print_accounts()
        elif is_there():
            self.stdout.write("The demo is there already; nothing changed.")
        else:
            for name in build_demo():
                self.stdout.write(f"Built: {name}")

    def print_accounts(self):
        """Write one line for each persona."""
        for person in demo_people():
            self.stdout.write(f"  {person['login']:<22} {PASSWORD}  {person['name']}, {person['role']}")
