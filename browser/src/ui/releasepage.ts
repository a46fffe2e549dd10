/** Releasing shares, by a guardian for every bid or by a bidder for its own lock: five checks that are shown, then the signature. */

import { type ClosedFact, verifyClosedFact, verifyWholeList } from "../closed";
import type { ClosingList } from "../closing";
import { documentHash, type Signed } from "../documents";
import type { Compartment, Opening } from "../opening";
import { parsePolicy } from "../policy";
import { type Envelope, makeRelease, type Refused } from "../release";
import { make } from "./dom";
import { fetchJson } from "./fetching";
import { keyPicker } from "./keypicker";
import { policyCheck } from "./policycheck";
import { attempt, report, Trouble } from "./report";
import { stepList, type StepList } from "./steplist";
import { postJson } from "./upload";
import { hash4, say, toldOf } from "./words";
import { Told } from "../told";

export interface ReleasePage {
  mode: "release" | "lock";
  opening: Opening;
  guardian: string;
  compartment: Compartment;
  epoch: number;
  keys: string[];
  policy: unknown;
  bundle_url: string;
  release_url: string;
  paper_url: string;
  done_url: string;
  /** mode "lock": one's own bid in the closing list. */
  manifest?: string;
}

/** What the platform shows about a closed section to those who release. */
export interface Bundle {
  closed: ClosedFact;
  list: ClosingList;
  bids: Envelope[];
}

export async function releasePage(root: HTMLElement, page: ReleasePage): Promise<void> {
  const policy = parsePolicy(page.policy);
  const check = policyCheck(policy);
  const picker = await keyPicker({ origin: page.opening.origin, allowed: page.keys });
  const shown = report();
  const steps = stepList(labels(page));
  const button = make("button", { type: "submit", class: "q-button q-button-main" }, page.mode === "lock" ? say("核对并交出本单位密钥", "Check and release your lock") : say("核对并交出密钥", "Check and release"));
  const onsubmit = (event: Event) => {
    event.preventDefault();
    void attempt(button, shown, async () => {
      const hash = await steps.run(0, () => check.confirm(), (found) => say("指纹 {hash}", "Fingerprint {hash}", { hash: hash4(found) }));
      const { master } = await picker.unlock(shown);
      shown.say(say("正在取密文信封。", "Fetching the envelopes."));
      const bundle = await fetchJson<Bundle>(page.bundle_url);
      const { root: closing } = await checked(steps.run(1, () => verifyClosedFact(bundle.closed, page.opening, policy), describeWitnessed));
      const bids = await checked(steps.run(2, () => chosenBids(bundle.bids, bundle.list, page.opening, closing, page.mode === "lock" ? page.manifest ?? "" : undefined), ({ length }) => page.mode === "lock" ? say("在名单里", "It is in the list") : say("{n} 份，一份不多，一份不少", "{n} bids, none more, none less", { n: length })));
      const about = { opening: page.opening, guardian: page.guardian, compartment: page.compartment, closing, epoch: page.epoch };
      const made = await steps.run(3, () => openAll(master, about, bids, steps, shown), ({ release, refused }) => describeOpened(release.document.shares.length, refused));
      await steps.run(4, () => postJson(page.release_url, made.release), () => say("已交出，名单 {hash}", "Released under policy {hash}", { hash: hash4(hash) }));
      location.assign(page.done_url);
    });
  };
  root.replaceChildren(make("form", { class: "q-form", novalidate: true, onsubmit }, check.element, picker.element,
    make("div", { class: "q-buttons" }, button), shown.element, steps.element));

  async function openAll(...[master, about, bids, list, told]: [Parameters<typeof makeRelease>[0], Parameters<typeof makeRelease>[1], readonly Envelope[], StepList, typeof shown]) {
    const made = await makeRelease(master, about, bids, (done, total) => {
      told.say(say("已打开 {done} / {total} 份信封", "{done} of {total} envelopes opened", { done, total }), done / total);
      list.tell(3, `${done} / ${total}`);
    });
    if (made.refused.length > 0 && (page.mode === "lock" || made.release.document.shares.length === 0)) throw nothingOpened(made.refused, page);
    return made;
  }
}

