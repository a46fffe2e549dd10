/** A supervising guardian compares a roster with the register, row by row on this machine, and signs that they are the same. */

import type { JsonObject } from "../canonical";
import type { RosterEntry } from "../draw";
import type { Master } from "../keys";
import type { Opening } from "../opening";
import { compareRoster, isClean, namesakes, openRoster, type RosterRow, type RosterVerdict, type ShownRoster, signApproval } from "../roster";
import { Told } from "../told";
import { make } from "./dom";
import { fetchJson } from "./fetching";
import { keyPicker } from "./keypicker";
import { attempt, report, Trouble } from "./report";
import { section } from "./section";
import { stepList, type StepList } from "./steplist";
import { postJson } from "./upload";
import { hash4, said, say } from "./words";

export interface RosterPage {
  mode: "roster";
  opening: Opening;
  scope: JsonObject;
  guardian: string;
  epoch: number;
  keys: string[];
  /** Speciality code -> words. */
  specialities: Record<string, { zh: string; en: string }>;
  roster_url: string;
  approval_url: string;
  done_url: string;
}

interface Checked {
  shown: ShownRoster;
  rows: RosterRow[];
  verdict: RosterVerdict;
}

export async function rosterPage(root: HTMLElement, page: RosterPage): Promise<void> {
  const picker = await keyPicker({ origin: page.opening.origin, allowed: page.keys });
  const shown = report();
  const steps = stepList([
    say("名册打得开，就是公布哈希的那一份", "The roster opens and has the published hash"),
    say("每行重算，根与公布的一致", "Every row recomputed: the root is the published one"),
    say("名册上的人都在专家库，资料一致", "Everybody on it is in the register, with the same data"),
    say("没有一人占两行", "Nobody stands on it twice"),
    say("没有漏掉的人", "Nobody is left out"),
  ]);
  const result = make("div", { class: "q-section" });
  const button = make("button", { type: "submit", class: "q-button q-button-main" }, say("打开名册并核对", "Open and compare"));
  const onsubmit = (event: Event) => {
    event.preventDefault();
    void attempt(button, shown, async () => {
      result.replaceChildren();
      const { master } = await picker.unlock(shown);
      shown.say(say("正在取名册。", "Fetching the roster."));
      const found = await check(page, master, steps);
      shown.clear();
      result.replaceChildren(...faults(found.verdict, page), ...(isClean(found.verdict) ? [signing(page, master, found)] : []), listed(found.rows, page));
      if (!isClean(found.verdict)) throw new Trouble(say("名册与专家库不符，不能签名。", "The roster is not the register: nothing can be signed."), say("什么也没有签。请把下面列出的人告诉交易中心和纪检部门；查清后放弃这次抽取，重新申请。", "Nothing was signed. Tell the centre and the inspectors who is named below; then this draw is given up and requested again."));
    });
  };
  root.replaceChildren(make("form", { class: "q-form", novalidate: true, onsubmit }, picker.element, make("div", { class: "q-buttons" }, button), shown.element, steps.element), result);
}

async function check(page: RosterPage, master: Master, steps: StepList): Promise<Checked> {
  const shown = await fetchJson<ShownRoster>(page.roster_url);
  const identity = master.identity(page.opening, "lots", page.epoch);
  const rows = await steps.run(0, () => openRoster(identity, shown, page.guardian, page.scope), (found) => say("{n} 行", "{n} rows", { n: found.length }));
  const verdict = await steps.run(1, () => {
    const found = compareRoster(rows, shown.experts);
    if (found.root !== shown.root || rows.length !== shown.size) throw new Told("算出的根或人数与公布的不同", "the computed root or number is not the published one");
    return found;
  }, ({ root }) => say("根 {hash}", "Root {hash}", { hash: hash4(root) }));
  const { ghosts, altered, doubles, missing } = verdict;
  const n = rows.length;
  await told(steps, 2, ghosts.length + altered.length, say("{n} 人全部在库", "All {n} are in the register", { n }), say("{a} 人不在库，{b} 人资料不同", "{a} are not in the register, {b} have other data", { a: ghosts.length, b: altered.length }));
  await told(steps, 3, doubles.length, say("没有重复", "No doubles"), say("{n} 行重复", "{n} rows are doubles", { n: doubles.length }));
  await told(steps, 4, missing.length, say("库中符合专业和地区的 {n} 人都在", "All {n} of the specialities and region are on it", { n: shown.experts.length }), say("漏了 {n} 人", "{n} are left out", { n: missing.length }));
  return { shown, rows, verdict };
}

