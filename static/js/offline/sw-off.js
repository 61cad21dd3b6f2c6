// The kill switch: a worker that takes itself and the kept pages away. It leaves IndexedDB alone.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith("levelset-")) await caches.delete(name);
  }
  await registration.unregister();
}
