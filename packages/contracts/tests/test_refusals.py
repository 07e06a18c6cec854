"""The one table of refusal codes."""

import pytest

from contracts.codes.code import Code
from contracts.refusals import together


def test_two_contexts_do_not_give_one_code_two_meanings():
    one, other = Code(409, "The vote is over."), Code(422, "The round is over.")
    with pytest.raises(ValueError, match="codes of two contexts: vote_over"):
        together({"vote_over": one, "pot_empty": one}, {"vote_over": other})
    assert together({"vote_over": one}, {"round_over": other}) == {"vote_over": one, "round_over": other}