/** A step that found faults is shown as failed, and the next ones run all the same: the guardian sees all of it. */
function told(steps: StepList, step: number, count: number, good: string, bad: string): Promise<void> {
  const act = () => { if (count > 0) throw new Trouble(bad, ""); };
  return steps.run(step, act, () => good).catch(() => undefined);
}

function signing(page: RosterPage, master: Master, { shown, rows, verdict }: Checked): HTMLElement {
  const told = report();
  const button = make("button", { type: "button", class: "q-button q-button-main", onclick: () => void attempt(button, told, approve) }, say("签名：名册就是专家库", "Sign: the roster is the register"));
  const twins = namesakes(rows);
  return section(say("可以签名", "Ready to be signed"), say("{n} 名专家", "{n} experts", { n: rows.length }),
    make("p", { class: "q-prose" }, say("{n} 名专家全部在库，没有多出的人，没有重复，没有漏掉，根与公布的一致。请再看一遍下面的名单，然后签名。", "All {n} experts are in the register: no ghosts, no doubles, nobody left out; the root is the published one. Look through the list below, then sign.", { n: rows.length })),
    ...(twins.length > 0 ? [make("p", { class: "q-note" }, say("同姓名、同单位的有：{names}。请确认不是一人两号。", "Same name and unit: {names}. Make sure that it is not one person under two ids.", { names: twins.map(({ name }) => name).join(say("、", ", ")) }))] : []),
    make("div", { class: "q-buttons" }, button), told.element);

  async function approve(): Promise<void> {
    const approval = signApproval(master, { scope: page.scope, root: verdict.root, size: rows.length, opening: shown.opening_hash });
    const answer = (await postJson(page.approval_url, approval)) as { state: string; roster_root: string };
    if (answer.state !== "approved" || answer.roster_root !== verdict.root) throw new Trouble(say("平台没有记下这次核对。", "The platform did not record the approval."), say("请刷新本页看状态。", "Reload this page and look at the state."));
    location.assign(page.done_url);
  }
}

function faults({ ghosts, altered, doubles, missing }: RosterVerdict, page: RosterPage): HTMLElement[] {
  const lists: [string, RosterEntry[]][] = [
    [say("名册上有、专家库没有", "On the roster, not in the register"), ghosts],
    [say("资料与专家库不同（名册所写）", "Data differ from the register's (as on the roster)"), altered.map(({ row }) => row)],
    [say("资料与专家库不同（专家库所写）", "Data differ (as in the register)"), altered.map(({ known }) => known)],
    [say("一人多行", "Twice on the roster"), doubles],
    [say("专家库有、名册漏了", "In the register, left out of the roster"), missing],
  ];
  return lists.filter(([, rows]) => rows.length > 0).map(([title, rows]) => section(title, say("{n} 人", "{n}", { n: rows.length }), table(rows, page)));
}

function listed(rows: readonly RosterRow[], page: RosterPage): HTMLElement {
  return section(say("名册全文", "The whole roster"), say("{n} 人，只给监督组看", "{n}, for the supervision group alone", { n: rows.length }), table(rows, page));
}

function table(rows: readonly (RosterEntry & { number?: number })[], page: RosterPage): HTMLElement {
  const heads = [say("姓名", "Name"), say("单位", "Unit"), say("专业", "Specialities")];
  const words = (code: string) => (page.specialities[code] ? said(page.specialities[code]) : code);
  const line = ({ name, unit, specialities, number }: RosterEntry & { number?: number }) => make("tr", {},
    make("th", { scope: "row" }, name, number !== undefined && make("span", { class: "q-detail" }, say("第 {n} 号", "No. {n}", { n: number }))),
    make("td", { "data-label": heads[1] }, unit || "—"), make("td", { "data-label": heads[2] }, specialities.map(words).join(say("、", ", "))));
  return make("table", { class: "q-table q-table-fold" },
    make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, ...rows.map(line)));
}
