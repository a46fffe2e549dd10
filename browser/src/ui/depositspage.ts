/** A guardian releases its shares of seeds that their parties did not tell in time. */

import { type Deposit, makeSeedRelease, type SeedRelease } from "../deposit";
import type { Signed } from "../documents";
import type { Master } from "../keys";
import { type Opening, sameOpening } from "../opening";
import { parsePolicy } from "../policy";
import { Told } from "../told";
import { type Evidence, requireCommitted } from "../withheld";
import { make } from "./dom";
import { fetchJson } from "./fetching";
import { keyPicker } from "./keypicker";
import { policyCheck } from "./policycheck";
import { attempt, report, Trouble } from "./report";
import { stepList } from "./steplist";
import { postJson } from "./upload";
import { hash4, say, toldOf } from "./words";

export interface DepositsPage {
  mode: "deposits";
  opening: Opening;
  guardian: string;
  keys: string[];
  policy: unknown;
  evidence_url: string;
  deposits: { commitment: string; url: string }[];
  release_url: string;
  done_url: string;
}

interface Wanted {
  deposit: Deposit;
  opening: Opening;
  epoch: number;
  is_due: boolean;
}

export async function depositsPage(root: HTMLElement, page: DepositsPage): Promise<void> {
  const policy = parsePolicy(page.policy);
  const check = policyCheck(policy);
  const picker = await keyPicker({ origin: page.opening.origin, allowed: page.keys });
  const shown = report();
  const steps = stepList([
    say("核验名单是公布的那一份", "The policy is the published one"),
    say("各方的承诺都在日志里，并有足够见证人签名", "Every commitment is in the log and enough witnesses cosigned it"),
    say("打开给我的信封", "The envelopes to me open"),
    say("签名并放出", "Signed and released"),
  ]);
  const button = make("button", { type: "submit", class: "q-button q-button-main" }, say("核对并放出", "Check and release"));
  const onsubmit = (event: Event) => {
    event.preventDefault();
    void attempt(button, shown, async () => {
      await steps.run(0, () => check.confirm(), (hash) => say("指纹 {hash}", "Fingerprint {hash}", { hash: hash4(hash) }));
      const { master } = await picker.unlock(shown);
      const evidence = await fetchJson<Evidence[]>(page.evidence_url);
      const wanted = await Promise.all(page.deposits.map(({ url }) => fetchJson<Wanted>(url)));
      await steps.run(1, () => wanted.flatMap((one, at) => checked(one, page.deposits[at]?.commitment, evidence)), (found) => say("日志第 {list} 条", "Leaves {list}", { list: [...new Set(found)].sort((a, b) => a - b).join(say("、", ", ")) })).catch(stopped);
      const releases = await steps.run(2, () => signed(master, wanted), describe);
      await steps.run(3, async () => { for (const release of releases) await postJson(page.release_url, release); }, () => say("已放出", "Released"));
      location.assign(page.done_url);
    });
  };
  root.replaceChildren(make("form", { class: "q-form", novalidate: true, onsubmit }, check.element, picker.element, make("div", { class: "q-buttons" }, button), shown.element, steps.element));

  function checked({ deposit, opening, is_due }: Wanted, commitment: string | undefined, evidence: Evidence[]): number[] {
    if (deposit.commitment !== commitment || !sameOpening(opening, page.opening)) throw new Told("平台给的是另一份存底", "the platform gave another deposit");
    if (!is_due) throw new Told("这一方的种子现在还不能公开", "this seed cannot be told yet");
    return requireCommitted(evidence, deposit, page.opening, policy);
  }

  function signed(master: Master, wanted: readonly Wanted[]): Promise<Signed<SeedRelease>[]> {
    return Promise.all(wanted.map(({ deposit, opening, epoch }) => makeSeedRelease(master, deposit, { guardian: page.guardian, opening, epoch })));
  }
}

/** A check that fails stops everything: nobody's seed is known before all have committed. */
function stopped(error: unknown): never {
  throw new Trouble(toldOf(error), say("什么也没有签，什么也没有放出。日志刚更新的，过一会儿再试；仍不行，请把这一页告诉监督部门。", "Nothing was signed and nothing released. If the log has just moved on, try again in a while; else show this page to the supervisor."));
}

function describe(releases: readonly Signed<SeedRelease>[]): string {
  const empty = releases.filter(({ document }) => document.share === null).length;
  const opened = say("{n} 份份额与承诺相符", "{n} shares match their commitments", { n: releases.length - empty });
  return empty === 0 ? opened : opened + say("；{m} 份信封打不开，在签名中写明", "; {m} envelopes do not open, which the signature says", { m: empty });
}
