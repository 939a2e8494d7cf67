"""The suite's own helpers: a check that never fails would prove nothing."""

import pytest
from django.conf import settings
from django.template import Context, Origin, Template, engines

from tests.support.pages import page_faults
from tests.support.services import required
from tests.support.templates import UndefinedVariable


def render(text, folder=settings.BASE_DIR / "templates", **context):
    origin = Origin(name=str(folder / "probe.html"), template_name="probe.html")
    engine = engines["django"].engine
    return Template(text, origin=origin, name="probe.html", engine=engine).render(Context(context))


def test_an_undefined_variable_in_our_templates_fails():
    with pytest.raises(UndefinedVariable, match="the variable person is not defined"):
        render("{{ person }}")


def test_an_undefined_variable_of_a_library_is_its_own_affair():
    assert render("[{{ person }}]", folder=settings.BASE_DIR.parent / "site-packages") == "[]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ person|default:'–' }}", "–"),
        ("{% if person %}a{% else %}b{% endif %}", "b"),
        ("{{ name }}", "Ahmad"),
    ],
)
def test_a_variable_with_a_way_out_is_fine(text, expected):
    assert render(text, name="Ahmad") == expected


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p>{{ name }}</p>", "an unrendered template tag"),
        ("<p>{% if x %}</p>", "an unrendered template tag"),
        ('<a onclick="go()">', "an inline event handler (CSP)"),
        ('<p style="color: red">', "an inline style (CSP)"),
        ("<script>go()</script>", "a bare <script> (CSP)"),
    ],
)
def test_the_client_finds_broken_pages(html, fault):
    assert [text.partition(":")[0] for text in page_faults(html)] == [fault]


def test_the_client_leaves_good_pages_alone():
    page = '<script src="/a.js"></script><script type="application/json">1</script><p class="on">50% off</p>'
    assert page_faults(page) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_reference_data_survives_a_test_that_empties_the_tables(turn):
    from django.contrib.contenttypes.models import ContentType

    from employees.models import Rank

    assert Rank.objects.count() == 34
    assert ContentType.objects.filter(app_label="employees").exists()
    Rank.objects.all().delete()


def test_an_unknown_group_in_portal_require_is_refused(monkeypatch):
    monkeypatch.setenv("PORTAL_REQUIRE", "browser,mysql")
    with pytest.raises(ValueError, match="not mysql"):
        required()
