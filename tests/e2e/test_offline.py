"""Logging without a network: what is kept on the device, when it is sent, and to whom it is shown."""

import re
from secrets import token_urlsafe

from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from apps.core import precache
from apps.lifts.models import LiftSet
from tests.e2e.outbox import (
    OUTBOX,
    begin,
    entries,
    flush,
    kept_offline,
    put,
    sent_by,
    states,
    until,
    wait_for,
    wait_until_sent,
)
from tests.e2e.people import sign_in_as
from tests.support.factories.profiles import AthleteFactory


def test_after_one_visit_the_log_opens_without_a_network(sam: Page, site: str, complaints):
    sam.goto(f"{site}/today/")
    kept_offline(sam)
    sam.context.set_offline(True)
    cold = sam.context.new_page()

    cold.goto(f"{site}/log/")
    expect(cold.locator("ls-log")).to_be_visible()
    workout = begin(cold)
    (row,) = put(cold, workout, {"set_index": 1, "reps": 8})
    expect(cold.locator("ls-sync [data-words]")).to_have_text("Offline, 2 to send")
    cold.reload()
    assert states(cold) == ["waiting"]
    cold.goto(f"{site}/today/")
    expect(cold.get_by_role("heading", level=1)).to_have_text("No connection")
    cold.get_by_role("link", name="·").click()
    cold.wait_for_url("**/play/")
    expect(cold.get_by_role("heading", name="No connection")).to_have_count(0)

    sam.context.set_offline(False)
    wait_until_sent(cold)
    assert LiftSet.objects.get(pk=row).reps == 8


