/** Releasing business and technical shares to an evaluation session, in one press: five checks that are shown, then the signatures (protocol 12). */

import { type ClosedFact, verifyClosedFact } from "../closed";
import type { ClosingList } from "../closing";
import type { Signed } from "../documents";
import type { Master } from "../keys";
import type { Head } from "../manifest";
import type { Opening } from "../opening";
import { parsePolicy, type Policy } from "../policy";
import type { Refused } from "../release";
import { makeSessionRelease, type SessionCompartment, type SessionRelease } from "../session";
import { type SessionFact, verifySessionFact } from "../sessionfact";
import { make } from "./dom";
import { fetchJson } from "./fetching";
import { keyPicker } from "./keypicker";
import { policyCheck } from "./policycheck";
import { checked, chosenBids, describeWitnessed } from "./releasepage";
import { attempt, report, type Report, Trouble } from "./report";
import { stepList, type StepList } from "./steplist";
import { postJson } from "./upload";
import { hash4, say, toldOf } from "./words";

export interface SessionPage {
  mode: "session";
  opening: Opening;
  /** A guardian's id, or `bidder` for a bidder's own lock. */
  guardian: string;
  /** What has not been released yet. */
  compartments: SessionCompartment[];
  epoch: number;
  keys: string[];
  policy: unknown;
  bundle_url: string;
  release_url: string;
  done_url: string;
  /** A bidder's own bid in the closing list. */
  manifest?: string;
}

/** What the platform shows to those who release to a session: every bid with its whole head. */
interface SessionBundle {
  closed: ClosedFact;
  list: ClosingList;
  bids: { head: Head }[];
  session: SessionFact;
}

interface Opened {
  release: Signed<SessionRelease>;
  opened: number;
  refused: Refused[];
}

export async function sessionPage(root: HTMLElement, page: SessionPage): Promise<void> {
  const policy = parsePolicy(page.policy);
  const check = policyCheck(policy);
  const picker = await keyPicker({ origin: page.opening.origin, allowed: page.keys });
  const shown = report();
  const steps = stepList(labels(page));
  const button = make("button", { type: "submit", class: "q-button q-button-main" }, say("核对并交出评标密钥", "Check and release to the session"));
  const onsubmit = (event: Event) => {
    event.preventDefault();
    void attempt(button, shown, async () => {
      await steps.run(0, () => check.confirm(), (found) => say("指纹 {hash}", "Fingerprint {hash}", { hash: hash4(found) }));
      const { master } = await picker.unlock(shown);
      shown.say(say("正在取密文信封。", "Fetching the envelopes."));
      const bundle = await fetchJson<SessionBundle>(page.bundle_url);
      const { heads, closing, found: closed } = await checked(steps.run(1, () => closedList(bundle, page, policy), ({ heads: { length }, found }) => describeList(page, length, found)));
      const session = await checked(steps.run(2, () => verifySessionFact(bundle.session, page.opening, policy, closed.index), (found) => say("评标 {session}，密钥 {key}。", "Session {session}, key {key}. ", { session: found.session, key: `${found.recipient.slice(0, 12)}…` }) + describeWitnessed(found)));
      const made = await steps.run(3, () => openAll(master, page, { closing, session: session.recipient }, heads, steps, shown), describeOpened);
      await steps.run(4, () => sendAll(page, made), () => say("已交出，只有这场评标打得开", "Released; this session alone can open it"));
      location.assign(page.done_url);
    });
  };
  root.replaceChildren(make("form", { class: "q-form", novalidate: true, onsubmit }, check.element, picker.element,
    make("div", { class: "q-buttons" }, button), shown.element, steps.element));
}

function labels(page: SessionPage): string[] {
  const own = page.manifest !== undefined;
  return [
    say("核验名单是公布的那一份", "The policy is the published one"),
    own ? say("本单位的投标文件在有见证的截止名单里", "Your own bid is in the witnessed closing list") : say("截止名单有见证，平台给的就是全部", "The closing list is witnessed, and the platform shows all of it"),
    say("这场评标的事实已在日志里，并有足够见证人签名", "This session's fact is in the log and enough witnesses cosigned it"),
    own ? say("打开给自己的商务、技术信封", "Your own envelopes for business and technical open") : say("逐份打开给我的商务、技术信封", "The envelopes to me for business and technical open, one by one"),
    say("加密给这场评标，签名并交出", "Encrypted to the session, signed and released"),
  ];
}

/** The witnessed closing, and the bids that the platform shows held against its list. */
function closedList(bundle: SessionBundle, page: SessionPage, policy: Policy) {
  const found = verifyClosedFact(bundle.closed, page.opening, policy);
  const heads = chosenBids(bundle.bids.map(({ head }) => head), bundle.list, page.opening, found.root, page.manifest);
  return { heads, closing: found.root, found };
}

function describeList(page: SessionPage, n: number, found: ReturnType<typeof verifyClosedFact>): string {
  const listed = page.manifest === undefined ? say("{n} 份，一份不多，一份不少。", "{n} bids, none more, none less. ", { n }) : say("在名单里。", "It is in the list. ");
  return listed + describeWitnessed(found);
}

async function openAll(
  master: Master, page: SessionPage, to: { closing: string; session: string }, heads: readonly Head[], steps: StepList, shown: Report,
): Promise<Opened[]> {
  const made: Opened[] = [];
  const all = page.compartments.length * heads.length;
  for (const compartment of page.compartments) {
    const before = made.length * heads.length;
    const bids = heads.map(({ manifest, envelopes }) => ({ manifest, envelope: envelopes[compartment][page.guardian] ?? "" }));
    const about = { opening: page.opening, guardian: page.guardian, compartment, epoch: page.epoch, ...to };
    const found = await makeSessionRelease(master, about, bids, (done) => {
      shown.say(say("已打开 {done} / {all} 份信封", "{done} of {all} envelopes opened", { done: before + done, all }), (before + done) / all);
      steps.tell(3, `${before + done} / ${all}`);
    });
    if (found.opened === 0) throw nothingOpened(page, found.refused);
    made.push(found);
  }
  return made;
}

/** One after the other: what was taken before a connection broke need not be sent again. */
async function sendAll(page: SessionPage, made: Opened[]): Promise<void> {
  for (const { release } of made) await postJson(page.release_url, release);
}

function describeOpened(made: Opened[]): string {
  const n = made.reduce((sum, { opened }) => sum + opened, 0);
  const refused = made.flatMap((one) => one.refused);
  const opened = say("{n} 份信封打开，份额都与承诺相符", "{n} envelopes opened; every share matches its commitment", { n });
  if (refused.length === 0) return opened;
  const named = refused.map(({ manifest, fault }) => `${hash4(manifest)}${say("：", ": ")}${toldOf(fault)}`).join(say("；", "; "));
  return opened + say("。{m} 份里没有份额，须由同组其他保管人交出：{named}", ". {m} hold no share and need another guardian of your group: {named}", { m: refused.length, named });
}

function nothingOpened(page: SessionPage, [first]: Refused[]): Trouble {
  const why = first ? toldOf(first.fault) : say("没有信封", "there are none");
  return new Trouble(
    say("信封没有一份打得开：{why}", "None of the envelopes opens: {why}", { why }),
    page.manifest === undefined
      ? say("什么也没有交出。请确认用的是签密钥卡时的那把密钥。", "Nothing was released. Make sure that this is the key that signed your card.")
      : say("什么也没有交出。请确认用的是密封这份投标文件时的那把密钥。", "Nothing was released. Make sure that this is the key with which you sealed the bid."),
  );
}
