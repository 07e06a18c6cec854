"""The platform's own lines: principles, duties, commons principles and parts of the guidance.

They are what a group starts from; its own wording replaces a line's text, its code stays (C42).
"""

from dataclasses import dataclass

from stewardship.documents.kinds import COMMONS, DUTIES, GUIDANCE, PRINCIPLES

REPORT = "Q Commons pilot report, 30 November 2018"
EVERY_GROUP = "every group"
TWO_PILOTS = "extra: in the terms of reference of West of England and of North East and North Cumbria"


@dataclass(frozen=True)
class Pointer:
    """A page of the platform. ``row`` is the row of the domain specification that it serves."""

    label: str
    path: str
    row: int


@dataclass(frozen=True)
class Entry:
    """One line. ``scope`` says for whom it holds, ``honoured`` how the platform keeps to it.

    ``needs_money``: the line sleeps where no money is allocated locally (C28).
    """

    code: str
    label: str
    text: str
    scope: str = EVERY_GROUP
    needs_money: bool = False
    honoured: str = ""
    pages: tuple[Pointer, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """The lines of one kind with where they come from; ``edition`` changes when a line does (C27)."""

    kind: str
    edition: str
    source: str
    note: str
    entries: tuple[Entry, ...]

    def entry(self, code: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.code == code), None)

    def position(self, code: str) -> int:
        """The place of a line, from 0; the catalogue's order is the only one."""
        return [entry.code for entry in self.entries].index(code)


SEVEN = Catalogue(
    PRINCIPLES,
    "2018-11",
    f"{REPORT}, organising principles of the three pilots",
    "A group may adopt some, all or none of them, in its own words. They have no order of importance.",
    (
        Entry("transparency", "Transparency", "Anybody can see what we decided, when, and why."),
        Entry(
            "thoughtful_collectivism",
            "Thoughtful Collectivism",
            "We think before we act, and we act for all of us, not for one voice.",
        ),
        Entry(
            "inclusivity",
            "Inclusivity, Diversity and Respect",
            "People of every background take part and are heard.",
        ),
        Entry(
            "independence",
            "Connected but Independent",
            "We work with many bodies and belong to none of them.",
        ),
        Entry(
            "open_learning",
            "Open Learning & Improvement",
            "What worked and what did not is shared, so that others need not find out alone.",
        ),
        Entry(
            "management_of_conflict",
            "Mature Management of Conflict",
            "We expect to disagree, say so early, and settle it ourselves with care.",
        ),
        Entry(
            "accountability",
            "Proportionate Accountability",
            "We answer for what we do, with no more paper than it deserves.",
        ),
    ),
)

TWELVE = Catalogue(
    DUTIES,
    "2018-11",
    f"{REPORT}, list of indicative responsibilities (ten) and the terms of reference of two groups (two "
    f"more)",
    "Indicative: a group says for each line whether it is active, dormant or untested.",
    (
        Entry("values", "Values", "Set the values of the regional commons and keep them alive."),
        Entry(
            "delivery_strategy",
            "Delivery strategy",
            "Decide how Q works locally, in step with Q's wider strategy and with other improvement bodies.",
        ),
        Entry(
            "recruitment_pipeline",
            "Recruitment pipeline",
            "Watch who joins, build the pipeline of future members, and share what works.",
        ),
        Entry(
            "funding_allocation",
            "Funding",
            "Obtain money for Q and allocate it together with members.",
            needs_money=True,
        ),
        Entry(
            "common_spaces_and_sanctions",
            "Common spaces, rules and sanctions",
            "Oversee the shared spaces, their rules, their health and, if need be, sanctions.",
        ),
        Entry(
            "active_core_recognition",
            "Recognition",
            "Back and thank the members who carry the work.",
        ),
        Entry(
            "events_and_activities",
            "Events and activities",
            "Oversee events from design through delivery to improvement.",
        ),
        Entry("q_lab_engagement", "Q Lab", "Bring the work of the Q Lab to members, and members to it."),
        Entry("reputation", "Reputation", "Guard the good name of Q in the region."),
        Entry("dispute_processes", "Disputes", "Build fair ways to settle disputes within the community."),
        Entry(
            "strategic_growth",
            "Strategic growth",
            "Steer how the regional community grows.",
            scope=TWO_PILOTS,
        ),
        Entry(
            "financial_oversight",
            "Financial oversight",
            "Oversee how money for the regional community is spent.",
            scope=TWO_PILOTS,
            needs_money=True,
        ),
    ),
)

