/** Key files kept in this browser (IndexedDB). What is kept is the passphrase-wrapped file, never a bare master. */

import type { KeyFile } from "../keys";

const STORE = "keys";

/** Sent on the document when a key was kept: pickers that stand already learn of it. */
export const KEPT = "q-key-kept";

/** Lists the kept key files of one origin, newest use unknown: sorted by label. */
export async function keptKeys(origin: string): Promise<KeyFile[]> {
  const all = await withStore<KeyFile[]>("readonly", (store) => store.getAll() as IDBRequest<KeyFile[]>);
  return all.filter((file) => file.origin === origin).sort((a, b) => a.label.localeCompare(b.label));
}

export async function keepKey(file: KeyFile): Promise<void> {
  const isNew = !(await keptKeys(file.origin)).some((kept) => kept.public === file.public);
  await withStore("readwrite", (store) => store.put(file));
  if (isNew) document.dispatchEvent(new Event(KEPT));
}

export async function forgetKey(publicKey: string): Promise<void> {
  await withStore("readwrite", (store) => store.delete(publicKey));
}

async function withStore<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const database = await opened();
  try {
    return await settled<T>(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open("qinglian", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "public" });
  return settled<IDBDatabase>(request);
}

function settled<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error("the browser's store refused"));
  });
}
