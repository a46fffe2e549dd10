/** What is signed around an evaluation session (docs/protocol.md 12): releases to it, seats, sheets, reports. The same bytes as trust/session.py. */

import { Encrypter } from "age-encryption";

import { toBase64 } from "./bytes";
import { jcs, type JsonObject } from "./canonical";
import { type Signed, signDocument, type Signer } from "./documents";
import type { Master } from "./keys";
import type { Opening } from "./opening";
import { type Envelope, openEnvelopes, type Refused } from "./release";

/** What the session opens; the sheet was opened in public before. */
export type SessionCompartment = "business" | "technical";
export const SESSION_COMPARTMENTS: readonly SessionCompartment[] = ["business", "technical"];

/** Shares of one compartment: `session` is the recipient, `shares` are encrypted to it. */
export interface SessionRelease {
  type: "session-release/v1";
  opening: Opening;
  guardian: string;
  compartment: SessionCompartment;
  closing: string;
  session: string;
  shares: string;
}

export interface ToSessionRelease {
  opening: Opening;
  guardian: string;
  compartment: SessionCompartment;
  closing: string;
  /** The recipient (`age1...`) that the witnessed `session-opened` fact names. */
  session: string;
  epoch: number;
}

/** Where a member signs: the opening, the session's code, the member's number in it. */
export interface SeatPlace {
  opening: Opening;
  session: string;
  seat: number;
}

export interface Seat extends SeatPlace {
  type: "seat/v1";
  confirmed: string[];
}

export type SheetKind = "review" | "technical" | "business" | "adjustment";

export interface ScoreSheet extends SeatPlace {
  type: "score-sheet/v1";
  kind: SheetKind;
  /** By bid number, or by blind code where the technical part is blind. */
  rows: JsonObject;
  /** By the same keys: SHA-256 of the files that were shown. */
  files: Record<string, string[]>;
}

export interface ReportSignature extends SeatPlace {
  type: "evaluation-report-signature/v1";
  result: string;
  dissent: string;
}

/** Opens every envelope and signs the shares, encrypted to the session. Check the session's fact and the closing list before. */
export async function makeSessionRelease(
  master: Master, about: ToSessionRelease, bids: readonly Envelope[], onProgress?: (done: number, total: number) => void,
): Promise<{ release: Signed<SessionRelease>; opened: number; refused: Refused[] }> {
  const { opening, guardian, compartment, closing, session } = about;
  const { shares, refused } = await openEnvelopes(master, about, bids, onProgress);
  const encrypter = new Encrypter();
  encrypter.addRecipient(session);
  const sealed = toBase64(await encrypter.encrypt(jcs(shares)));
  const release = signDocument<SessionRelease>(master, {
    type: "session-release/v1", opening, guardian, compartment, closing, session, shares: sealed,
  });
  return { release, opened: shares.length, refused };
}

/** Signs the taking of a seat: the key is made for this seat, identity and recusal are confirmed. */
export function signSeat(signer: Signer, { opening, session, seat }: SeatPlace): Signed<Seat> {
  return signDocument<Seat>(signer, { type: "seat/v1", opening, session, seat, confirmed: ["identity", "recusal"] });
}

/** Signs a score sheet with the seat's key. */
export function signSheet(signer: Signer, { opening, session, seat, kind, rows, files }: Omit<ScoreSheet, "type">): Signed<ScoreSheet> {
  return signDocument<ScoreSheet>(signer, { type: "score-sheet/v1", opening, session, seat, kind, rows, files });
}

/** Signs the evaluation report; `result` is the hash of the result's JCS. An empty dissent is agreement; one that is written stands on one line. */
export function signReport(signer: Signer, { opening, session, seat, result, dissent }: Omit<ReportSignature, "type">): Signed<ReportSignature> {
  return signDocument<ReportSignature>(signer, { type: "evaluation-report-signature/v1", opening, session, seat, result, dissent });
}
