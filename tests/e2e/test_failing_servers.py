"""What a browser makes of a server that does not answer as it should."""

import pytest
from playwright.sync_api import Page, Route, expect

from apps.lifts.models import LiftSet
from tests.e2e.outbox import begin, flush, put, sent_by, states, wait_for, wait_until_sent

NO_ANSWERS = [
    {"status": 200, "content_type": "text/html", "body": "<h1>The gym's Wi-Fi</h1>"},
    {"status": 200, "content_type": "application/json", "body": '{"acks": []}'},
    {"status": 302, "headers": {"Location": "/accounts/login/"}},
    *(
        {"status": status, "content_type": "application/json", "body": "{}"}
        for status in (400, 401, 403, 409, 413, 426)
    ),
    {"status": 403, "headers": {"X-CSRF": "stale"}},
    {"status": 502, "content_type": "text/html", "body": "<h1>Bad gateway</h1>"},
    {"status": 429, "headers": {"Retry-After": "1"}},
]


def test_no_answer_but_an_acknowledgement_counts(phone: Page, complaints):
    workout = begin(phone)
    wait_until_sent(phone)
    asked: list[int] = []
    phone.route("**/sync/", lambda route: answer(route, NO_ANSWERS, asked))
    (row,) = put(phone, workout, {"set_index": 1, "reps": 8})

    for number in range(1, len(NO_ANSWERS) + 1):
        while len(asked) < number:
            flush(phone)
            phone.wait_for_timeout(50)
        assert states(phone) == ["waiting"]

    phone.unroute("**/sync/")
    phone.wait_for_timeout(1000)
    flush(phone)
    wait_until_sent(phone)
    assert LiftSet.objects.filter(pk=row).count() == 1


def answer(route: Route, answers: list[dict], asked: list[int]) -> None:
    """Give the next of ``answers``, the last one for ever."""
    given = answers[min(len(asked), len(answers) - 1)]
    asked.append(given["status"])
    route.fulfill(**given)


def test_what_the_server_fails_on_stands_aside_for_the_rest(phone: Page, complaints):
    workout = begin(phone)
    wait_until_sent(phone)
    poison = '"reps":13'

    def fail(route: Route) -> None:
        if poison in (route.request.post_data or ""):
            route.fulfill(status=500, body="")
        else:
            route.continue_()

    phone.route("**/sync/", fail)
    rows = put(phone, workout, *({"set_index": n, "reps": 11 + n} for n in (1, 2, 3)))

    wait_until_sent(phone, "s.attention === 1")
    assert set(LiftSet.objects.filter(pk__in=rows).values_list("reps", flat=True)) == {12, 14}
    phone.unroute("**/sync/")
    phone.reload()
    wait_until_sent(phone, "s.attention === 0")
    assert LiftSet.objects.filter(pk__in=rows).count() == 3


@pytest.mark.parametrize("count", [1, 3])
def test_a_server_that_fails_on_everything_is_nobody_s_fault(phone: Page, complaints, count):
    workout = begin(phone)
    wait_until_sent(phone)
    asked: list[list[str]] = sent_by(phone)
    phone.route("**/sync/", lambda route: route.fulfill(status=500, body=""))
    rows = put(phone, workout, *({"set_index": n + 1, "reps": 8} for n in range(count)))

    rounds = 0
    while sum(len(ops) == 1 for ops in asked) < 5 * count:
        rounds += 1
        flush(phone)
    wait_for(phone, f"s.attention === 0 && s.waiting === {count}")
    expect(phone.locator("ls-sync [data-words]")).to_have_text(f"{count} to send")
    # It is not flooded either: halves of the batch at first, then two changes a round.
    assert len(asked) <= 4 + 2 * rounds

    phone.unroute("**/sync/")
    flush(phone)
    wait_until_sent(phone, "s.attention === 0")
    assert LiftSet.objects.filter(pk__in=rows).count() == count


def test_what_fails_by_itself_waits_until_another_change_shows_that_it_is_to_blame(
    phone: Page, complaints
):
    workout = begin(phone)
    wait_until_sent(phone)
    asked = sent_by(phone)

    def fail(route: Route) -> None:
        if '"reps":13' in (route.request.post_data or ""):
            route.fulfill(status=500, body="")
        else:
            route.continue_()

    phone.route("**/sync/", fail)
    put(phone, workout, {"set_index": 1, "reps": 13})
    while len(asked) < 5:
        flush(phone)
    wait_for(phone, "s.attention === 0 && s.waiting === 1")

    put(phone, workout, {"set_index": 2, "reps": 12})
    wait_until_sent(phone, "s.attention === 1")
    # A page that is opened tries it once more, and knows it again at its first failure.
    asked.clear()
    phone.reload()
    while not asked:
        phone.wait_for_timeout(50)
    wait_until_sent(phone, "s.attention === 1")
    assert len(asked) == 1
