"""The doors of the vocabulary: read it, look words up, propose and decide new ones (row 63)."""

from typing import Any

from chassis.call import Call
from chassis.doors import PUBLIC, command, query
from chassis.versions import refuse_stale
from commons.people.store import People
from contracts.events import Fact
from contracts.refusals import Refused
from skills_register.notices import notices
from skills_register.refusal import Refusal
from skills_register.settings import Settings
from skills_register.vocabulary import proposals, schemas
from skills_register.vocabulary.domain import Vocabulary
from skills_register.vocabulary.proposals import TAKEN_UP, Proposal
from skills_register.vocabulary.store import WordStore

CENTRE = "national_team"


class WordsOfSkills:
    """Which skills there are, and which words mean them."""

    name = "skills_register_vocabulary"
    context = "skills_register"
    refusals = (Refusal,)
    store_class = WordStore
    settings_class = Settings
    store: WordStore
    settings: Settings

    @query(schemas.ListVocabulary, by=(PUBLIC,))
    def list_vocabulary(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Every group with its skills, meanings and synonyms."""
        return schemas.vocabulary_view(self._vocabulary(), asked["group"])

    @query(schemas.LookUpWords, by=(PUBLIC,))
    def look_up_words(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The skills that a text names, by a whole word or by a part of one; and what nobody knows."""
        vocabulary = self._vocabulary()
        return schemas.understood_view(vocabulary.understand(asked["text"]), vocabulary)

    @command(schemas.ProposeWord, by=("member",))
    def propose_word(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Refused: ``word_known``, ``word_proposed_already``, ``skill_unknown``, ``word_incomplete``."""
        made = proposals.propose(
            call.new_id(), self._vocabulary(), member_id=call.caller.subject, now=call.now, **asked
        )
        self.store.save(made, self._proposed(made))
        return schemas.proposal_view(made)

    @query(schemas.ListWords, by=(CENTRE,))
    def list_words(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Proposed words in one state, the oldest first."""
        page = self.store.of_state(asked["state"], asked)
        return {**page, "items": [schemas.proposal_view(each) for each in page["items"]]}

    @query(schemas.OneWord, by=(CENTRE,))
    def get_word(self, _call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """One proposed word. Refused: ``not_found``."""
        return schemas.proposal_view(self._proposal(asked["id"]))

    @query(schemas.MyWords, by=("member",))
    def my_words(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """The caller's own proposals, the newest first, with what became of them."""
        page = self.store.of_member(call.caller.subject, asked)
        return {**page, "items": [schemas.proposal_view(each) for each in page["items"]]}

    @command(schemas.DecideWord, by=(CENTRE,))
    def decide_word(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """Take it up or turn it down; who proposed it is told.

        Refused: ``not_found``, ``word_decided``, ``word_known``, ``word_incomplete``, ``reason_required``.
        """
        before = self._proposal(asked["id"])
        refuse_stale(before.version, asked["version"])
        if asked["decision"] == "turn_down":
            after = proposals.turn_down(before, asked["reason"], call.now)
        else:
            words = {name: asked[name] for name in ("word", "skill", "group", "meaning")}
            after = proposals.take_up(before, self._vocabulary(), now=call.now, **words)
        self.store.save(after, self._decided(after))
        return schemas.proposal_view(after)

    def _proposal(self, proposal_id: str) -> Proposal:
        found = self.store.get(proposal_id)
        if found is None:
            raise Refused("not_found")
        return found

    def _vocabulary(self) -> Vocabulary:
        return self.store.vocabulary(self.settings.words)

    def _proposed(self, made: Proposal) -> list[Fact]:
        return notices(
            "word_proposed",
            cause=f"word:{made.id}",
            members=People(self.store.work).holding(CENTRE),
            about={"word": made.word},
            path="/skills/words",
            concerning=(made.id, made.version),
        )

    def _decided(self, decided: Proposal) -> list[Fact]:
        outcome = "it is taken up" if decided.state == TAKEN_UP else "it is not taken up, and here is why"
        return notices(
            "word_decided",
            cause=f"word:{decided.id}:decided",
            members=[decided.member_id] if decided.member_id else [],
            about={"word": decided.word, "outcome": outcome},
            path="/skills/words/mine",
            concerning=(decided.id, decided.version),
        )
