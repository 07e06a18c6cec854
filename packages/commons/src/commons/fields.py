"""The one field type that the community's calendar adds to those of ``chassis.fields``."""

from typing import Any

from marshmallow import ValidationError, fields

from commons.rough_dates import RoughDate, rough


class RoughDay(fields.String):
    """A day, a month or a year (``2017-09-07``, ``2017-09``, ``2017``), as exactly as it is known."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> RoughDate:  # type: ignore[override]
        typed = super()._deserialize(value, attr, data, **kwargs)
        try:
            return rough(typed.strip())
        except ValueError:
            raise ValidationError("Enter a real date: a day, a month or a year.") from None
