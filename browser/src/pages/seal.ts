/** The platform's page that seals a bid and hands it in; also withdrawing one. */

import { parseKit, type SealingKit } from "../kit";
import type { Receipt } from "../receipt";
import { type SealedBid, withdrawBid } from "../seal";
import { byId, make, pageData, saveFile } from "../ui/dom";
import { addressed, fetchJson, fetchText } from "../ui/fetching";
import { keyPicker } from "../ui/keypicker";
import { saveReceipt, showReceipt } from "../ui/receiptview";
import { attempt, report, type Report } from "../ui/report";
import { sealForm } from "../ui/sealform";
import { postBytes, postJson } from "../ui/upload";
import { say } from "../ui/words";

interface SealPage {
  kit: unknown;
  bidder: string;
  keys: string[];
  in_force: string | null;
  package_url: string;
  withdrawal_url: string;
  proof_url: string;
  receipt_url: string;
  mode: "seal" | "withdraw";
}

async function main(page: SealPage): Promise<void> {
  const root = byId("q-seal");
  try {
    const kit = parseKit(page.kit);
    await (page.mode === "withdraw" ? withdrawal(root, page, kit) : sealing(root, page, kit));
  } catch (error) {
    const shown = report();
    root.replaceChildren(shown.element);
    shown.fail(error);
  }
}

async function sealing(root: HTMLElement, page: SealPage, kit: SealingKit): Promise<void> {
  await sealForm(root, {
    kit,
    bidder: page.bidder,
    allowedKeys: page.keys,
    supersedes: page.in_force,
    acts: [
      { label: say("密封并递交", "Seal and submit"), primary: true, done: (sealed, _, shown) => submit(root, page, kit, sealed, shown) },
      { label: say("只密封，存成文件", "Seal and save only"), primary: false, done: async (sealed, _, shown) => save(sealed, kit, shown) },
    ],
  });
}

async function submit(root: HTMLElement, page: SealPage, kit: SealingKit, sealed: SealedBid, shown: Report): Promise<void> {
  const uploading = say("正在上传，传完才算送达。", "Uploading; it has arrived when all of it has.");
  shown.say(uploading, 0);
  const onProgress = (share: number) => shown.say(uploading, share);
  const receipt = await postBytes(page.package_url, sealed.package, onProgress, { "Content-Type": "application/octet-stream" }).catch(async (error: unknown) => {
    const arrived = await receiptOf(page, sealed);
    if (arrived === undefined) {
      offerAgain(root, page, kit, sealed, shown);
      throw error;
    }
    return arrived;
  });
  await showDone(root, page, kit, receipt, sealed);
}

/** A connection may break after the last byte arrived: then the platform has the receipt already. */
async function receiptOf(page: SealPage, sealed: SealedBid): Promise<unknown> {
  return fetchJson<{ receipt: unknown }>(addressed(page.receipt_url, { MANIFEST: sealed.hash })).then(({ receipt }) => receipt, () => undefined);
}

/** After a failed upload the sealed file is not lost: the very same one can be sent again, or kept and handed in from elsewhere. */
function offerAgain(root: HTMLElement, page: SealPage, kit: SealingKit, sealed: SealedBid, shown: Report): void {
  shown.element.querySelector(".q-again")?.remove();
  const again = make("button", { type: "button", class: "q-button q-button-main" }, say("再递交这一份", "Submit this one again"));
  again.addEventListener("click", () => void attempt(again, shown, () => submit(root, page, kit, sealed, shown)));
  const keep = make("button", { type: "button", class: "q-button", onclick: () => saveFile(packageName(kit, sealed), sealed.package) }, say("保存密封好的文件", "Save the sealed file"));
  shown.element.append(make("div", { class: "q-buttons q-again" }, again, keep));
}

async function showDone(root: HTMLElement, page: SealPage, kit: SealingKit, answer: unknown, sealed?: SealedBid): Promise<void> {
  const signed = answer as { document: Receipt };
  saveReceipt(signed);
  const checks = make("div", {});
  const title = make("h2", { tabindex: -1 }, page.mode === "withdraw" ? say("已撤回", "Withdrawn") : say("已递交", "Submitted"));
  const buttons = make("div", { class: "q-buttons" },
    make("button", { type: "button", class: "q-button q-button-main", onclick: () => saveReceipt(signed) }, say("再存一份回执", "Save the receipt again")),
    sealed && make("button", { type: "button", class: "q-button", onclick: () => saveFile(packageName(kit, sealed), sealed.package) }, say("保存密封包", "Save the sealed file")));
  const note = make("p", {}, say("回执已交给浏览器保存，您自己就能核验。每张回执最后只能是：已解密、解密失败、已被取代、已撤回。", "The browser is saving the receipt, and you can check it yourself. Each ends as opened, failed, superseded or withdrawn, and nothing else."));
  root.replaceChildren(make("div", { class: "q-state", id: "q-seal-done" }, title, note, checks, buttons));
  title.focus();
  const manifest = sealed?.hash ?? page.in_force ?? undefined;
  await showReceipt(checks, {
    signed, policy: kit.policy, ...(manifest ? { manifest } : {}),
    fetchProof: ({ leaf }) => fetchText(addressed(page.proof_url, { LEAF: leaf })),
  });
}

function save(sealed: SealedBid, kit: SealingKit, shown: Report): void {
  saveFile(packageName(kit, sealed), sealed.package);
  shown.say(say("已密封并交给浏览器保存。还没有递交：请在截止前上传这个文件。", "Sealed; the browser is saving it. It is not submitted yet: upload the file before the deadline."));
}

function packageName({ opening }: SealingKit, { hash }: SealedBid): string {
  return `${opening.tender}-${opening.section}-${hash.slice(0, 8)}.qlbid`;
}

async function withdrawal(root: HTMLElement, page: SealPage, kit: SealingKit): Promise<void> {
  const picker = await keyPicker({ origin: kit.opening.origin, allowed: page.keys });
  const shown = report();
  const button = make("button", { type: "submit", class: "q-button q-button-refer" }, say("签名并撤回", "Sign and withdraw"));
  const onsubmit = (event: Event) => {
    event.preventDefault();
    void attempt(button, shown, async () => {
      const { master } = await picker.unlock(shown);
      const signed = withdrawBid(master, { opening: kit.opening, bidder: page.bidder, manifest: page.in_force ?? "" });
      await showDone(root, page, kit, await postJson(page.withdrawal_url, signed));
    });
  };
  root.replaceChildren(make("form", { class: "q-form", novalidate: true, onsubmit }, picker.element, make("div", { class: "q-buttons" }, button), shown.element));
}

const page = pageData<SealPage>("q-seal-data");
if (page) void main(page);
