"""The context's services, one for each capability, and its state told again."""

from typing import Any

from contracts.events import Fact
from exchange.assessments.panels.service import Panels
from exchange.assessments.service import Assessments
from exchange.assessments.shortlists.service import Shortlists
from exchange.awards.service import Awards
from exchange.ballots.service import Ballots
from exchange.brought_in.service import BroughtIn
from exchange.comments.service import Comments
from exchange.comments.supporting.service import Supporters
from exchange.extracts.service import Extracts
from exchange.lab.service import Lab
from exchange.learning.service import Learning
from exchange.led_projects.service import LedProjects
from exchange.people.service import People
from exchange.pledges.service import Pledges
from exchange.projects.joining.service import ProjectJoining
from exchange.projects.measures.service import ProjectMeasures
from exchange.projects.searches.service import ProjectSearches
from exchange.projects.service import Projects
from exchange.projects.sheets.service import ProjectSheets
from exchange.proposals.merging.service import Merges
from exchange.proposals.service import Proposals
from exchange.results.service import Results
from exchange.rounds.service import Rounds
from exchange.stories.service import Stories
from exchange.unfunded.service import Unfunded

SERVICES: tuple[type, ...] = (
    People,
    Rounds,
    BroughtIn,
    Proposals,
    Merges,
    Comments,
    Supporters,
    Projects,
    ProjectSearches,
    ProjectJoining,
    ProjectMeasures,
    ProjectSheets,
    Panels,
    Assessments,
    Shortlists,
    Ballots,
    Results,
    Awards,
    Pledges,
    Unfunded,
    Learning,
    LedProjects,
    Lab,
    Stories,
    Extracts,
)


def republish(_work: Any, _after: str | None, _limit: int) -> tuple[list[Fact], str | None]:
    """Nothing yet that another context keeps a copy of: nobody listens to our state."""
    return [], None
