"""Choices that know how they look as a badge, so that a state looks the same on every page (ui.md rule 6)."""

from enum import nonmember

from django.db.models import TextChoices


class BadgeChoices(TextChoices):
    """Text choices with a tone (ok wait bad ask info mute gold) and an outline Tabler icon for each value."""

    LOOKS = nonmember({})

    @property
    def tone(self) -> str:
        return type(self).LOOKS[self.value][0]

    @property
    def icon(self) -> str:
        return type(self).LOOKS[self.value][1]
