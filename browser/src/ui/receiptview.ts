/** A receipt checked on this page, step by step: who signed it, whether its leaf is right, whether the log holds it. */

import type { Policy } from "../policy";
import { checkReceipt, checkReceiptProof, type Receipt } from "../receipt";
import { chip } from "./checklist";
import { make, saveFile, saveJson } from "./dom";
import type { IconName } from "./icon";
import { facts } from "./section";
import { hash4, moment, say, toldOf } from "./words";

export interface ReceiptToCheck {
  signed: unknown;
  policy: Policy;
  /** One's own bid, when it is at hand. */
  manifest?: string;
  /** Fetches the tlog-proof; rejects while the log has not numbered the leaf yet. Absent without a network. */
  fetchProof?: (receipt: Receipt) => Promise<string>;
}

/** Checks and shows a receipt in `root`. Never throws: what fails is shown as failed, with what not to do. */
export async function showReceipt(root: HTMLElement, about: ReceiptToCheck): Promise<void> {
  const list = make("ul", { class: "q-verdicts" });
  const row = (look: IconName, word: string, rule: string, finding: string) => list.append(make("li", { class: "q-verdict" },
    make("div", { class: "q-verdict-rule" }, make("b", {}, rule)), make("div", { class: "q-verdict-finding" }, finding), chip(look, word)));
  root.replaceChildren(list);
  let receipt: Receipt;
  try {
    receipt = checkReceipt(about.signed, about.policy, about.manifest);
  } catch (error) {
    row("stop", say("核验未通过", "Check failed"), say("回执", "Receipt"), say("{why}。请不要用这张回执，并告诉监督部门。", "{why}. Do not rely on this receipt; tell the supervisor.", { why: toldOf(error) }));
    return;
  }
  root.prepend(headOf(receipt));
  row("ok", say("符合", "Met"), say("平台的签名", "The platform's signature"), say("由公布的回执密钥签署", "Made by the published receipt key"));
  row("ok", say("符合", "Met"), say("事实与叶子", "Fact and leaf"), say("由事实和盐算出的叶子是 {leaf}", "Fact and salt give the leaf {leaf}", { leaf: hash4(receipt.leaf) }));
  await showProof(root, row, receipt, about);
}

type Row = (look: IconName, word: string, rule: string, finding: string) => void;

async function showProof(root: HTMLElement, row: Row, receipt: Receipt, about: ReceiptToCheck): Promise<void> {
  const rule = say("在公开日志里", "In the public log");
  if (!about.fetchProof) {
    row("wait", say("等待", "Waiting"), rule, say("联网后可取日志证明再核", "With a network, fetch the proof and check again"));
    return;
  }
  const proof = await patiently(() => about.fetchProof?.(receipt) ?? Promise.reject(new Error("no network")));
  if (proof === undefined) {
    row("wait", say("等待", "Waiting"), rule, say("日志还没有编到这一条，稍后再核；回执已经有效", "The log has not numbered it yet; check again later. The receipt counts already"));
    return;
  }
  try {
    const { index, size, cosigned } = checkReceiptProof(receipt, proof, about.policy, "log");
    row("ok", say("可核验", "Provable"), rule, say("第 {index} 条，共 {size} 条", "Leaf {index} of {size}", { index: index.toLocaleString("en"), size: size.toLocaleString("en") }));
    witnesses(row, Object.keys(cosigned), about.policy);
    const name = `${receipt.opening.tender}-${receipt.manifest.slice(0, 8)}.tlog-proof`;
    root.append(make("p", {}, make("button", { type: "button", class: "q-button q-button-small", onclick: () => saveFile(name, new Blob([proof], { type: "text/plain" })) }, say("保存日志证明", "Save the proof"))));
  } catch (error) {
    row("stop", say("核验未通过", "Check failed"), rule, say("{why}。请保存回执，并告诉监督部门。", "{why}. Keep the receipt and tell the supervisor.", { why: toldOf(error) }));
  }
}

function witnesses(row: Row, names: string[], policy: Policy): void {
  if (policy.quorum === 0) {
    row("warn", say("注意", "Note"), say("见证人", "Witnesses"), say("名单里没有见证人，日志只有平台自己的签名", "The policy names no witnesses; the log bears the platform's own signature alone"));
    return;
  }
  const enough = names.length >= policy.quorum;
  row(enough ? "ok" : "wait", enough ? say("已见证", "Witnessed") : say("等待见证", "Waiting"), say("见证人", "Witnesses"),
    say("{all} 家中须有 {quorum} 家，已有 {n} 家：{names}", "{quorum} of {all} needed, {n} so far: {names}", { all: policy.witnesses.length, quorum: policy.quorum, n: names.length, names: names.join(say("、", ", ")) || say("无", "none") }));
}

/** Tries for about six seconds: a leaf is numbered within a second or so. */
async function patiently(fetchProof: () => Promise<string>): Promise<string | undefined> {
  for (let attempt = 0; attempt < 6; attempt++) {
    const proof = await fetchProof().catch(() => undefined);
    if (proof !== undefined) return proof;
    await new Promise((resume) => setTimeout(resume, 1_000));
  }
  return undefined;
}

function headOf(receipt: Receipt): HTMLElement {
  const withdrawn = receipt.fact["kind"] === "bid-withdrawn/v1";
  return facts([
    [say("项目", "Tender"), `${receipt.opening.tender}${say("，标段 {n}", ", section {n}", { n: receipt.opening.section })}`],
    [withdrawn ? say("撤回时间", "Withdrawn at") : say("送达时间", "Arrived at"), moment(receipt.arrived_at)],
    [say("投标文件指纹", "Hash of the bid"), make("code", {}, hash4(receipt.manifest))],
  ]);
}

export function saveReceipt(signed: { document: Receipt }): void {
  const { opening, manifest } = signed.document;
  saveJson(`${say("回执", "receipt")}-${opening.tender}-${opening.section}-${manifest.slice(0, 8)}.json`, signed);
}
