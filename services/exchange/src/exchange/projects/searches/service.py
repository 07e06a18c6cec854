"""The doors of searches: projects by facets and words, with numbers; as rows of a sheet (row 70)."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, query
from exchange.projects import facets
from exchange.projects.facets import DATE, FACETS, Chosen
from exchange.projects.keeping import viewed
from exchange.projects.searches import schemas
from exchange.projects.searches.store import Found, SearchStore
from exchange.projects.words import words_of
from exchange.refusal import Refusal
from exchange.settings import Settings

MOST_WORDS = 8
"""Of a text that is searched for; further words are not asked."""


class ProjectSearches:
    """Open to everybody; what a search shows of each project is what its page shows."""

    name = "exchange_project_searches"
    context = "exchange"
    refusals = (Refusal,)
    store_class = SearchStore
    settings_class = Settings
    store: SearchStore
    settings: Settings

    @query(schemas.SearchProjects, by=(PUBLIC,))
    def search_projects(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """A page, the latest first, and the values of each facet with how many there are if it is chosen.

        A facet's own choice does not narrow its own numbers. ``number`` is exact unless ``is_exact`` says
        "at least". ``words``: as the text was understood. Refused: ``facet_unknown``,
        ``facet_value_wrong``, ``facets_too_many``.
        """
        choice = facets.chosen(asked["facets"])
        words = words_of(asked["text"])[:MOST_WORDS]
        found = self._found(asked, choice, words)
        return {
            "items": [viewed(each, call, self.settings) for each in found.items],
            "next": schemas.cursor_of(found.behind),
            "words": list(words),
            **(self._numbers_of_words(asked, choice, words) if words else self._numbers(asked, choice)),
        }

    @query(schemas.SearchProjects, by=(PUBLIC,))
    def export_projects(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The same projects as rows, page by page; no names and no ways to reach anybody.

        Refused: as ``search_projects``.
        """
        choice = facets.chosen(asked["facets"])
        found = self._found(asked, choice, words_of(asked["text"])[:MOST_WORDS])
        return {
            "columns": ["id", *schemas.COLUMNS],
            "items": [schemas.row_view(each) for each in found.items],
            "next": schemas.cursor_of(found.behind),
        }

    def _found(self, asked: dict[str, Any], choice: Chosen, words: tuple[str, ...]) -> Found:
        before = schemas.place_of(asked["cursor"])
        archive, most = asked["archive"], asked["limit"]
        if words:
            return self.store.page_with_words(words, choice, archive, before, most)
        return self.store.page(choice, archive, before, most)

    def _numbers(self, asked: dict[str, Any], choice: Chosen) -> dict[str, Any]:
        """From the counters: exact, and no project is read."""
        archive = asked["archive"]
        shown = {}
        for facet in facets.WORDED:
            cells, is_whole = self.store.cells_beside(facet, choice, archive)
            shown[facet] = schemas.counts_view(facets.counts(facet, cells, choice), is_whole)
        cells = self.store.cells_of(choice, archive)
        shown[DATE] = schemas.counts_view(facets.counts(DATE, cells, choice), True)
        number = sum(facets.number_of(each, choice.years) for each in cells)
        return {"number": number, "is_exact": True, "facets": {facet: shown[facet] for facet in FACETS}}

    def _numbers_of_words(
        self, asked: dict[str, Any], choice: Chosen, words: tuple[str, ...]
    ) -> dict[str, Any]:
        """From the newest projects with these words, as many as are read."""
        read = self.store.read_with_words(words, asked["archive"])
        shown = {
            facet: schemas.counts_view(facets.counts_of_rows(read.rows, facet, choice), read.is_whole)
            for facet in FACETS
        }
        number = sum(choice.fits(keys) for keys, _ in read.rows)
        return {"number": number, "is_exact": read.is_whole, "facets": shown}
