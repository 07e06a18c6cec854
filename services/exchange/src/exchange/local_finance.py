"""Whether a region's group gives money: it is no funding committee unless its settings say so (C28)."""

from commons.centre import UK
from contracts.refusals import Refused
from contracts.regions import Regions


def gives_money(regions: Regions, region: str) -> bool:
    """The centre always may, a region that has switched it on."""
    known = regions.get(region)
    return region == UK or (known is not None and known.features.local_finance)


def refuse_local_money(regions: Regions, region: str) -> None:
    """Refused: ``local_finance_off`` for a region that has not switched it on."""
    if not gives_money(regions, region):
        raise Refused("local_finance_off")
