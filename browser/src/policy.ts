/** The pinned policy (docs/protocol.md 6): whose log, which witnesses, how many of them, whose guardians. */

import { toHex } from "./bytes";
import { jcs, sha256 } from "./canonical";
import { type Checkpoint, parseCheckpoint, parseNote, readVkey, signedAt } from "./note";
import { Told } from "./told";

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

export interface Witnessed extends Checkpoint {
  /** witness name -> Unix time of its valid cosignature. */
  cosigned: Record<string, number>;
}

/** Reads a checkpoint, signed by the policy's log; throws when it is not, or of another origin. */
export function openCheckpoint(note: string, policy: Policy): Witnessed {
  const parsed = parseNote(note);
  if (signedAt(parsed, readVkey(policy.log)) === undefined) throw new Told("检查点不是名单所写的日志签的", "the checkpoint is not signed by the log of the policy");
  const checkpoint = parseCheckpoint(parsed.text);
  if (checkpoint.origin !== policy.origin) throw new Told(`检查点属于 ${checkpoint.origin}，不是 ${policy.origin}`, `the checkpoint is of ${checkpoint.origin}, not ${policy.origin}`);
  const cosigned: Record<string, number> = {};
  for (const { name, key } of policy.witnesses) {
    const time = signedAt(parsed, readVkey(key));
    if (time !== undefined) cosigned[name] = time;
  }
  return { ...checkpoint, cosigned };
}

/** As `openCheckpoint`, and throws unless the quorum of witnesses cosigned. */
export function openCosigned(note: string, policy: Policy): Witnessed {
  const checkpoint = openCheckpoint(note, policy);
  const count = Object.keys(checkpoint.cosigned).length;
  if (count < policy.quorum) throw new Told(`须有 ${policy.quorum} 家见证人签名，只有 ${count} 家`, `${count} of ${policy.quorum} witnesses cosigned this checkpoint`);
  return checkpoint;
}
