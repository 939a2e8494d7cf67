"""A visitor comes to the login page, logs in, and finds the way out again."""

import pytest
from playwright.sync_api import expect

from tests.employees.factories import EmployeeFactory, UserFactory

PASSWORD = "rahasia-sekali"


@pytest.fixture
def employee(transactional_db):
    return EmployeeFactory(user=UserFactory(password=PASSWORD))


def log_in(page, name, password=PASSWORD):
    page.goto("/akun/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password)
    page.click("form[data-login] button[type=submit]")


def test_the_login_page_fits_and_axe_finds_nothing(page, axe, overflow):
    noise = []
    page.on("console", lambda message: noise.append(message.text) if message.type == "error" else None)
    page.goto("/akun/login/")
    assert (overflow(page), axe(page), noise) == (0, [], [])


def test_somebody_logs_in_and_comes_home(page, employee, axe, overflow):
    log_in(page, employee.user.username)
    expect(page).not_to_have_url("**/akun/login/**")
    expect(page.locator("h1").first).to_be_visible()
    assert (overflow(page), axe(page)) == (0, [])


def test_a_wrong_password_keeps_the_name(page, employee):
    log_in(page, employee.user.username, "salah-sekali")
    expect(page.locator("input[name=login]")).to_have_value(employee.user.username)
    expect(page.locator("[role=alert]").first).to_be_visible()


def test_logging_in_works_without_javascript(open_context, employee):
    page = open_context("phone", javascript=False).new_page()
    log_in(page, employee.user.username)
    expect(page.locator("h1").first).to_be_visible()
    assert "/akun/login/" not in page.url


def test_a_signed_in_page_needs_no_login(page_for, employee):
    page = page_for(employee.user)
    page.goto("/")
    assert "/akun/login/" not in page.url
