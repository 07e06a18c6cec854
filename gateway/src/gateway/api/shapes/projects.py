"""Shapes of improvement projects and of searches for them."""

from marshmallow import Schema, fields, validate

from gateway.api.shapes.parts import ROUGH, Paging, Shown, Versioned, instant, page_of, string, whole

STAGES = ("planned", "running", "finished")
RESULTS = ("worked", "partly", "did_not_work", "stopped")
AUDIENCES = ("nobody", "members", "everybody")
LEADER_KINDS = ("service_user", "carer", "clinician", "manager", "commissioner", "analyst", "other")
FACETS = ("stp", "region", "medical_condition", "issue", "date")
ANY_OF = "Several values are alternatives; facets narrow each other"


def _values(meaning: str) -> "fields.List[str]":
    return fields.List(fields.Str(), metadata={"description": f"{meaning}. {ANY_OF}"})


class _Facets(Schema):
    """What a search may be narrowed by: these five, and nothing else (`facet_unknown`)."""

    stp = _values("STPs or integrated care systems")
    region = _values("Codes of regions")
    medical_condition = _values("Conditions")
    issue = _values("What is to be improved")
    date = _values("Years in which projects began")
    text = string("Words that all have to be there, in any form")
    archive = fields.Bool(metadata={"description": "Only what did not work or was given up"})


class SearchProjects(_Facets):
    cursor = fields.Str(metadata={"description": "From `next` of the page before"})
    limit = fields.Int(validate=validate.Range(1, 200), metadata={"description": "1 to 200, else 25"})


class ExportProjects(_Facets):
    format = fields.Str(load_default="csv", validate=validate.OneOf(("csv", "json")))


class LatestProjects(Paging):
    region = string("A region's code; else of all")


class ListShowcases(Schema):
    limit = fields.Int(validate=validate.Range(1, 50), metadata={"description": "1 to 50, else 3"})


class StaleProjects(Paging):
    region = string("A region's code, or UK", required=True)


class AlikeTitle(Schema):
    title = string(required=True)
    but = string("The id of the project itself, when its title changes")


class _About(Schema):
    title = string(required=True)
    aim = string()
    team = string("Who does it, without names of patients")
    region = string("A region's code, or UK", required=True)
    stp = string("Its STP or integrated care system, if it has one")
    medical_condition = string("The main one, if there is one")
    issue = string("What is to be improved, the main one", required=True)
    date = string(f"When it began or begins. {ROUGH}", required=True)
    site = string("Where: a hospital, a ward, a town")
    funding = string("Who pays for it")
    leader_kind = fields.Str(validate=validate.OneOf(("", *LEADER_KINDS)))
    stage = fields.Str(validate=validate.OneOf(STAGES[:2]))
    shown_name = string("How you are called beside it, if you want that known")
    contact = string("How to reach you, if you want that")
    contact_for = fields.Str(
        validate=validate.OneOf(AUDIENCES), metadata={"description": "Who may read how to reach you"}
    )
    is_open = fields.Bool(
        truthy={True}, falsy={False}, metadata={"description": "Whether members may ask to join"}
    )


class AddProject(_About):
    is_another = fields.Bool(
        truthy={True}, falsy={False}, metadata={"description": "You looked at those with nearly this title"}
    )


class ChangeProject(_About, Versioned):
    """All of it, said anew."""


class EndProject(Versioned):
    result = fields.Str(required=True, validate=validate.OneOf(RESULTS))
    learned = string("What others can learn; needed if it did not work or was given up")


class WithdrawProject(Versioned):
    reason = string(required=True)


class ShowcaseProject(Versioned):
    is_showcase = fields.Bool(required=True, truthy={True}, falsy={False})


class OfferProject(Versioned):
    member_id = string("Somebody of its team", required=True)


class AnswerProjectOffer(Versioned):
    accepts = fields.Bool(required=True, truthy={True}, falsy={False})


