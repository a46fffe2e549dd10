/** Comparing the policy's fingerprint with the one published in the gazette: once on each machine, and again when it changes. */

import { type Policy, policyHash } from "../policy";
import { make } from "./dom";
import { pinnedHash, pinPolicy } from "./pinned";
import { Trouble } from "./report";
import { facts } from "./section";
import { grouped, say } from "./words";

export interface PolicyCheck {
  element: HTMLElement;
  /** Throws Trouble unless this very policy was confirmed on this machine, now or before. */
  confirm(): string;
}

export function policyCheck(policy: Policy): PolicyCheck {
  const hash = policyHash(policy);
  const pinned = pinnedHash(policy);
  if (pinned === hash) {
    return { element: make("p", { class: "q-note" }, say("核验名单与本机上次核对过的一致。", "The policy is the one that was confirmed on this machine before.")), confirm: () => hash };
  }
  const box = make("input", { id: "q-policy-same", type: "checkbox" });
  const why = pinned === null
    ? say("本机第一次使用：请把下面的指纹与公告栏、报纸或监督部门公布的逐组核对。", "First use on this machine: compare the fingerprint below, group by group, with the one in the gazette or at the supervisor.")
    : say("名单与本机上次核对过的不同。不要急着交出：请先向监督部门问清为什么变了。", "The policy differs from the one that was confirmed on this machine. Do not release yet: ask the supervisor why it changed.");
  const element = make("div", { class: "q-state q-field" },
    make("p", {}, make("b", {}, say("核对核验名单", "Compare the policy"))), make("p", {}, why),
    facts([[say("指纹", "Fingerprint"), make("code", { class: "q-long-hash" }, grouped(hash))]]),
    make("div", {}, make("div", {}, make("label", { for: "q-policy-same" }, box, say("我已逐组核对，与公布的一致", "I compared every group; it is the published one")))));
  return {
    element,
    confirm() {
      if (!box.checked) throw new Trouble(say("还没有核对核验名单。", "The policy has not been compared yet."), say("请核对指纹并勾选。", "Compare the fingerprint and tick the box."));
      pinPolicy(policy);
      return hash;
    },
  };
}
