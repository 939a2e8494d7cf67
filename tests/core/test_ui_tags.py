"""The tags of the UI kit: what they show, and that they never depend on the language to draw."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, engines
from django.test import RequestFactory
from django.utils import translation

from asn_portal.core.models import JobState, TransitionLog
from asn_portal.core.requirements import Checklist, Requirement, Status
from asn_portal.core.workflow import STEP_LABELS

TODAY = date(2026, 1, 19)


def render(text, **context):
    return engines["django"].engine.from_string(text).render(Context(context))


def test_an_icon_is_hidden_from_screen_readers_unless_it_has_a_meaning():
    plain, named = render('{% icon "users" 24 %}'), render('{% icon "lock" label="locked" %}')
    assert 'aria-hidden="true"' in plain
    assert 'width="24"' in plain
    assert '<span class="visually-hidden">locked</span>' in named


def test_a_badge_takes_words_and_colour_from_the_choice():
    html = render("{% badge state %}", state=JobState.FAILED)
    assert 'class="badge badge-bad"' in html
    assert str(JobState.FAILED.label) in html


def test_a_badge_of_plain_words_is_escaped():
    assert "&lt;b&gt;" in render("{% badge words tone='wait' %}", words="<b>")


def test_no_status_is_no_badge():
    assert render("{% badge state %}", state=None) == ""


@pytest.mark.parametrize("language", ["id", "en"])
def test_drawings_never_use_a_decimal_comma(language):
    parts = [{"label": "a", "value": 1, "tone": "ok"}, {"label": "b", "value": 2}]
    with translation.override(language):
        html = render(
            "{% progress_bar 40.625 50.5 %}{% stacked_bar parts %}{% bar_chart parts title='x' %}",
            parts=parts,
        )
    widths = re.findall(r'(?:width|x)="([^"]+)"', html)
    assert widths
    assert not [width for width in widths if "," in width]


def test_a_bar_says_its_figures_in_words():
    with translation.override("en"):
        assert "40.625 of 50" in render("{% progress_bar 40.625 50 label='Credit' %}")


def test_a_bar_never_runs_over_its_end():
    assert 'width="100"' in render("{% progress_bar 60 50 %}")
    assert 'width="0"' in render("{% progress_bar 3 0 %}")


def test_a_chart_is_a_table():
    html = render(
        "{% bar_chart rows title='By office' %}", rows=[{"label": "Health", "value": 3, "url": "/u/"}]
    )
    assert "<caption" in html
    assert '<a href="/u/">Health</a>' in html


def test_a_career_has_a_drawing_a_list_and_a_table():
    segments = [
        {"label": "III/a", "start": date(2021, 3, 1), "end": None},
        {"label": "III/b", "start": date(2026, 10, 1), "end": date(2030, 1, 1), "is_forecast": True},
    ]
    html = render("{% career lanes today %}", lanes=[{"label": "Rank", "segments": segments}], today=TODAY)
    assert html.count("III/a") >= 3
    assert "is-forecast" in html
    assert "career-list" in html


def test_a_career_without_anything_is_drawn_too():
    assert "career-drawn" in render(
        "{% career lanes today %}", lanes=[{"label": "Rank", "segments": []}], today=TODAY
    )


def test_a_stepper_marks_the_current_step():
    html = render("{% stepper steps 2 %}", steps=["one", "two", "three"])
    assert html.count("is-done") == 1
    assert 'is-now" aria-current="step"' in html


def requirement(code, status, **more):
    return Requirement(code=code, label=f"Rule {code}", status=status, **more)


def test_a_checklist_puts_what_is_missing_first():
    items = (
        requirement("a", Status.MET),
        requirement("b", Status.UNMET, next_step="Write it", link="/x/"),
        requirement("c", Status.UNVERIFIED),
    )
    html = render("{% checklist listing %}", listing=Checklist("Rank", items, "2026.1", TODAY))
    assert html.index("Rule b") < html.index("Rule c") < html.index("Rule a")
    assert 'href="/x/"' in html


def test_a_compact_checklist_leaves_evidence_out():
    listing = Checklist("x", (requirement("a", Status.MET, evidence="proof"),), "1", TODAY)
    assert "proof" in render("{% checklist listing %}", listing=listing)
    assert "proof" not in render("{% checklist listing compact=True %}", listing=listing)


def test_a_timeline_shows_who_when_and_the_note():
    row = {
        "label": "Returned",
        "at": TODAY,
        "actor_name": "Hendra",
        "actor_title": "Head",
        "note": "Add a <target>.",
    }
    with translation.override("en"):
        html = render("{% timeline rows %}", rows=[row])
    assert "Returned" in html
    assert "Hendra, Head" in html
    assert "19 January 2026" in html
    assert "&lt;target&gt;" in html


def test_a_row_of_the_log_is_named_by_its_workflow(monkeypatch):
    monkeypatch.setitem(STEP_LABELS, ("thing", "approve"), "Approved")
    row = TransitionLog(subject_type="thing", transition="approve", actor_name="Hendra")
    other = TransitionLog(subject_type="thing", transition="take_back", actor_name="Siti")
    html = render("{% timeline rows %}{% timeline one %}", rows=[row], one=other)
    assert ">Approved<" in html
    assert ">Take back<" in html


def test_pages_keep_the_other_filters():
    request = RequestFactory().get("/", {"q": "siti & co", "after": "old"})
    html = render("{% pagination page %}", page=SimpleNamespace(next="tok", previous=""), request=request)
    assert "q=siti+%26+co" in html
    assert "after=tok" in html
    assert 'rel="prev"' not in html


class RatingForm(forms.Form):
    rating = forms.ChoiceField(choices=[("", "-"), ("1", "Low"), ("2", "High")], widget=forms.RadioSelect)
    target = forms.CharField(help_text="A figure.", label="Target")


def test_a_segmented_field_chooses_nothing_beforehand():
    html = render("{% segmented form.rating suggestion='suggested: High' %}", form=RatingForm())
    assert html.count('type="radio"') == 2
    assert "checked" not in html
    assert "suggested: High" in html


def test_a_field_ties_help_and_error_to_its_control():
    form = RatingForm({"target": ""})
    html = render("{% field form.target example='4 visits' %}", form=form)
    assert 'aria-describedby="id_target_error id_target_help"' in html
    assert 'aria-invalid="true"' in html
    assert "is-invalid" in html
    assert "4 visits" in html


def test_slots_hold_their_body():
    html = render("{% card title='T' %}<p>{{ word }}</p>{% endcard %}", word="<x>")
    assert "&lt;x&gt;" in html
    assert '<h2 class="card-title">T</h2>' in html


@pytest.mark.parametrize("tone", ["info", "wait", "bad", "ok", "ask"])
def test_a_notice_has_tone_and_icon(tone):
    html = render("{% notice tone title='Read' %}<p>why</p>{% endnotice %}", tone=tone)
    assert f"notice-{tone}" in html
    assert "<svg" in html


def test_a_masked_value_asks_for_a_purpose_before_it_opens():
    html = render("{% masked value='08••' label='phone' reveal_url='/r/' %}")
    assert 'action="/r/"' in html
    assert 'name="purpose"' in html


def test_a_person_keeps_the_same_colour():
    assert render("{% avatar 'Siti' %}") == render("{% avatar 'Siti' %}")


def test_an_inbox_row_has_a_tick_box_only_where_it_may_be_ticked():
    row = {"name": "Siti", "url": "/p/", "kind": "SKP", "subject": "SKP 2026", "days": 9, "is_overdue": True}
    without = render("{% inboxrow row %}x{% endinboxrow %}", row=row)
    ticked = render("{% inboxrow row %}x{% endinboxrow %}", row=row | {"select_value": 7})
    assert "checkbox" not in without
    assert "is-overdue" in without
    assert 'value="7"' in ticked
