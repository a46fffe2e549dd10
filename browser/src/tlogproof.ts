/** C2SP tlog-proof: one leaf, its index, its path, and the checkpoint that holds it (docs/protocol.md 6). */

import { type Bytes, fromBase64 } from "./bytes";
import { verifyInclusion } from "./log";
import { openCheckpoint, openCosigned, type Policy } from "./policy";
import { Told } from "./told";

const FORMAT = "c2sp.org/tlog-proof@v1";

export interface TlogProof {
  index: number;
  hashes: Bytes[];
  checkpoint: string;
}

export function parseTlogProof(text: string): TlogProof {
  const split = text.indexOf("\n\n");
  const [format, ...lines] = text.slice(0, Math.max(split, 0)).split("\n");
  if (split < 0 || format !== FORMAT) throw new Error(`a proof begins with ${FORMAT}`);
  if (lines[0]?.startsWith("extra ")) lines.shift();
  const match = /^index (0|[1-9][0-9]*)$/.exec(lines.shift() ?? "");
  if (!match) throw new Error("a proof names the index of its leaf");
  return { index: Number(match[1]), hashes: lines.map(fromBase64), checkpoint: text.slice(split + 2) };
}

/** Throws unless the proof leads from the leaf to a checkpoint of the policy's log; returns index, size and cosignatures. */
export function verifyTlogProof(text: string, leaf: Uint8Array, policy: Policy, need: "quorum" | "log" = "quorum") {
  const proof = parseTlogProof(text);
  const checkpoint = (need === "quorum" ? openCosigned : openCheckpoint)(proof.checkpoint, policy);
  const { size, root, cosigned } = checkpoint;
  if (!verifyInclusion(leaf, { index: proof.index, size, root, proof: proof.hashes })) {
    throw new Told(`证明不能从这片叶子通到有 ${size} 条的检查点`, `the proof does not lead from this leaf to the checkpoint of ${size} leaves`);
  }
  return { index: proof.index, size, cosigned };
}
