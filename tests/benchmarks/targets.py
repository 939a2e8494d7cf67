"""One clear line for each target; a missed one is named, and fails nothing."""


def verdict(what: str, measured: float, most: float, where: str = "") -> None:
    """Print whether a figure keeps within its target."""
    word = "kept  " if measured <= most else "MISSED"
    print(f"TARGET {word} {what}: {measured:.4g} (at most {most:g}){'; largest: ' + where if where else ''}")
