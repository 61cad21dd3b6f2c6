// IndexedDB in promises. entries: what was done here; kept: the server's snapshots; meta: the rest.
const STORES = { entries: { keyPath: "seq", autoIncrement: true }, kept: { keyPath: ["owner", "name"] }, meta: {} };
let opened;

/** The outcome of a request. */
const ask = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function open() {
  const request = indexedDB.open("levelset", 1);
  request.onupgradeneeded = () => {
    for (const name in STORES) request.result.createObjectStore(name, STORES[name]);
  };
  const db = await ask(request);
  db.onclose = db.onversionchange = () => {
    db.close();
    opened = null;
  };
  return db;
}

/** Run `work` in one transaction: when this resolves all of it is on the disk, else none is. */
export async function within(work, mode = "readwrite") {
  opened ??= open();
  const db = await opened.catch((error) => {
    opened = null;
    throw error;
  });
  const tx = db.transaction(Object.keys(STORES), mode, { durability: "strict" });
  const over = new Promise((resolve, reject) => {
    tx.oncomplete = resolve;
    tx.onabort = () => reject(tx.error);
  });
  const on = (method) => (name, ...rest) => ask(tx.objectStore(name)[method](...rest));
  try {
    const result = await work({ get: on("get"), all: on("getAll"), put: on("put"), drop: on("delete") });
    await over;
    return result;
  } catch (error) {
    over.catch(() => {});
    if (!tx.error) tx.abort();
    throw tx.error ?? error;
  }
}
