"""Whatever is asked of whatever there is: the pages hold exactly what matches, in the order of points."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.testkit.desk import in_memory
from skills_register.searches.domain import MOST_RUNS, Audience, Circle, Criteria, Wanted, best, rings
from skills_register.searches.store import SearchStore
from skills_register.skills import place_file
from skills_register.skills.domain import Availability, Entry, Profile
from skills_register.skills.facts import facts_of
from skills_register.skills.standing import LEVELS, distance_points
from skills_register.skills.store import ENTRIES, entry_from, entry_row

NOW = datetime(2018, 10, 4, 14, 0, tzinfo=UTC)
PLACES = place_file.load()
SPOTS = ("EX1", "TQ1", "TA1", "PL1", "BS1", "EH1")
MEMBERS = Audience(("everyone", "members"))
KEEPER = Audience(("keepers",), ("SW",))

days = st.lists(st.integers(0, 6), max_size=2, unique=True).map(tuple)
months = st.lists(st.integers(1, 12), max_size=3, unique=True).map(tuple)
pages = st.builds(
    lambda region, visibility, place, hours, when, on: Profile(
        "",
        1,
        region,
        visibility,
        place=PLACES.of(place) if place else None,
        availability=None if hours is None else Availability(hours, when, on),
    ),
    st.sampled_from(("SW", "WOE")),
    st.sampled_from(("everyone", "members", "keepers", "nobody")),
    st.sampled_from(("", *SPOTS)),
    st.one_of(st.none(), st.integers(0, 8)),
    months,
    days,
)
skills = st.tuples(
    st.sampled_from(("spc", "lean", "r")),
    st.sampled_from(LEVELS),
    st.booleans(),
    st.integers(0, 7),
    st.integers(-3, 3),
)
registers = st.lists(st.tuples(pages, skills), max_size=14)
questions = st.builds(
    lambda wanted, audiences, level, region, place, miles, month, on, hours, fresh: Criteria(
        asker="m-0",
        audiences=audiences,
        skills=tuple(wanted),
        level=level,
        region=region,
        circle=around(place, miles) if place else None,
        month=month,
        weekdays=on,
        hours=hours,
        is_fresh=fresh,
    ),
    st.lists(
        st.sampled_from((Wanted("spc", "SPC", 10), Wanted("lean"), Wanted("r", "R", 4))),
        unique_by=lambda each: each.skill,
        max_size=3,
    ),
    st.sampled_from(((MEMBERS,), (MEMBERS, KEEPER), (Audience(("everyone",)),))),
    st.sampled_from(("", *LEVELS)),
    st.sampled_from(("", "SW")),
    st.sampled_from(("", "EX1", "BS1")),
    st.sampled_from((4, 30, 100)),
    st.one_of(st.none(), st.integers(1, 12)),
    days,
    st.sampled_from((0, 3)),
    st.booleans(),
)


def around(place: str, miles: int) -> Circle:
    spot = PLACES.of(place).spot
    return Circle(spot, miles, PLACES.around(spot, miles))


def row(number: int, page: Profile, skill) -> dict:
    key, level, prompted, endorsed, stale_in = skill
    member = f"m-{number}"
    entry = Entry(
        id=f"e-{number:02}",
        version=1,
        member_id=member,
        skill=key,
        level=level,
        evidence="",
        link="",
        added_at=NOW,
        confirmed_at=NOW,
        stale_from=NOW + timedelta(days=stale_in),
        is_prompted=prompted,
        endorsements=endorsed,
    )
    return entry_row(entry, page_of(page, member))


def page_of(page: Profile, member: str) -> Profile:
    return Profile(**{**vars(page), "member_id": member})


def bonus(criteria: Criteria, facts) -> int:
    words = sum(each.points for each in criteria.skills if each.skill == facts.skill)
    return words + (distance_points(criteria.circle.spots[facts.place]) if criteria.circle else 0)


@settings(deadline=None, max_examples=120)
@given(registers, questions, st.integers(1, 4))
def test_the_pages_are_all_matches_in_the_order_of_their_points(register, criteria, limit):
    work = in_memory(SearchStore.INDEXES)
    rows = [row(number, page, skill) for number, (page, skill) in enumerate(register)]
    if rows:
        work.database[ENTRIES].insert_many(rows)
    store = SearchStore(work)
    facts = [
        facts_of(entry_from(each), page_of(page, each["member_id"]))
        for each, (page, _) in zip(rows, register, strict=True)
    ]
    matching = [each for each in facts if criteria.matches(each, NOW)]
    expected = sorted(
        ((each.standing + bonus(criteria, each), each.entry_id) for each in matching), reverse=True
    )
    shown, after = [], None
    while page := best(criteria, lambda *asked: store.ring(criteria, NOW, *asked), after, limit):
        shown += [each.place for each in page]
        after = page[-1].place
    assert shown == expected
    assert store.count(criteria, NOW) == len(expected)


@given(questions)
def test_rings_never_overlap_so_that_nobody_is_shown_twice(criteria):
    seen = set()
    for ring in rings(criteria):
        for code in ring.codes or ("anywhere",):
            for skill in ring.skills or ("any",):
                key = (skill, ring.audience, code)
                assert key not in seen
                seen.add(key)


def test_a_ring_that_cannot_reach_the_page_is_not_asked():
    criteria = Criteria("", (MEMBERS,), (Wanted("spc", "SPC", 90), Wanted("lean", "lea", 4)))
    asked = []

    def fetch(ring, _after, most):
        asked.append(ring.skills)
        return [{"_id": f"e-{number}", "standing": 50} for number in range(most)]

    assert len(best(criteria, fetch, None, 5)) == 5
    assert asked == [("spc",)]


def test_a_ring_walks_no_more_runs_than_the_store_can_side_by_side():
    wanted = tuple(Wanted(f"s{number}", "s", 4) for number in range(5))
    centre = Audience(("everyone", "members", "keepers"))
    criteria = Criteria("", (centre,), wanted, circle=around("BS1", 300))
    made = rings(criteria)
    assert all(len(ring.skills) * 3 * len(ring.codes) <= MOST_RUNS for ring in made)
    assert {code for ring in made for code in ring.codes} == set(criteria.circle.spots)
