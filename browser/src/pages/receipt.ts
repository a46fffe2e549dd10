/** The page of receipts: checks each receipt, and one from a file, in this browser. */

import { parsePolicy, type Policy } from "../policy";
import { parseJson } from "../strict";
import { byId, make, pageData } from "../ui/dom";
import { addressed, fetchText } from "../ui/fetching";
import { field } from "../ui/field";
import { fileInput } from "../ui/fileinput";
import { saveReceipt, showReceipt } from "../ui/receiptview";
import { attempt, report, Trouble } from "../ui/report";
import type { Receipt } from "../receipt";
import { say } from "../ui/words";

interface ReceiptPage {
  policy: unknown;
  proof_url: string;
  /** Receipts that the platform holds for this bidder: id of the row's place -> signed receipt. */
  receipts: Record<string, unknown>;
}

function main(page: ReceiptPage): void {
  const policy = parsePolicy(page.policy);
  for (const [id, signed] of Object.entries(page.receipts)) offerCheck(byId(id), signed, policy, page.proof_url);
  fromFile(byId("q-receipt-file"), policy, page.proof_url);
}

function offerCheck(place: HTMLElement, signed: unknown, policy: Policy, proofUrl: string): void {
  const row = byId(`${place.id}-row`);
  const result = byId(`${place.id}-result`);
  const check = make("button", { type: "button", class: "q-button q-button-small" }, say("在本机核验", "Check here"));
  const shown = report();
  check.addEventListener("click", () => void attempt(check, shown, () => {
    row.hidden = false;
    return showReceipt(result, { signed, policy, fetchProof: ({ leaf }) => fetchText(addressed(proofUrl, { LEAF: leaf })) });
  }));
  const save = make("button", { type: "button", class: "q-button q-button-small", onclick: () => saveReceipt(signed as { document: Receipt }) }, say("保存回执", "Save"));
  place.replaceChildren(make("div", { class: "q-row" }, check, save), shown.element);
}

function fromFile(root: HTMLElement, policy: Policy, proofUrl: string): void {
  const source = fileInput({ id: "q-receipt-input", accept: ".json,application/json" });
  const chosen = field({ label: say("回执文件", "Receipt file"), input: source.input, control: source.element, help: say("只在本机读取，不上传。", "Read on this machine, not uploaded.") });
  const button = make("button", { type: "submit", class: "q-button" }, say("核验", "Check"));
  const shown = report();
  const result = make("div", { "aria-live": "polite" });
  const onsubmit = (event: Event) => {
    event.preventDefault();
    void attempt(button, shown, async () => {
      const [file] = source.files();
      if (!file) throw new Trouble(say("还没有选回执文件。", "No receipt is chosen yet."), say("请选择递交时保存的 .json 文件。", "Choose the .json file that was saved when you submitted."));
      const fetchProof = ({ leaf }: Receipt) => fetchText(addressed(proofUrl, { LEAF: leaf }));
      await showReceipt(result, { signed: parseJson(await file.text()), policy, fetchProof });
    });
  };
  root.replaceChildren(make("form", { class: "q-form", novalidate: true, onsubmit }, chosen.element, make("div", { class: "q-buttons" }, button), shown.element), result);
}

const page = pageData<ReceiptPage>("q-receipt-data");
if (page) main(page);
