/** One store of this browser (IndexedDB), each in a database of its own: a new one never waits for pages that hold an older open. */

export interface Store<T> {
  all(): Promise<T[]>;
  get(key: string): Promise<T | undefined>;
  put(value: T): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Opens the store at each act, and makes it at the first; `key` is the field that names a value. */
export function storeOf<T>(database: string, name: string, key: string): Store<T> {
  const act = async <R>(mode: IDBTransactionMode, request: (store: IDBObjectStore) => IDBRequest): Promise<R> => {
    const opened = await openedAs(database, name, key);
    try {
      return await settled<R>(request(opened.transaction(name, mode).objectStore(name)));
    } finally {
      opened.close();
    }
  };
  return {
    all: () => act<T[]>("readonly", (store) => store.getAll()),
    get: (wanted) => act<T | undefined>("readonly", (store) => store.get(wanted)),
    put: (value) => act("readwrite", (store) => store.put(value)),
    remove: (wanted) => act("readwrite", (store) => store.delete(wanted)),
  };
}

function openedAs(database: string, name: string, key: string): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(name, { keyPath: key });
  return settled<IDBDatabase>(request);
}

function settled<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error("the browser's store refused"));
  });
}
