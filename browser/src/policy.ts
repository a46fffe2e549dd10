/** The pinned policy (docs/protocol.md 6): whose log, which witnesses, how many of them, whose guardians. */

import { toHex } from "./bytes";
import { jcs, sha256 } from "./canonical";
import { type Checkpoint, isSignedBy, parseCheckpoint, parseNote, readVkey } from "./note";

export interface Policy {
  type: "policy/v1";
  origin: string;
  log: string;
  receipt_key: string;
  witnesses: { name: string; key: string }[];
  quorum: number;
  guardians: { guardian: string; name: string; organisation: string; group: string; key: string }[];
}

export function parsePolicy(value: unknown): Policy {
  const policy = value as Policy;
  if (policy?.type !== "policy/v1" || !Array.isArray(policy.witnesses) || !Number.isSafeInteger(policy.quorum)) {
    throw new Error("this is no policy of type policy/v1");
  }
  if (policy.quorum < 0 || policy.quorum > policy.witnesses.length) throw new Error("the quorum asks for more witnesses than there are");
  return policy;
}

/** The hash by which a person can compare the policy with the one published elsewhere. */
export function policyHash(policy: Policy): string {
  return toHex(sha256(jcs(policy)));
}

/** Reads a checkpoint, signed by the policy's log; throws when it is not, or of another origin. */
export function openCheckpoint(note: string, policy: Policy): Checkpoint & { cosigners: string[] } {
  const parsed = parseNote(note);
  if (!isSignedBy(parsed, readVkey(policy.log))) throw new Error("the checkpoint is not signed by the log of the policy");
  const checkpoint = parseCheckpoint(parsed.text);
  if (checkpoint.origin !== policy.origin) throw new Error(`the checkpoint is of ${checkpoint.origin}, not ${policy.origin}`);
  const cosigners = policy.witnesses.filter(({ key }) => isSignedBy(parsed, readVkey(key))).map(({ name }) => name);
  return { ...checkpoint, cosigners };
}

/** As `openCheckpoint`, and throws unless the quorum of witnesses cosigned. */
export function openCosigned(note: string, policy: Policy): Checkpoint & { cosigners: string[] } {
  const checkpoint = openCheckpoint(note, policy);
  if (checkpoint.cosigners.length < policy.quorum) {
    throw new Error(`${checkpoint.cosigners.length} of ${policy.quorum} witnesses cosigned this checkpoint`);
  }
  return checkpoint;
}
