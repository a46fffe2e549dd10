/** Key files kept in this browser (IndexedDB). What is kept is the passphrase-wrapped file, never a bare master. */

import type { KeyFile } from "../keys";
import { storeOf } from "./stored";

const store = storeOf<KeyFile>("qinglian", "keys", "public");

/** Sent on the document when a key was kept: pickers that stand already learn of it. */
export const KEPT = "q-key-kept";

/** Lists the kept key files of one origin, newest use unknown: sorted by label. */
export async function keptKeys(origin: string): Promise<KeyFile[]> {
  const all = await store.all();
  return all.filter((file) => file.origin === origin).sort((a, b) => a.label.localeCompare(b.label));
}

export async function keepKey(file: KeyFile): Promise<void> {
  const isNew = !(await keptKeys(file.origin)).some((kept) => kept.public === file.public);
  await store.put(file);
  if (isNew) document.dispatchEvent(new Event(KEPT));
}

export async function forgetKey(publicKey: string): Promise<void> {
  await store.remove(publicKey);
}
