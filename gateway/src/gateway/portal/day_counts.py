"""How many days, as people type them: 2 or 2.5, never a third of one (row 61)."""

import re
from collections.abc import Callable
from typing import Any

from contracts.refusals import Refused
from gateway.portal.forms import Form

TYPED = re.compile(r"^(\d{0,4})(?:[.,]([05])|(½))?$", re.ASCII)
STEPS = "Use whole or half days, like 2 or 2.5"


def half_days_of(form: Form, name: str, *, needed: bool = True) -> tuple[Form, int | None]:
    """The half days of a field of days, or the form with its message (and None)."""
    typed = form.answers.get(name, "").replace(" ", "")
    if not typed:
        return (form.wrong(name, "Say how many days, like 2 or 2.5") if needed else form), None
    found = TYPED.match(typed)
    if found is None:
        return form.wrong(name, STEPS), None
    whole, tenths, half = found.groups()
    return form, 2 * int(whole or "0") + (1 if half or tenths == "5" else 0)


def beside_days(knock: Callable[[Form], Any]) -> Callable[[Form], Any]:
    """What a door says of half days, beside the field of days."""

    def knocked(form: Form) -> Any:
        try:
            return knock(form)
        except Refused as no:
            fields = {"days" if name == "half_days" else name: said for name, said in no.fields.items()}
            raise Refused(no.code, no.message, fields) from None

    return knocked
