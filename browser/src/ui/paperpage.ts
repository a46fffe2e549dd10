/** The paper way: a guardian shows the identity of this one opening as text and QR code, to be read out or scanned. */

import qrcode from "qrcode-generator";

import { type ClosedFact, verifyClosedFact } from "../closed";
import type { Compartment, Opening } from "../opening";
import { parsePolicy } from "../policy";
import { make } from "./dom";
import { fetchJson } from "./fetching";
import { keyPicker } from "./keypicker";
import { policyCheck } from "./policycheck";
import { attempt, report } from "./report";
import { stepList } from "./steplist";
import { grouped, hash4, say } from "./words";

export interface PaperPage {
  mode: "paper";
  opening: Opening;
  guardian: string;
  compartment: Compartment;
  epoch: number;
  keys: string[];
  policy: unknown;
  bundle_url: string;
}

export async function paperPage(root: HTMLElement, page: PaperPage): Promise<void> {
  const policy = parsePolicy(page.policy);
  const check = policyCheck(policy);
  const picker = await keyPicker({ origin: page.opening.origin, allowed: page.keys });
  const shown = report();
  const steps = stepList([say("核验名单是公布的那一份", "The policy is the published one"), say("截止事实已在日志里，并有足够见证人签名", "The closing is in the log and enough witnesses cosigned it")]);
  const result = make("div", {});
  const button = make("button", { type: "submit", class: "q-button" }, say("核对并显示身份", "Check and show the identity"));
  const onsubmit = (event: Event) => {
    event.preventDefault();
    void attempt(button, shown, async () => {
      await steps.run(0, () => check.confirm(), (hash) => say("指纹 {hash}", "Fingerprint {hash}", { hash: hash4(hash) }));
      const { master } = await picker.unlock(shown);
      const { closed } = await fetchJson<{ closed: ClosedFact }>(page.bundle_url);
      await steps.run(1, () => verifyClosedFact(closed, page.opening, policy), ({ index }) => say("日志第 {index} 条", "Leaf {index}", { index }));
      shown.clear();
      result.replaceChildren(identityBox(master.identity(page.opening, page.compartment, page.epoch)));
    });
  };
  root.replaceChildren(make("form", { class: "q-form", novalidate: true, onsubmit }, check.element, picker.element,
    make("div", { class: "q-buttons" }, button), shown.element, steps.element), result);
}

const PREFIX = "AGE-SECRET-KEY-1";

function identityBox(identity: string): HTMLElement {
  return make("div", { class: "q-state q-identity-box", id: "q-identity" },
    make("p", {}, make("b", {}, say("本次开标的身份，共 {n} 个字符", "The identity of this opening, {n} characters", { n: identity.length }))),
    make("p", {}, make("code", { class: "q-long-hash q-identity-text" }, `${PREFIX} ${grouped(identity.slice(PREFIX.length))}`)), qrOf(identity),
    make("p", {}, say("读给主持人，或让主持人扫码。只对这一次开标有效。", "Read it to the host or let the host scan it. It serves this one opening alone.")));
}

/** A QR code as an image element; alphanumeric mode, since the identity is upper case. */
export function qrOf(text: string): HTMLElement {
  const code = qrcode(0, "M");
  code.addData(text, "Alphanumeric");
  code.make();
  return make("img", { class: "q-qr", src: code.createDataURL(5, 20), alt: say("本次开标身份的二维码", "QR code of the identity"), width: 285, height: 285 });
}