EIGHT = Catalogue(
    COMMONS,
    "1",
    "Public knowledge: the design principles of long-lived commons. The pilot report counts eight and "
    "lists none.",
    "This list comes from public knowledge, not from the pilot report.",
    (
        Entry(
            "clear_boundaries",
            "Clear boundaries",
            "Everybody knows who belongs and what is shared.",
            honoured="Members accept the Compact, and each has one home region.",
            pages=(Pointer("The Compact", "/compact", 3), Pointer("Regions and nations", "/regions", 1)),
        ),
        Entry(
            "rules_fit_local_conditions",
            "Rules fit local conditions",
            "Each place sets rules that suit it.",
            honoured=(
                "Each group writes its own terms of reference; the differences are shown clause by clause."
            ),
            pages=(Pointer("The groups and their documents", "/groups", 16),),
        ),
        Entry(
            "collective_choice",
            "Those affected help to set the rules",
            "People who live with a rule can shape it.",
            honoured="No ground rule binds before members could comment on it.",
            pages=(Pointer("Ground rules of the UK-wide group", "/groups/UK/ground-rules", 21),),
        ),
        Entry(
            "monitoring",
            "Monitoring answers to users",
            "Those who watch over the commons answer to those who use it.",
            honoured="Figures and overdue reviews are public.",
            pages=(
                Pointer("How the community grows", "/growth", 5),
                Pointer("Reviews that are due", "/document-reviews", 16),
            ),
        ),
        Entry(
            "graduated_sanctions",
            "Graduated sanctions",
            "The answer to a broken rule begins small and grows only when it must.",
            honoured="Steps follow a published ladder, each recorded with its reason.",
            pages=(Pointer("Conduct and sanctions", "/conduct", 33),),
        ),
        Entry(
            "conflict_resolution",
            "Cheap, local ways to settle conflict",
            "Disputes are settled close by, quickly and at little cost.",
            honoured="Mediation comes first, within the community, with a mediator whom both sides accept.",
            pages=(Pointer("Disputes and mediation", "/disputes", 32),),
        ),
        Entry(
            "right_to_organise",
            "The right to self-organise",
            "Outside bodies respect that members organise themselves.",
            honoured=(
                "Groups hold their own seats, elections and documents; members form groups of their own."
            ),
            pages=(
                Pointer("Stewardship groups", "/groups", 11),
                Pointer("Groups that members formed", "/self-organised-groups", 87),
            ),
        ),
        Entry(
            "nested_enterprises",
            "Nested layers",
            "Small commons join in larger ones, and each decides what it decides best.",
            honoured="Every region has a voice in the UK-wide group, and questions travel both ways.",
            pages=(
                Pointer("The UK-wide group", "/groups/UK", 23),
                Pointer("Matters between regions and the centre", "/matters", 24),
            ),
        ),
    ),
)

ELEVEN = Catalogue(
    GUIDANCE,
    "1",
    f"{REPORT}, contents of the governance guidance",
    "A handbook to look things up in. Nothing on this site waits until somebody has read it.",
    (
        Entry(
            "model_overview",
            "Model overview",
            "Q looks after what its members share as a commons: people with equal say agree on rules, "
            "keep to "
            "them and improve them. Each region or nation has a stewardship group, and a UK-wide group "
            "joins them.",
        ),
        Entry(
            "purpose",
            "Purpose",
            "Stewardship keeps the community's time, skill, good will and money in good order, so that "
            "members "
            "can improve health and care together, now and later.",
        ),
        Entry(
            "q_compact",
            "Q Compact",
            "The Compact says what members promise each other. It has versions; everybody accepts the "
            "current one.",
        ),
        Entry(
            "csg_principles_and_responsibilities",
            "CSG principles and responsibilities",
            "A group may adopt seven organising principles in its own words, and looks once a year at twelve "
            "duties: which are active, which sleep, and which were never needed.",
        ),
        Entry(
            "convenor_role",
            "Convenor role",
            "The convenor brings the group together, sees that everybody can contribute, and speaks for Q "
            "locally. The term is twelve months; renewing it is a decision of its own.",
        ),
        Entry(
            "csg_member_role",
            "CSG member role",
            "Members of a group come to its meetings, help to shape events and learning, and are "
            "somebody whom "
            "others in the region can ask. They give their time freely and look at their own load regularly.",
        ),
        Entry(
            "reward_and_recognition",
            "Reward and recognition",
            "Most work is voluntary. Contributions are recorded and thanked; nobody is ranked. Where "
            "work for Q "
            "needs a contract, that is agreed beforehand.",
        ),
        Entry(
            "conflicts_of_interest",
            "Conflicts of interest",
            "Say early what could seem to sway you. Whoever has an interest in a decision steps out of "
            "it, and "
            "the record says that they did.",
        ),
        Entry(
            "complaints",
            "Complaints",
            "Try to talk first. A complaint goes to the group of the region, is answered with reasons, "
            "and is "
            "known only to those who handle it.",
        ),
        Entry(
            "mediation",
            "Mediation",
            "Somebody whom both sides accept helps them to find a way on. What is said there stays there.",
        ),
        Entry(
            "eight_commons_principles",
            "Eight commons principles applied to Q",
            "Long-lived commons tend to share eight design principles. The platform shows for each how it "
            "keeps to it, and each group can add what it does.",
        ),
    ),
)

CATALOGUES = {each.kind: each for each in (SEVEN, TWELVE, EIGHT, ELEVEN)}
