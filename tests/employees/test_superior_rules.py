"""Who rates whom: superior post, acting officers, vacancies, temporary evaluators."""

import pytest

from employees.rules.superiors import Chart, Holder, Node, Post, Source, evaluator_of

ROOT, DINAS, BIDANG = 1, 2, 3
MAYOR, HEAD, DIVISION_HEAD, STAFF = 10, 20, 30, 31
UNITS = {ROOT: Node(None, MAYOR), DINAS: Node(ROOT, HEAD), BIDANG: Node(DINAS, DIVISION_HEAD)}
POSTS = {MAYOR: Post(ROOT), HEAD: Post(DINAS), DIVISION_HEAD: Post(BIDANG), STAFF: Post(BIDANG)}
WALIKOTA, KADIS, KABID, ANI = 100, 200, 300, 400


def chart(overrides=None, posts=None, **holders):
    """A small organisation; `holders` replaces who holds kabid=..., kadis=..."""
    held = {
        MAYOR: (Holder(WALIKOTA, "definitive"),),
        HEAD: holders.get("kadis", (Holder(KADIS, "definitive"),)),
        DIVISION_HEAD: holders.get("kabid", (Holder(KABID, "definitive"),)),
        STAFF: (Holder(ANI, "definitive"),),
    }
    return Chart(posts or POSTS, UNITS, held, overrides or {})


def ask(organisation, employee=ANI, post=STAFF, unit=BIDANG):
    """Return evaluator and source."""
    answer = evaluator_of(organisation, employee_id=employee, post_id=post, unit_id=unit)
    return answer.evaluator_id, answer.source


@pytest.mark.parametrize(
    ("employee", "post", "unit", "expected"),
    [
        (ANI, STAFF, BIDANG, KABID),
        (KABID, DIVISION_HEAD, BIDANG, KADIS),
        (KADIS, HEAD, DINAS, WALIKOTA),
        (999, None, BIDANG, KABID),
    ],
    ids=[
        "staff by the head of the unit",
        "head by the head above",
        "head of office by the mayor",
        "no post yet",
    ],
)
def test_the_superior_follows_from_the_tree(employee, post, unit, expected):
    assert ask(chart(), employee, post, unit) == (expected, Source.POSITION)


def test_nobody_stands_above_the_mayor():
    assert ask(chart(), WALIKOTA, MAYOR, ROOT) == (None, Source.NONE)


def test_a_recorded_superior_post_stands_before_the_tree():
    posts = POSTS | {STAFF: Post(BIDANG, reports_to=HEAD)}
    assert ask(chart(posts=posts)) == (KADIS, Source.POSITION)


def test_an_acting_officer_stands_before_the_one_replaced_and_plh_before_plt():
    plt = (Holder(KABID, "definitive"), Holder(301, "plt"))
    plh = (*plt, Holder(302, "plh"))
    assert ask(chart(kabid=plt)) == (301, Source.ACTING)
    assert ask(chart(kabid=plh)) == (302, Source.ACTING)


@pytest.mark.parametrize(
    "holders", [(), (Holder(KABID, "definitive", is_available=False),)], ids=["vacant", "on unpaid leave"]
)
def test_past_a_vacant_post_the_way_goes_up_and_remembers_what_it_asked(holders):
    answer = evaluator_of(chart(kabid=holders), employee_id=ANI, post_id=STAFF, unit_id=BIDANG)
    assert (answer.evaluator_id, answer.source) == (KADIS, Source.CLIMBED)
    assert [step.post_id for step in answer.steps] == [DIVISION_HEAD, HEAD]


def test_whoever_acts_as_the_own_superior_is_rated_further_up():
    assert ask(chart(kabid=(Holder(ANI, "plh"),))) == (KADIS, Source.CLIMBED)


def test_e23_a_functional_officer_as_plt_is_rated_by_the_head_he_reports_to_as_plt():
    organisation = chart(kabid=(Holder(ANI, "plt"),))
    assert ask(organisation, ANI, DIVISION_HEAD, BIDANG) == (KADIS, Source.POSITION)


def test_a_temporary_evaluator_stands_before_everything():
    assert ask(chart({ANI: 555}, kabid=())) == (555, Source.OVERRIDE)


def test_a_circle_of_superior_posts_ends_without_an_answer():
    posts = POSTS | {STAFF: Post(BIDANG, DIVISION_HEAD), DIVISION_HEAD: Post(BIDANG, STAFF)}
    assert ask(chart(posts=posts, kabid=())) == (None, Source.NONE)
