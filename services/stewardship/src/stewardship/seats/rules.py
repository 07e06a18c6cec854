"""A group's rule set, read from the region files: no figure of it stands in code."""

from collections.abc import Iterable

from commons.centre import UK
from contracts.region_settings import Region, UkPolicy
from contracts.regions import Regions
from stewardship.refusal import Refusal
from stewardship.seats.composition import Rules
from stewardship.seats.domain import CHAIR, CONVENOR


def rules_of(regions: Regions, code: str, groups: Iterable[str] = ()) -> Rules:
    """The rules of a region's group or of the UK-wide one; ``groups`` are the regions that have a group.

    Refused: ``region_unknown``.
    """
    if code == UK:
        return _of_the_uk(regions, groups)
    region = regions.get(code)
    if region is None:
        raise Refusal("region_unknown", fields={"region": ["Choose a region from the list."]})
    return _of_a_region(region)


def _of_a_region(region: Region) -> Rules:
    group = region.group
    return Rules(
        region=region.code,
        name=region.name,
        leader=CONVENOR,
        term_months=group.term_months,
        size_min=group.size_min,
        target=group.target,
        size_max=group.size_max,
        counts_leader=group.includes_convenor,
        per_system_min=group.per_system_min,
        systems=region.systems,
        patient_min=group.patient_min,
        sectors_wanted=group.sectors_wanted,
        area_coverage=group.area_coverage,
        areas=region.areas,
        selection=region.selection_mode,
        leader_paid=region.convenor_paid,
    )


def _of_the_uk(regions: Regions, groups: Iterable[str]) -> Rules:
    policy: UkPolicy = regions.uk
    heard = set(groups)
    return Rules(
        region=UK,
        name=policy.name,
        leader=CHAIR,
        term_months=policy.term_months,
        size_max=policy.hard_max,
        recommended=policy.recommended,
        voices=tuple((region.code, region.name) for region in regions if region.code in heard),
        one_voice_each=policy.representation == "one_per_csg",
    )