/** A check that fails stops everything: nothing is signed, and the supervisor must hear of it. */
export function checked<T>(step: Promise<T>): Promise<T> {
  return step.catch((error: unknown) => {
    throw new Trouble(toldOf(error), say("什么也没有签，什么也没有交出。请不要改用别的办法，先把这一页告诉监督部门。", "Nothing was signed and nothing released. Take no other way; show this page to the supervisor first."));
  });
}

function labels(page: ReleasePage): string[] {
  return [
    say("核验名单是公布的那一份", "The policy is the published one"),
    say("截止事实已在日志里，并有足够见证人签名", "The closing is in the log and enough witnesses cosigned it"),
    page.mode === "lock" ? say("本单位的投标文件在截止名单里", "Your own bid is in the closing list") : say("截止名单与日志一致，平台给的就是全部", "The closing list fits the log, and the platform shows all of it"),
    page.mode === "lock" ? say("打开给自己的信封", "Your own envelope opens") : say("逐份打开给我的信封", "The envelopes to me open, one by one"),
    say("签名并交出", "Signed and released"),
  ];
}

/** Where a fact stands in the log, and which witnesses cosigned the checkpoint that holds it. */
export function describeWitnessed({ index, size, cosigned }: { index: number; size: number; cosigned: Record<string, number> }): string {
  return say("第 {index} 条，检查点 {size} 条，见证人：{names}", "Leaf {index}, checkpoint of {size}; witnesses: {names}", { index, size, names: Object.keys(cosigned).join(say("、", ", ")) || say("名单里没有见证人", "the policy names none") });
}

/** The hash in the witnessed list is what names a bid; signatures are checked when the envelopes are opened. All bids for a guardian, the own one (`own`, a manifest's hash) for a bidder; in both cases the list itself must have the logged root. */
export function chosenBids<B extends { manifest: Signed }>(bids: readonly B[], list: ClosingList, opening: Opening, closing: string, own?: string): readonly B[] {
  const named = bids.map((bid) => ({ bid, hash: documentHash(bid.manifest.document) }));
  if (own === undefined) {
    verifyWholeList(list, opening, closing, named.map(({ hash }) => hash));
    return bids;
  }
  verifyWholeList(list, opening, closing, list.entries.flatMap(({ manifest }) => manifest ?? []));
  const mine = named.find(({ hash }) => hash === own);
  const listed = list.entries.some(({ manifest }) => manifest === own);
  if (!mine || !listed) throw new Told("截止名单里没有本单位的投标文件", "your bid is not in the closing list");
  return [mine.bid];
}

function describeOpened(n: number, refused: Refused[]): string {
  const opened = say("{n} 份信封打开，份额都与承诺相符", "{n} envelopes opened; every share matches its commitment", { n });
  if (refused.length === 0) return opened;
  const named = refused.map(({ manifest, fault }) => `${hash4(manifest)}${say("：", ": ")}${toldOf(fault)}`).join(say("；", "; "));
  return opened + say("。{m} 份里没有份额，在签名中写明：{named}", ". {m} hold no share and are named in the signature: {named}", { m: refused.length, named });
}

function nothingOpened(refused: Refused[], page: ReleasePage): Trouble {
  const first = refused[0] as Refused;
  const facts = { n: refused.length, hash: hash4(first.manifest), why: toldOf(first.fault) };
  if (page.mode === "lock") {
    return new Trouble(say("给自己的信封打不开：{why}", "Your own envelope does not open: {why}", facts), say("请确认用的是密封这份投标文件时的那把密钥。", "Make sure that this is the key with which you sealed the bid."));
  }
  return new Trouble(
    say("{n} 份信封没有一份打得开，第一份是 {hash}：{why}", "None of the {n} envelopes opens, the first is {hash}: {why}", facts),
    say("什么也没有交出。请先确认用的是签密钥卡时的那把密钥；确认无误的，改用“读出身份”的办法，让所有人看到是谁的责任。", "Nothing was released. Make sure that this is the key that signed your card. If it is, read out the identity instead: everybody can then see whose fault it is."),
  );
}
