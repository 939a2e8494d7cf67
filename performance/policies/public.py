"""What a government shows to everybody, without an account."""

from asn_portal.core.policies import define

PUBLIC_STANDARDS = define(
    "performance.public_standards",
    True,
    "UU 25/2009: standards of service are published; an agency may switch the page off",
)
PUBLIC_MINIMUM = define(
    "performance.public_minimum_people",
    5,
    "Own setting: offices with fewer people show no values, so that none can be traced to a person",
)
PUBLIC_MINIMUM_UNITS = define(
    "performance.public_minimum_units",
    3,
    "Own setting: how many units must be measured before a share of them is shown",
)
