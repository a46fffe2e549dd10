/** What two people read to each other over the telephone when a key is bound (people/keys.py): 160 bits in groups of four. */

import { fromBase64, toHex } from "./bytes";
import { sha256 } from "./canonical";

export function fingerprint(publicKey: string): string {
  const digits = toHex(sha256(fromBase64(publicKey))).slice(0, 40);
  return (digits.match(/.{4}/g) ?? []).join(" ");
}
