"""Amounts as people in the United Kingdom write them: the one place for it."""

PENCE = 100
MOST_DIGITS = 12
"""Of the pounds in an amount that somebody types."""


def show_pounds(pence: int) -> str:
    """``£36.80``; ``£1,000.00``."""
    pounds, rest = divmod(pence, PENCE)
    return f"£{pounds:,}.{rest:02d}"


def show_sum(pence: int) -> str:
    """``£30,000``, and pence only where there are some: ``£12.50``."""
    return show_pounds(pence).removesuffix(".00")


def pence_of(typed: str) -> int | None:
    """Pence from pounds as people write them: ``10,000``, ``£208.33``; None when it is no amount."""
    pounds, _, rest = typed.replace(",", "").replace("£", "").strip().partition(".")
    if (
        not pounds.isdecimal()
        or len(pounds) > MOST_DIGITS
        or (rest and not (rest.isdecimal() and len(rest) <= 2))
    ):
        return None
    return int(pounds) * PENCE + int((rest or "0").ljust(2, "0"))
