// The service worker. The server writes BUILD before this text; docs/offline.md has the rules.
const { language, version, shells, files, named } = BUILD;
const CACHE = `levelset-${version}`;
const PATIENCE_MS = 3000;
let slowUntil = 0;

const kept = (path) => caches.match(path, { cacheName: CACHE, ignoreVary: true });

async function fill() {
  const cache = await caches.open(CACHE);
  // Without cookies: what is kept is nobody's page, in the language of whoever asked for this worker.
  const asked = { headers: { "Accept-Language": language }, credentials: "omit", redirect: "error", cache: "no-cache" };
  await cache.addAll([...shells, ...files].map((path) => new Request(path, asked)));
  // Another language, or other words, for the same scripts: no open page minds.
  const before = await caches.keys();
  if (before.some((name) => name !== CACHE && name.startsWith(CACHE.slice(0, -8)))) skipWaiting();
}

async function clear() {
  for (const name of await caches.keys()) {
    if (name.startsWith("levelset-") && name !== CACHE) await caches.delete(name);
  }
  await clients.claim();
}

const quick = (answer) =>
  Promise.race([answer, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]).catch(() => undefined);

async function page(request, path) {
  const shell = path.replace(/^\/program\/sessions\/[^/]+\/play\/$/, "/program/play/");
  const network = fetch(request);
  if (!shells.includes(shell)) return network.catch(async (error) => (await kept("/offline/")) ?? Promise.reject(error));
  const answer = await quick(network);
  if (answer && answer.status < 500) return answer;
  slowUntil = Date.now() + 10_000;
  return (await kept(shell)) ?? network;
}

async function file(request, path) {
  // A file named by its content never changes; another one may, as long as somebody answers.
  const fresh = named || Date.now() < slowUntil ? null : await quick(fetch(request));
  return fresh?.ok ? fresh : ((await kept(path)) ?? fetch(request));
}

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(clear()));
addEventListener("message", ({ data }) => data === "update" && skipWaiting());
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate") event.respondWith(page(event.request, pathname));
  else if (files.includes(pathname)) event.respondWith(file(event.request, pathname));
});
