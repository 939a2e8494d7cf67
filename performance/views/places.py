"""Where else one may go: the links around the own year, the team and the reports."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from asn_portal.core.access import Actor, Role


@dataclass(frozen=True)
class Place:
    """One link with what is behind it, and who sees it."""

    label: Any
    note: Any
    url_name: str
    icon: str
    visible: Callable[[Actor], bool] = lambda actor: True

    @property
    def url(self) -> str:
        """Return the address."""
        return reverse(self.url_name)


def decides(actor: Actor) -> bool:
    """Evaluators and heads."""
    return actor.is_evaluator or actor.has(Role.HEAD)


def keeps(actor: Actor) -> bool:
    """HR."""
    return actor.has(Role.HR)


def keeps_all(actor: Actor) -> bool:
    """HR of the whole government."""
    return any(scope.is_root for scope in actor.scopes_for(Role.HR))


def oversees(actor: Actor) -> bool:
    """HR, leaders and inspectors."""
    return actor.has(Role.HR, Role.LEADER, Role.INSPECTOR)


def examines(actor: Actor) -> bool:
    """HR and inspectors, who see every objection of their units."""
    return actor.has(Role.HR, Role.INSPECTOR)


def leads(actor: Actor) -> bool:
    """Whoever sets or follows the predicates of units."""
    return actor.has(Role.HEAD, Role.HR, Role.LEADER)


OWN = (
    Place(
        _("My evidence"), _("What was reached, period by period"), "performance:evidence_index", "paperclip"
    ),
    Place(_("My evaluations"), _("Ratings, reasons and documents"), "performance:appraisal_list", "award"),
    Place(_("Feedback"), _("What others say, and what I say"), "performance:feedback_list", "message"),
    Place(
        _("Ask for feedback"),
        _("From colleagues or citizens"),
        "performance:request_list",
        "message-question",
    ),
    Place(_("Dialogues"), _("Notes and agreed actions"), "performance:dialogue_list", "messages"),
    Place(_("Coaching"), _("When a result does not move"), "performance:coaching_list", "lifebuoy"),
    Place(
        _("Anonymous feedback"), _("Rounds I answer and results about me"), "performance:round_list", "spy"
    ),
    Place(
        _("Roles and results"), _("Whose result I serve, my teams"), "performance:matrix_home", "grid-dots"
    ),
    Place(
        _("Credit points"), _("For functional posts: points and forecast"), "performance:credit_own", "stairs"
    ),
    Place(_("Objections"), _("Disagree with a rating, in time"), "performance:objection_list", "gavel"),
)
TEAM = (
    Place(
        _("Roles and results"), _("The matrix of the unit and teams"), "performance:matrix_home", "grid-dots"
    ),
    Place(
        _("Result templates"),
        _("One result for many people"),
        "performance:result_template_list",
        "template",
        decides,
    ),
    Place(
        _("Unit predicates"),
        _("Set first, before people are rated"),
        "performance:unit_predicate_list",
        "building",
        leads,
    ),
    Place(
        _("Calibration"), _("Side by side, with reasons"), "performance:calibration_list", "scale", decides
    ),
    Place(_("Dialogues"), _("Notes and agreed actions"), "performance:dialogue_list", "messages"),
    Place(_("Coaching"), _("When a result does not move"), "performance:coaching_list", "lifebuoy"),
    Place(_("Credit points"), _("Who reaches what by when"), "performance:credit_list", "stairs", decides),
    Place(
        _("Confirm credit points"),
        _("Conversions that wait for you"),
        "performance:credit_waiting",
        "checks",
        decides,
    ),
    Place(_("Objections"), _("To explain and to decide"), "performance:objection_list", "gavel"),
)
DESK = (
    Place(
        _("Unit predicates"),
        _("Set first, before people are rated"),
        "performance:unit_predicate_list",
        "building",
        leads,
    ),
    Place(_("Calibration"), _("Side by side, with reasons"), "performance:calibration_list", "scale", leads),
    Place(_("Fairness"), _("How ratings are spread"), "performance:fairness", "chart-bar", oversees),
    Place(_("Gaps"), _("Results nobody serves"), "performance:gap_offices", "alert-triangle", oversees),
    Place(_("Objections"), _("With their clocks"), "performance:objection_list", "gavel", examines),
    Place(
        _("Report to the authorised official"),
        _("Documents that are due"),
        "performance:reporting_list",
        "send",
        keeps,
    ),
    Place(_("Credit points"), _("Conversions, PAK, import"), "performance:credit_list", "stairs", oversees),
    Place(
        _("Set PAK"), _("Points that no PAK states yet"), "performance:credit_pak_many", "rosette", keeps_all
    ),
    Place(
        _("Study assignments"), _("People who study full time"), "performance:study_list", "school", oversees
    ),
    Place(
        _("Exemptions"), _("Who makes no plan, and why"), "performance:exemption_list", "user-off", oversees
    ),
    Place(_("Anonymous feedback"), _("Rounds for people and units"), "performance:round_list", "spy", keeps),
)


def places_for(places: tuple[Place, ...], actor: Actor) -> list[Place]:
    """Return those of these links that the actor sees."""
    return [place for place in places if place.visible(actor)]
