/** Passphrases: a proposal that is strong and can be read aloud, and the least that is accepted. */

import { randomBytes } from "./bytes";

export const LEAST_CHARACTERS = 12;
const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

/** Five groups of four from 32 letters and digits that are not taken for each other: 100 bits. */
export function proposePassphrase(): string {
  const letters = [...randomBytes(20)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
  return (letters.match(/.{4}/g) ?? []).join("-");
}

/** Short, or all alike. Whether it was used elsewhere nobody here can know. */
export function isWeak(passphrase: string): boolean {
  return passphrase.length < LEAST_CHARACTERS || new Set(passphrase).size < 5;
}
