"""A date field of which the day, or the day and the month, may stay blank."""

from datetime import date

from gateway.portal.forms import Form
from gateway.portal.whole_numbers import YEAR_DIGITS, whole

HINT = "Leave the day, or the day and the month, blank if nobody knows them"


def rough_date_of(form: Form, name: str, what: str, *, needed: bool = True) -> tuple[Form, str]:
    """``2017-09-07``, ``2017-09`` or ``2017`` from a date field, or the form with its message (and "").

    ``what`` begins the message: "The date it began".
    """
    year, month, day = (form.answers.get(f"{name}-{part}", "") for part in ("year", "month", "day"))
    if not (year or month or day):
        return (form.wrong(name, f"Enter {what[0].lower()}{what[1:]}") if needed else form), ""
    try:
        if day and not month:
            raise ValueError
        found = date(*(whole(part, YEAR_DIGITS) or 0 for part in (year, month or "1", day or "1")))
    except ValueError:
        return form.wrong(name, f"{what} must be real, like 7 9 2017, or a month or year"), ""
    return form, found.isoformat()[: len("2017-09-07") if day else len("2017-09") if month else len("2017")]
