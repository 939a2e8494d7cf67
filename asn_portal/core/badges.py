"""Choices that know how they look as a badge, so that a state looks the same on every page (ui.md rule 6)."""

from django.db.models import TextChoices

# Value → tone (ok wait bad ask info mute gold) and outline Tabler icon.
Looks = dict[str, tuple[str, str]]


class BadgeChoices(TextChoices):
    """Text choices with a tone and an icon for each value."""

    @classmethod
    def looks(cls) -> Looks:
        """Return the tone and icon of every value; each enum says its own."""
        raise NotImplementedError

    @property
    def tone(self) -> str:
        return self.looks()[self.value][0]

    @property
    def icon(self) -> str:
        return self.looks()[self.value][1]
