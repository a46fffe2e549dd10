/** What a guardian's tool demands before it releases to a session: the `session-opened` fact, witnessed, and whom it names (protocol 12). */

import { fromBase64 } from "./bytes";
import { factLeaf } from "./canonical";
import { checkRecipient } from "./keys";
import type { Opening } from "./opening";
import type { Policy } from "./policy";
import { verifyTlogProof } from "./tlogproof";
import { Told } from "./told";

/** The open fact `session-opened/v1` with its salt and the tlog-proof of its leaf. */
export interface SessionFact {
  fact: {
    kind: string; at: string; by: string; subject: string;
    body: { section: string; round: number; session: string; recipient: string; draw: number; members: number };
  };
  salt: string;
  proof: string;
}

/** Throws unless a checkpoint that the policy's quorum cosigned includes the session of this opening, after leaf `closed`; returns its code and recipient. */
export function verifySessionFact(opened: SessionFact, opening: Opening, policy: Policy, closed: number) {
  const { kind, subject, body } = opened.fact;
  const ours = kind === "session-opened/v1" && subject === `tender:${opening.tender}` && body.section === opening.section && body.round === opening.round;
  if (!ours || opening.origin !== policy.origin) throw new Told("这条事实不是本次开标的评标", "the fact is not the evaluation session of this opening");
  const { index, size, cosigned } = verifyTlogProof(opened.proof, factLeaf(fromBase64(opened.salt), opened.fact), policy, "quorum");
  if (index <= closed) throw new Told("这场评标记在截止之前", "the session stands in the log before the closing");
  checkRecipient(body.recipient);
  return { session: body.session, recipient: body.recipient, members: body.members, index, size, cosigned };
}
