"""Whether a region's group gives money: it is no funding committee unless its settings say so (C28)."""

from commons.centre import UK
from contracts.refusals import Refused
from contracts.regions import Regions


def refuse_local_money(regions: Regions, region: str) -> None:
    """Refused: ``local_finance_off`` for a region that has not switched it on; the centre always may."""
    known = regions.get(region)
    if region != UK and (known is None or not known.features.local_finance):
        raise Refused("local_finance_off")
