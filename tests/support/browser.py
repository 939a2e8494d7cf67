"""Short ways through pages in a real browser."""

PASSWORD = "rahasia-sekali"


def log_in(page, name: str, password: str = PASSWORD) -> None:
    """Log in by the login form."""
    page.goto("/akun/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password)
    press(page, "form[data-login]")
    page.wait_for_url(lambda url: "/akun/login/" not in url)


def press(page, form: str) -> None:
    """Press the button that sends a form."""
    page.locator(f"{form} button[type=submit]").first.click()
