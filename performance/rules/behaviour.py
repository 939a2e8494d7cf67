"""The seven BerAKHLAK values with their three official guides each (PermenPANRB 6/2022, forms A.1.1-A.1.7).

The msgids are translations for English readers; the wording printed on the forms is the Indonesian catalogue.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from performance.enums import BehaviourValue

GUIDES: dict[BehaviourValue, tuple[Promise, Promise, Promise]] = {
    BehaviourValue.SERVICE: (
        _("Understands and meets the needs of the public"),
        _("Is friendly, quick, resourceful and reliable"),
        _("Keeps improving without end"),
    ),
    BehaviourValue.ACCOUNTABLE: (
        _("Carries out duties honestly, responsibly, carefully, with discipline and high integrity"),
        _("Uses state property and goods responsibly, effectively and efficiently"),
        _("Does not abuse the authority of the post"),
    ),
    BehaviourValue.COMPETENT: (
        _("Develops own competence to meet ever-changing challenges"),
        _("Helps others to learn"),
        _("Carries out duties with the best quality"),
    ),
    BehaviourValue.HARMONIOUS: (
        _("Respects everyone whatever their background"),
        _("Likes to help others"),
        _("Builds a conducive working environment"),
    ),
    BehaviourValue.LOYAL: (
        _(
            "Holds firmly to the ideology of Pancasila and the 1945 Constitution of the Republic of "
            "Indonesia, is loyal to the Unitary State of the Republic of Indonesia and to the lawful "
            "government"
        ),
        _("Guards the good name of fellow ASN, leaders, the agency and the state"),
        _("Keeps the secrets of the post and of the state"),
    ),
    BehaviourValue.ADAPTIVE: (
        _("Adjusts quickly to change"),
        _("Keeps innovating and developing creativity"),
        _("Acts proactively"),
    ),
    BehaviourValue.COLLABORATIVE: (
        _("Gives various parties the opportunity to contribute"),
        _("Is open to working together to create added value"),
        _("Mobilises the use of various resources for common goals"),
    ),
}


def guides_for(value: str) -> tuple[Promise, Promise, Promise]:
    """Return the three guides of a value; raises ValueError for an unknown one."""
    return GUIDES[BehaviourValue(value)]