class Project(Shown):
    """A project as you may see it."""

    id = string(required=True)
    version = whole(required=True)
    title = string(required=True)
    aim = string(required=True)
    team = string(required=True)
    region = string(required=True)
    stp = string(required=True, allow_none=True)
    medical_condition = string(required=True, allow_none=True)
    issue = string(required=True)
    date = string(ROUGH, required=True)
    date_in_words = string(required=True)
    site = string(required=True, allow_none=True)
    funding = string(required=True, allow_none=True)
    leader_kind = fields.Str(required=True, allow_none=True, validate=validate.OneOf(LEADER_KINDS))
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))
    result = fields.Str(required=True, allow_none=True, validate=validate.OneOf(RESULTS))
    learned = string(required=True, allow_none=True)
    is_archived = fields.Bool(required=True)
    is_showcase = fields.Bool(required=True)
    is_stale = fields.Bool(
        required=True, metadata={"description": "Nobody has said for long that it is still true"}
    )
    checked_at = instant(required=True)
    changed_at = instant(required=True)
    is_withdrawn = fields.Bool(required=True)
    reason = string("Why it is shown no more", required=True, allow_none=True)
    shown_name = string(required=True, allow_none=True)
    contact = string("How to reach its lead, where they consent", required=True, allow_none=True)
    contact_for = fields.Str(required=True, allow_none=True, validate=validate.OneOf(AUDIENCES))
    has_lead = fields.Bool(required=True)
    lead = string("A member's id; for members", required=True, allow_none=True)
    is_lead = fields.Bool(required=True, metadata={"description": "Whether you lead it"})
    is_in_team = fields.Bool(required=True, metadata={"description": "Whether you lead or joined it"})
    is_offered = fields.Bool(required=True, metadata={"description": "Whether you are asked to lead it"})
    people = whole("How many belong to its team", required=True)
    is_open = fields.Bool(required=True)
    may_write = fields.Bool(required=True)


class SavedProject(Shown):
    """What became of it, without what its people may take back."""

    id = string(required=True)
    version = whole(required=True)
    title = string(required=True)
    region = string(required=True)
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))
    is_archived = fields.Bool(required=True)
    is_showcase = fields.Bool(required=True)
    is_withdrawn = fields.Bool(required=True)
    checked_at = instant(required=True)


class FacetValue(Shown):
    value = string("As you ask for it", required=True)
    label = string(required=True)
    number = whole("Projects, if it is chosen", required=True)
    is_chosen = fields.Bool(required=True)


class Facet(Shown):
    values = fields.List(fields.Nested(FacetValue), required=True)
    is_whole = fields.Bool(required=True, metadata={"description": "Whether these are all values"})


class FacetCounts(Shown):
    stp = fields.Nested(Facet, required=True)
    region = fields.Nested(Facet, required=True)
    medical_condition = fields.Nested(Facet, required=True)
    issue = fields.Nested(Facet, required=True)
    date = fields.Nested(Facet, required=True)


ProjectPage = page_of(Project)


class ProjectSearch(ProjectPage):  # type: ignore[valid-type, misc]
    """A page of projects, the latest first, and how many each value of a facet would give."""

    number = whole("Projects in all", required=True)
    is_exact = fields.Bool(required=True, metadata={"description": "False: there may be more"})
    words = fields.List(fields.Str(), required=True, metadata={"description": "As the text was understood"})
    facets = fields.Nested(FacetCounts, required=True)


class AlikeProject(Shown):
    id = string(required=True)
    title = string(required=True)
    region = string(required=True)
    date = string(ROUGH, required=True)
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))
    alike = whole("Per cent of what both titles have", required=True)


class LatestProject(Shown):
    id = string(required=True)
    title = string(required=True)
    summary = string(required=True)
    region = string(required=True)
    issue = string(required=True)
    stage = fields.Str(required=True, validate=validate.OneOf(STAGES))
    added_at = instant(required=True)
    updated_at = instant(required=True)
    path = string("Of its page", required=True)


class LatestProjectPage(page_of(LatestProject)):  # type: ignore[misc]
    """What changed last; the page `/projects/feed` is the same as an Atom feed."""

    updated_at = instant(required=True, allow_none=True)


class ProjectTeam(Shown):
    id = string(required=True)
    lead = string("A member's id", required=True, allow_none=True)
    joined = fields.List(fields.Str(), required=True, metadata={"description": "Members' ids"})
    offered_to = string("Who of them is asked to lead it", required=True, allow_none=True)
    offered_at = instant(required=True, allow_none=True)


class ProjectRow(Shown):
    """A project as a line of a sheet, which an import reads back; no names, no addresses."""

    id = string(required=True)
    reference = string(required=True)
    title = string(required=True)
    aim = string(required=True)
    team = string(required=True)
    region = string(required=True)
    stp = string(required=True)
    medical_condition = string(required=True)
    issue = string(required=True)
    date = string(required=True)
    stage = string(required=True)
    site = string(required=True)
    funding = string(required=True)
    leader_kind = string(required=True)
    result = string(required=True)
    learned = string(required=True)
