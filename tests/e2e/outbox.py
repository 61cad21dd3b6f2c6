"""The outbox of an open page, in a test's hands."""

import json
import time

from playwright.sync_api import Page

# The page's own outbox: a second copy would be another sender.
PARTS = "await import(document.querySelector('script[type=module]').src)"
OUTBOX = f"const {{ outbox: o, uuid7 }} = {PARTS};"
START = """async () => {
  OUTBOX
  const at = new Date().toISOString();
  globalThis.workout = uuid7();
  globalThis.exercise = Object.entries((await o.read('catalogue')).exercises).find(([, e]) => e.sides.length === 2 && e.fields.includes('reps'))[0];
  await o.put({ entity: 'workout', id: workout, kind: 'put', fields: { started_at: at, local_date: at.slice(0, 10) } });
  return [workout, exercise];
}""".replace("OUTBOX", OUTBOX)
PUT = """async ([workout_id, exercise_id, sets]) => {
  OUTBOX
  const performed_at = new Date().toISOString();
  const common = { workout_id, exercise_id, performed_at, side: 'left', typed_load: '20', typed_unit: 'kg' };
  const ops = sets.map(({ row, ...fields }) => ({ entity: 'lift_set', id: uuid7(), kind: 'put', row, fields: { ...common, ...fields } }));
  return o.put(ops).then((made) => made.map(({ id }) => id), (error) => error.name);
}""".replace("OUTBOX", OUTBOX)

type Workout = tuple[str, str]


def begin(page: Page) -> Workout:
    """Start a workout by way of the outbox."""
    for name in ("log", "catalogue"):
        until(page, f"{OUTBOX} return Boolean(await o.read('{name}'));")
    workout, exercise = page.evaluate(START)
    return workout, exercise


def put(page: Page, workout: Workout, *sets: dict) -> list[str] | str:
    """Log sets by way of the outbox; the rows' ids, or the name of what went wrong."""
    return page.evaluate(PUT, [*workout, list(sets)])


def entries(page: Page) -> list[dict]:
    return page.evaluate(f"async () => {{ {OUTBOX} return o.entries(); }}")


def states(page: Page) -> list[str]:
    return [entry["state"] for entry in entries(page) if entry["op"]["entity"] == "lift_set"]


def wait_for(page: Page, condition: str) -> None:
    """Wait until ``condition`` holds of the outbox ``o``, its ``owner``, its state ``s`` and its entries ``e``."""
    asked = f"{OUTBOX} const owner = await o.owner(); const e = await o.entries(); const s = o.status(); return {condition};"
    until(page, asked)


def wait_until_sent(page: Page, more: str = "true") -> None:
    """Wait until nothing of somebody waits: while nobody is named, nothing does either."""
    wait_for(page, f"Boolean(owner) && s.waiting === 0 && {more}")


def until(page: Page, body: str) -> None:
    """Wait until ``body`` returns true: Playwright's own wait takes a promise for a yes."""
    last_try = time.monotonic() + 20
    while not page.evaluate(f"async () => {{ {body} }}"):
        assert time.monotonic() < last_try, body
        page.wait_for_timeout(50)


def flush(page: Page) -> None:
    page.evaluate(f"async () => {{ {OUTBOX} await o.flush(); }}")


def kept_offline(page: Page) -> None:
    """Wait until the worker has its pages and the outbox its snapshots."""
    until(page, "return Boolean((await navigator.serviceWorker.getRegistration())?.active);")
    until(page, "return Boolean(await caches.match('/log/', { ignoreVary: true }));")
    for name in ("log", "catalogue", "session"):
        until(page, f"{OUTBOX} return Boolean(await o.read('{name}'));")


def sent_by(page: Page) -> list[list[str]]:
    """Collect the operations of every request that is sent from now on."""
    sent: list[list[str]] = []
    page.context.on(
        "request",
        lambda request: (
            sent.append([op["op_id"] for op in json.loads(request.post_data or "{}")["ops"]])
            if request.url.endswith("/sync/")
            else None
        ),
    )
    return sent