def test_a_full_disk_writes_nothing_says_so_and_sends_what_it_has(
    page: Page, site: str, complaints
):
    # Chromium remembers for a while how much room there was: it must be little from the beginning.
    devtools = page.context.new_cdp_session(page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": site, "quotaSize": 800_000})
    sign_in_as(page, site, AthleteFactory().user)
    page.goto(f"{site}/log/")
    workout = begin(page)
    wait_until_sent(page)
    page.route("**/sync/", lambda route: route.abort())
    kept: list[str] = []
    # What repeats itself is packed small, and the disk would take long to fill.
    bulk = token_urlsafe(37_500)
    for number in range(1, 100):
        said = put(
            page,
            workout,
            *(
                {"set_index": number, "reps": 8, "side": side, "row": bulk}
                for side in ("left", "right")
            ),
        )
        if said == "QuotaExceededError":
            break
        kept += said

    assert len(kept) == len(states(page)) > 0
    page.unroute("**/sync/")
    flush(page)
    wait_until_sent(page)
    assert LiftSet.objects.filter(pk__in=kept).count() == len(kept)


def test_signing_out_asks_and_keeps_what_is_not_sent(phone: Page, site: str, complaints):
    workout = begin(phone)
    wait_until_sent(phone)
    phone.route("**/sync/", lambda route: route.abort())
    (row,) = put(phone, workout, {"set_index": 1, "reps": 8})

    phone.goto(f"{site}/accounts/logout/")
    phone.locator("#sign-out").click()
    dialog = phone.get_by_role("dialog", name="Not everything is sent")
    with phone.expect_download() as download:
        dialog.get_by_role("button", name="Download").click()
    assert row in download.value.path().read_text()
    dialog.get_by_role("button", name="Send now").click()
    expect(dialog.get_by_text("could not be sent")).to_be_visible()
    dialog.get_by_role("button", name="Sign out anyway").click()
    phone.wait_for_url(f"{site}/")
    expect(phone.locator("ls-sync [data-words]")).to_have_text("Sign in to send 1")
    assert not LiftSet.objects.filter(pk=row).exists()
    # It waits, but whoever has the phone now does not see it.
    assert states(phone) == []
    phone.goto(f"{site}/log/")
    expect(phone.locator("ls-log")).not_to_have_attribute("aria-busy", "true")
    expect(phone.locator(".exercise-card")).to_have_count(0)
    phone.unroute("**/sync/")
    sign_in_as(phone, site, get_user_model().objects.get())
    phone.goto(f"{site}/log/")
    wait_until_sent(phone)
    assert LiftSet.objects.filter(pk=row).exists()


def test_signing_out_with_everything_sent_leaves_nothing(phone: Page, site: str, complaints):
    kept_offline(phone)

    phone.goto(f"{site}/accounts/logout/")
    phone.locator("#sign-out").click()
    phone.wait_for_url(f"{site}/")

    until(phone, f"{OUTBOX} return (await o.owner()) === null;")
    assert (
        phone.evaluate(
            """() => new Promise((done) => {
          indexedDB.open('levelset').onsuccess = ({ target }) => {
            const asked = target.result.transaction('kept').objectStore('kept').count();
            asked.onsuccess = () => done(asked.result);
          };
        })"""
        )
        == 0
    )


def test_another_athlete_neither_sees_nor_sends_what_is_not_theirs(
    phone: Page, site: str, complaints
):
    workout = begin(phone)
    owner = phone.evaluate(f"async () => {{ {OUTBOX} return o.owner(); }}")
    wait_until_sent(phone)
    phone.context.set_offline(True)
    (row,) = put(phone, workout, {"set_index": 1, "reps": 8})
    sent = sent_by(phone)
    other = AthleteFactory()

    sign_in_as(phone, site, other.user)
    phone.context.set_offline(False)
    phone.goto(f"{site}/log/")
    wait_for(phone, f"(await o.owner()) === '{other.pk}'")
    flush(phone)

    assert (entries(phone), sent) == ([], [])
    assert owner not in phone.content()
    until(phone, f"{OUTBOX} return (await o.read('log'))?.athlete === '{other.pk}';")
    assert not LiftSet.objects.filter(pk=row).exists()


def test_two_tabs_send_each_change_once(phone: Page, site: str, complaints):
    workout = begin(phone)
    wait_until_sent(phone)
    second = phone.context.new_page()
    second.goto(f"{site}/today/")
    sent = sent_by(phone)
    phone.context.set_offline(True)
    rows = [
        row
        for number in range(1, 6)
        for page in (phone, second)
        for row in put(page, workout, {"set_index": number, "reps": 8})
    ]

    phone.context.set_offline(False)
    wait_until_sent(phone)
    wait_until_sent(second)

    assert sorted(op for ops in sent for op in ops) == sorted({op for ops in sent for op in ops})
    assert LiftSet.objects.filter(pk__in=rows).count() == 10


def test_what_is_refused_says_why_and_can_be_mended_or_discarded(
    phone: Page, site: str, complaints
):
    workout = begin(phone)
    first, second = put(
        phone, workout, {"set_index": 1, "reps": 5000}, {"set_index": 2, "reps": 6000}
    )
    wait_for(phone, "s.attention === 2")
    phone.goto(f"{site}/sync/attention/")
    items = phone.locator("ls-attention li[data-seq]")
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("set 1 left, 20 kg, 5000 reps")
    expect(items.first).to_contain_text("reps: ")
    expect(phone.locator("ls-sync [data-words]")).to_have_text("2 need you")

    phone.evaluate(
        f"async (id) => {{ {OUTBOX} await o.put({{ entity: 'lift_set', id, kind: 'patch', fields: {{ reps: 5 }} }}); }}",
        first,
    )
    wait_until_sent(phone, "s.attention === 1")
    assert LiftSet.objects.get(pk=first).reps == 5
    items.get_by_role("button", name="Discard").click()
    phone.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    expect(items).to_have_count(1)
    items.get_by_role("button", name="Discard").click()
    phone.get_by_role("dialog").get_by_role("button", name="Discard").click()
    expect(phone.locator("ls-attention")).to_contain_text("Nothing needs you.")
    assert not LiftSet.objects.filter(pk=second).exists()


def test_the_other_device_s_value_is_one_tap_away(phone: Page, site: str, complaints):
    workout = begin(phone)
    (row,) = put(phone, workout, {"set_index": 1, "reps": 8})
    wait_for(phone, "e.length === 0")
    phone.context.set_offline(True)
    change = f"async ([id, reps]) => {{ {OUTBOX} await o.put({{ entity: 'lift_set', id, kind: 'patch', fields: {{ reps }} }}); }}"
    phone.evaluate(change, [row, 9])
    other = phone.context.browser.new_context(
        storage_state=phone.context.storage_state()
    ).new_page()
    other.goto(f"{site}/log/")
    until(other, f"{OUTBOX} return (await o.read('log'))?.sets.length === 1;")
    other.evaluate(change, [row, 10])
    wait_until_sent(other)
    other.context.close()
    phone.context.set_offline(False)

    phone.goto(f"{site}/sync/attention/")
    item = phone.locator("ls-attention li[data-seq]")
    expect(item).to_contain_text("10 reps")
    assert LiftSet.objects.get(pk=row).reps == 9
    item.get_by_role("button", name="Use the other device's value").click()

    expect(item).to_have_count(0)
    wait_until_sent(phone)
    assert LiftSet.objects.get(pk=row).reps == 10


def test_without_web_locks_a_lease_keeps_the_order(phone: Page, site: str, complaints):
    phone.context.add_init_script(
        "Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true })"
    )
    phone.goto(f"{site}/today/")
    workout = begin(phone)
    (row,) = put(phone, workout, {"set_index": 1, "reps": 8})

    wait_until_sent(phone)
    assert LiftSet.objects.filter(pk=row).exists()


def test_a_wrong_clock_is_told_and_hinders_nothing(phone: Page, site: str, complaints):
    phone.clock.install(time="2036-01-01T10:00:00")
    phone.goto(f"{site}/log/")
    workout = begin(phone)
    (row,) = put(phone, workout, {"set_index": 1, "reps": 8})

    expect(phone.locator(".toast", has_text="The clock of this device is off")).to_be_visible()
    wait_until_sent(phone)
    assert LiftSet.objects.filter(pk=row).exists()


def test_a_new_version_waits_until_it_is_asked_for(phone: Page, site: str, monkeypatch, complaints):
    kept_offline(phone)
    phone.reload()
    listed = precache.build
    monkeypatch.setattr(
        precache, "build", lambda request: {**listed(request), "version": "the-next-version"}
    )

    phone.goto(f"{site}/log/")
    update = phone.get_by_role("button", name="Update")
    expect(update).to_be_visible(timeout=20_000)
    assert len(phone.evaluate("() => caches.keys()")) == 2
    with phone.expect_navigation():
        update.click()

    expect(update).to_be_hidden()
    until(phone, "return (await caches.keys()).join() === 'levelset-the-next-version';")


def test_the_kill_switch_takes_the_worker_away_and_no_data(
    phone: Page, site: str, settings, complaints
):
    kept_offline(phone)
    workout = begin(phone)
    wait_until_sent(phone)
    phone.route("**/sync/", lambda route: route.abort())
    put(phone, workout, {"set_index": 1, "reps": 8})
    settings.LEVELSET_OFFLINE_PAGES = False

    phone.goto(f"{site}/log/")

    until(
        phone,
        "return !(await caches.keys()).length && !(await navigator.serviceWorker.getRegistration());",
    )
    assert states(phone) == ["waiting"]
    assert re.search("Offline|to send", phone.locator("ls-sync [data-words]").inner_text())
