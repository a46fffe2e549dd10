/** What is checked before sealing, with the article of each. Pure: the moment and everything typed are passed in. */

import type { SealingKit } from "./kit";
import { recipientsOf } from "./kit";
import { type Compartment } from "./opening";
import { fileSize, moment, say, toldOf, yuan } from "./ui/words";

export type Outcome = "met" | "note" | "broken";

export interface Check {
  rule: string;
  outcome: Outcome;
  finding: string;
  article: string;
  /** The form field to lead to. */
  field?: string;
}

export interface ChosenFile {
  name: string;
  size: number;
  isPdf: boolean;
}

export interface ToCheck {
  kit: SealingKit;
  sheet: Record<string, unknown>;
  wrong: Record<string, "missing" | "malformed">;
  files: Record<Compartment, readonly ChosenFile[]>;
  supersedes: boolean;
  now: Date;
}

const ARTICLES = {
  deadline: () => say("招标投标法第二十八条、条例第三十六条", "Tendering Law art. 28, Tendering Regulation art. 36"),
  response: () => say("招标投标法第二十七条", "Tendering Law art. 27"),
  cap: () => say("条例第五十一条", "Tendering Regulation art. 51"),
  replace: () => say("招标投标法第二十九条", "Tendering Law art. 29"),
  seal: () => say("条例第三十六条", "Tendering Regulation art. 36"),
  platform: () => say("本平台公开规则", "The platform's own published rules"),
};

/** All checks, worst first. Sealing goes ahead when none is broken. */
export function checksBeforeSealing(about: ToCheck): Check[] {
  const checks = [deadline(about), ...sheet(about), cap(about), ...files(about), guardians(about), replacement(about)];
  const order: Outcome[] = ["broken", "note", "met"];
  return checks.filter((check) => check !== undefined).sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
}

function deadline({ kit, now }: ToCheck): Check {
  const rule = say("投标截止", "Deadline");
  const article = ARTICLES.deadline();
  const at = moment(kit.deadline_at);
  if (now >= new Date(kit.deadline_at)) {
    return { rule, article, outcome: "broken", finding: say("{at} 已截止，此后一律拒收", "It passed at {at}; later bids are refused", { at }) };
  }
  return { rule, article, outcome: "met", finding: say("{at} 前送达有效；传不完视为未投", "It must arrive whole before {at}", { at }) };
}

function sheet({ kit, wrong }: ToCheck): Check[] {
  const rule = say("开标一览表", "Bid sheet");
  const article = ARTICLES.response();
  const broken = kit.sheet_form.filter(({ name }) => wrong[name]).map(({ name, label }): Check => ({
    rule, article, outcome: "broken", field: `q-sheet-${name}`,
    finding: wrong[name] === "missing"
      ? say("没有填“{label}”", "“{label}” is empty", { label: say(label.zh, label.en) })
      : say("“{label}”填得不对", "“{label}” cannot be read", { label: say(label.zh, label.en) }),
  }));
  if (broken.length > 0) return broken;
  return [{ rule, article, outcome: "met", finding: say("招标文件要求的 {n} 项都已填", "All {n} items that the notice asks for are filled", { n: kit.sheet_form.length }) }];
}

function cap({ kit, sheet: typed }: ToCheck): Check | undefined {
  const price = typed["price_fen"];
  if (kit.price_cap_fen === null || typeof price !== "number") return undefined;
  const rule = say("最高投标限价", "Price cap");
  const figures = { price: yuan(price), cap: yuan(kit.price_cap_fen) };
  if (price > kit.price_cap_fen) {
    return {
      rule, article: ARTICLES.cap(), outcome: "note", field: "q-sheet-price_fen",
      finding: say("报价 {price} 元高于限价 {cap} 元，评标时应当否决，请核对是否填错", "The price {price} yuan is above the cap {cap} yuan and would be rejected; check for a slip", figures),
    };
  }
  return { rule, article: ARTICLES.cap(), outcome: "met", finding: say("{price} ≤ {cap} 元", "{price} ≤ {cap} yuan", figures) };
}

function files({ kit, files: chosen }: ToCheck): Check[] {
  const all = [...chosen.business, ...chosen.technical];
  const total = all.reduce((sum, file) => sum + file.size, 0);
  const found: Check[] = [];
  const article = ARTICLES.platform();
  const rule = say("投标文件", "Bid files");
  for (const { name } of all.filter((file) => file.size === 0)) {
    found.push({ rule, article, outcome: "broken", field: "q-files-business", finding: say("{name} 是空文件", "{name} is empty", { name }) });
  }
  for (const { name } of all.filter((file) => file.size > 0 && !file.isPdf)) {
    found.push({ rule, article, outcome: "note", finding: say("{name} 不是 PDF，评委可能打不开", "{name} is no PDF; the committee may be unable to read it", { name }) });
  }
  for (const [compartment, label] of [["business", say("商务文件", "business files")], ["technical", say("技术文件", "technical files")]] as const) {
    if (chosen[compartment].length === 0) {
      found.push({ rule, article: ARTICLES.response(), outcome: "note", field: `q-files-${compartment}`, finding: say("没有选{label}", "No {label} are chosen", { label }) });
    }
  }
  const sizes = { total: fileSize(total), most: fileSize(kit.max_bytes) };
  const fits = total <= kit.max_bytes * 0.98;
  found.push({
    rule: say("文件总大小", "Total size"), article, outcome: fits ? "met" : "broken", ...(fits ? {} : { field: "q-files-technical" }),
    finding: fits ? say("{total}，上限 {most}", "{total} of at most {most}", sizes) : say("{total}，超过上限 {most}", "{total} is over the limit of {most}", sizes),
  });
  return found;
}

function guardians({ kit }: ToCheck): Check {
  const rule = say("密钥保管人", "Guardians");
  const article = ARTICLES.seal();
  try {
    const count = Object.keys(recipientsOf(kit)).length;
    return { rule, article, outcome: "met", finding: say("{count} 张密钥卡与公布的名单一致", "{count} cards agree with the pinned list", { count }) };
  } catch (error) {
    return { rule, article, outcome: "broken", finding: say("密钥卡与公布的名单不一致，请不要密封并报告监督部门：{why}", "The cards do not agree with the pinned list. Do not seal; tell the supervisor: {why}", { why: toldOf(error) }) };
  }
}

function replacement({ supersedes }: ToCheck): Check | undefined {
  if (!supersedes) return undefined;
  return { rule: say("替换", "Replacement"), article: ARTICLES.replace(), outcome: "note", finding: say("将取代您已递交的那一份；原来那份作废", "It replaces the bid that you submitted before; that one no longer counts") };
}
