"""Who defines indicators: whoever coordinates the region. Whoever reads reports reads them."""

from dataclasses import dataclass

from services.common.codes import Role
from services.reporting.figures import policy as figures
from services.reporting.new_indicators.domain import DefinedIndicator
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.web.permission import permission

begins = allow(Role.REGIONAL_COORDINATOR)


@dataclass(frozen=True)
class IndicatorView:
    """An indicator before one reader."""

    indicator: DefinedIndicator
    version: int


@permission(Role.REGIONAL_COORDINATOR)
def defines(_principal: Principal, _view: IndicatorView) -> bool:
    """A further version, of any coordinator's."""
    return True


@permission(*figures.reads_live.roles, *figures.reads_editions.roles)
def reads(_principal: Principal, _view: IndicatorView) -> bool:
    """What it means is everybody's to read; the figures are each reader's own."""
    return True
