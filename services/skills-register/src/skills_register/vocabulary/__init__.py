"""The words of the register: skills, their synonyms, and words that members propose."""
