/** The form that seals a bid, on the platform's page and on the offline page alike: sheet, files, checks, key, sealing. */

import { type Check, checksBeforeSealing } from "../checks";
import type { KeyFile } from "../keys";
import { recipientsOf, type SealingKit } from "../kit";
import { type SealedBid, sealBid } from "../seal";
import { capitalYuan, fenOf, readSheet, type SheetField } from "../sheet";
import { checklist, errorSummary } from "./checklist";
import { make } from "./dom";
import { field } from "./field";
import { describeChosen, fileInput } from "./fileinput";
import { keyPicker, type KeyPicker } from "./keypicker";
import { attempt, report, type Report } from "./report";
import { section } from "./section";
import { say } from "./words";

export interface SealForm {
  kit: SealingKit;
  /** Who seals; "" takes the holder that the key file names (the offline page). */
  bidder: string;
  allowedKeys: readonly string[];
  supersedes: string | null;
  acts: readonly { label: string; primary: boolean; done: (sealed: SealedBid, by: KeyFile, shown: Report) => Promise<void> }[];
}

/** Builds the form into `root`. */
export async function sealForm(root: HTMLElement, about: SealForm): Promise<void> {
  const sheet = sheetFields(about.kit);
  const files = compartments();
  const picker = await keyPicker({ origin: about.kit.opening.origin, allowed: about.allowedKeys });
  const verdicts = make("div", { id: "q-seal-checks" });
  const summary = make("div", { id: "q-seal-summary" });
  const shown = report();
  const parts = { sheet, files, picker, verdicts, summary };
  const buttons = about.acts.map(({ label, primary, done }) => {
    const button = make("button", { type: primary ? "submit" : "button", class: primary ? "q-button q-button-main" : "q-button" }, label);
    const act = () => attempt(button, shown, async () => {
      const sealed = await seal(about, parts, shown);
      if (sealed) await done(sealed.bid, sealed.file, shown);
    });
    return { button, act, primary };
  });
  for (const { button, act, primary } of buttons) if (!primary) button.addEventListener("click", () => void act());
  const submit = (event: Event) => {
    event.preventDefault();
    void buttons.find(({ primary }) => primary)?.act();
  };
  root.replaceChildren(make("form", { class: "q-form", novalidate: true, onsubmit: submit }, summary,
    section(say("开标一览表", "Bid sheet"), say("开标时当众宣读。", "Read out at the opening."), ...sheet.elements),
    section(say("投标文件", "Bid files"), say("只在本机读取，加密后才离开本机。", "Read on this machine; they leave it encrypted only."), files.business.element, files.technical.element),
    section(say("密封前检查", "Checks before sealing"), "", verdicts),
    section(say("用本单位密钥密封", "Seal with your organisation's key"), "", picker.element),
    make("div", { class: "q-buttons" }, ...buttons.map(({ button }) => button)), shown.element));
  root.addEventListener("change", () => void refresh(about, parts));
  await refresh(about, parts);
}

interface Parts {
  sheet: ReturnType<typeof sheetFields>;
  files: ReturnType<typeof compartments>;
  picker: KeyPicker;
  verdicts: HTMLElement;
  summary: HTMLElement;
}

async function seal(about: SealForm, parts: Parts, shown: Report) {
  const { checks, sheet } = await refresh(about, parts);
  if (!showErrors(parts, checks)) return undefined;
  const { master, file } = await parts.picker.unlock(shown);
  const bid = await sealBid(master, {
    opening: about.kit.opening, bidder: about.bidder || file.holder, notice: about.kit.notice.leaf, access: about.kit.access,
    recipients: recipientsOf(about.kit), sheet, supersedes: about.supersedes,
    files: { sheet: [], business: parts.files.business.files(), technical: parts.files.technical.files() },
  }, (done, total) => shown.say(say("正在密封，请不要关闭本页。", "Sealing; keep this page open."), done / total));
  return { bid, file };
}

async function refresh(about: SealForm, parts: Parts) {
  const { sheet, wrong } = readSheet(about.kit.sheet_form, parts.sheet.typed());
  const files = { sheet: [], business: await parts.files.business.described(), technical: await parts.files.technical.described() };
  const checks = checksBeforeSealing({ kit: about.kit, sheet, wrong, files, supersedes: about.supersedes !== null, now: new Date() });
  parts.verdicts.replaceChildren(checklist(checks));
  return { checks, sheet };
}

function showErrors(parts: Parts, checks: readonly Check[]): boolean {
  const broken = checks.filter(({ outcome }) => outcome === "broken");
  parts.sheet.mark(broken);
  if (broken.length === 0) {
    parts.summary.replaceChildren();
    return true;
  }
  const title = say("还不能密封，有 {n} 处要改", "Not sealed yet: {n} to mend", { n: broken.length });
  const shown = errorSummary(title, broken);
  parts.summary.replaceChildren(shown);
  shown.focus();
  return false;
}

function sheetFields(kit: SealingKit) {
  const fields = kit.sheet_form.map((row) => ({ name: row.name, ...sheetField(row) }));
  return {
    elements: fields.map(({ element }) => element),
    typed: () => Object.fromEntries(fields.map(({ name, input }) => [name, input.value])),
    mark(broken: readonly Check[]) {
      for (const { name, wrong } of fields) wrong(broken.find(({ field: at }) => at === `q-sheet-${name}`)?.finding ?? "");
    },
  };
}

function sheetField(row: SheetField) {
  const number = row.kind === "money" || row.kind === "days";
  const input = make("input", { id: `q-sheet-${row.name}`, type: "text", autocomplete: "off", ...(number ? { inputmode: "decimal", class: "q-input-num" } : {}), ...(row.required ? { "aria-required": "true" } : {}) });
  const made = field({ label: say(row.label.zh, row.label.en), input, optional: !row.required, ...(row.unit ? { unit: unitOf(row) } : {}) });
  if (row.kind === "money") made.element.append(capitals(input));
  return made;
}

function unitOf({ unit }: SheetField): string {
  const words: Record<string, string> = { fen: say("元", "yuan"), day: say("日历天", "calendar days") };
  return words[unit] ?? unit;
}

/** The amount in capitals while it is typed, so that a slipped decimal point is seen. */
function capitals(input: HTMLInputElement): HTMLElement {
  const line = make("output", { for: input.id, class: "q-capitals" });
  input.addEventListener("input", () => {
    const fen = fenOf(input.value);
    line.textContent = input.value.trim() === "" ? "" : fen === undefined ? say("填数字，最多两位小数", "Digits, two decimals at most") : say("大写：{words}", "In capitals: {words}", { words: capitalYuan(fen) });
  });
  return line;
}

function compartments() {
  return {
    business: compartment("business", say("商务文件", "Business files"), say("资格证明、投标函、已标价清单等，PDF。", "Qualification, letter of bid, priced bill of quantities; PDF.")),
    technical: compartment("technical", say("技术文件", "Technical files"), say("施工组织设计等，PDF。技术暗标的，文件里不要出现单位名称。", "Construction method and the like; PDF. Where marked blind, without your name in it.")),
  };
}

function compartment(name: string, label: string, help: string) {
  const chosen = fileInput({ id: `q-files-${name}`, accept: "application/pdf,.pdf", multiple: true, onChange: () => chosen.element.dispatchEvent(new Event("change", { bubbles: true })) });
  const { element } = field({ label, input: chosen.input, control: chosen.element, help });
  return { element, files: chosen.files, described: () => Promise.all(chosen.files().map(describeChosen)) };
}
