"""Every problem has a sentence, and every count of the preview its row."""

import pytest

from apps.exchange import presenters
from apps.exchange.domain.rows import Problem, ProblemCode
from apps.exchange.services import ImportResult


@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_is_said_in_words(code):
    sentence = presenters.problem_sentence(Problem(code=code, line=3, column="load"))
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "%" not in sentence


def test_an_unknown_word_is_answered_with_the_known_ones():
    problem = Problem(code=ProblemCode.UNKNOWN_WORD, line=3, column="side", value="middle")
    assert "left, right, both, each" in presenters.problem_sentence(problem)


@pytest.mark.parametrize(
    ("added", "known", "words"),
    [
        (0, 7, "Nothing new: your log already has these sets."),
        (1, 0, "1 set added."),
        (9, 2, "9 sets added. 2 were there already."),
    ],
)
def test_the_result_is_said_in_words(added, known, words):
    result = ImportResult(added=added, known=known, left_out=0, refused=0)
    assert presenters.result_sentence(result) == words
