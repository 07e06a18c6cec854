"""What the register's words and places vary by; an unusable file stops the start."""

from dataclasses import dataclass

from chassis.settings import SettingsError, setting
from commons.regional import RegionalSettings
from skills_register.skills.place_file import PlacesError
from skills_register.skills.place_file import load as load_places
from skills_register.skills.places import Places
from skills_register.vocabulary import files
from skills_register.vocabulary.domain import Vocabulary

LONGEST_FRESH = 36


@dataclass(frozen=True, kw_only=True)
class RegisterSettings(RegionalSettings):
    """Read once from the environment, each under its upper-case name."""

    vocabulary_file: str = setting("a TOML file with the deployment's own skills and synonyms", default="")
    postcode_file: str = setting("a CSV file of postcode districts with more exact coordinates", default="")
    skill_fresh_months: int = setting("how long a confirmed skill is fresh", default=6, unit="months")

    def __post_init__(self) -> None:
        super().__post_init__()
        wrong = []
        if not 1 <= self.skill_fresh_months <= LONGEST_FRESH:
            wrong.append(f"SKILL_FRESH_MONTHS={self.skill_fresh_months} is not 1 to {LONGEST_FRESH} months")
        try:
            _ = self.words
        except files.VocabularyError as problem:
            wrong.append(f"VOCABULARY_FILE: {problem}")
        try:
            _ = self.places
        except PlacesError as problem:
            wrong.append(f"POSTCODE_FILE: {problem}")
        if wrong:
            raise SettingsError("; ".join(wrong))

    @property
    def words(self) -> Vocabulary:
        """The vocabulary of the files, read once in a process's life."""
        return files.load(self.vocabulary_file)

    @property
    def places(self) -> Places:
        """The postcode areas and, if there are any, districts; read once in a process's life."""
        return load_places(self.postcode_file)
