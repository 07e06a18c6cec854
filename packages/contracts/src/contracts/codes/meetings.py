"""Why meetings says no."""

from contracts.codes.code import Code

CODES: dict[str, Code] = {
    # every capability
    "not_your_group": Code(
        403, "This is for the group's own table: those with a seat in it and who keep its papers."
    ),
}
