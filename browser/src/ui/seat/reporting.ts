/** From the locked sheets to the signed report: what the result is, who signs it, and how one who disagrees says so. */

import { signReport } from "../../session";
import { chip } from "../checklist";
import { make } from "../dom";
import { field } from "../field";
import { attempt, report, Trouble } from "../report";
import { section } from "../section";
import { hash4, said, say, yuan } from "../words";
import type { SeatKey } from "./key";
import type { Room, View } from "./room";

/** The summary: the chair draws the report up, or rejects all bids where there is no competition. */
export function summary(room: Room, view: View, done: () => Promise<void>): HTMLElement {
  if (!view.is_chair) {
    return section(say("汇总", "Summary"), "", make("p", { class: "q-prose" }, say("评分都已锁定，等组长生成评标报告。", "All sheets are locked; the chair draws up the report.")));
  }
  const shown = report();
  const button = make("button", { type: "button", class: "q-button q-button-main" }, say("生成评标报告", "Draw up the report"));
  button.addEventListener("click", () => void attempt(button, shown, async () => {
    await room.act("/report");
    await done();
  }));
  return section(say("汇总", "Summary"), say("招标投标法第四十条", "Tendering Law art. 40"),
    make("p", { class: "q-prose" }, say("报告里的每个数都从已锁定的评分表算出，谁也不能另填。生成后由全体成员签署。", "Every figure of the report follows from the locked sheets; nobody fills one in. Then all members sign.")),
    make("div", { class: "q-buttons" }, button), shown.element);
}

/** With fewer than three valid bids the committee may reject all (O12 27). */
export function rejection(room: Room, view: View, done: () => Promise<void>): HTMLElement | string {
  const may = view.is_chair && ["technical", "business", "summary"].includes(view.stage) && (view.bids.length === 0 || view.bids.length < 3);
  if (!may || view.stage === "summary") return "";
  const shown = report();
  const button = make("button", { type: "button", class: "q-button" }, say("否决所有投标", "Reject all bids"));
  button.addEventListener("click", () => void attempt(button, shown, async () => {
    await room.act("/rejection");
    await done();
  }));
  return make("details", { class: "q-more" }, make("summary", {}, say("有效投标不足三个，明显缺乏竞争", "Fewer than three valid bids and no competition")),
    make("p", {}, say("12 号令第二十七条：评标委员会可以否决全部投标。组长按全体意见办理，不能撤回。", "Order 12, art. 27: the committee may reject all bids. The chair acts for all; it cannot be undone.")), make("div", { class: "q-buttons" }, button), shown.element);
}

export function resultOf(room: Room, view: View): HTMLElement {
  const result = view.result;
  if (!result) return make("div");
  const name = (number: number) => room.page.bidders.find((bid) => bid.number === number)?.name ?? "";
  const scored = result.ranking.some(({ total }) => total !== undefined);
  const head = [say("排名", "Rank"), say("投标人", "Bidder"), say("报价（元）", "Price (yuan)"), ...(scored ? [say("技术", "Technical"), say("商务", "Business"), say("报价分", "Price score"), say("总分", "Total")] : [say("评审价（元）", "Evaluated price (yuan)")])];
  const rows = result.ranking.map((row) => {
    const figures = scored ? [row.technical, row.business, row.price, row.total] : [yuan(row.evaluated_fen ?? row.price_fen)];
    return make("tr", {}, make("td", { "data-label": head[0] }, String(row.rank)), make("th", { scope: "row" }, `${row.number} ${name(row.number)}`, result.candidates.includes(row.number) && make("span", { class: "q-detail" }, say("推荐为中标候选人", "candidate"))),
      make("td", { class: "q-num", "data-label": head[2] }, yuan(row.price_fen)), ...figures.map((value, at) => make("td", { class: "q-num", "data-label": head[3 + at] }, value ?? "")));
  });
  const out = result.rejected.map((one) => make("li", {}, make("b", {}, `${one.number} ${name(one.number)}`), " ", one.finding));
  const far = result.outliers.map((one) => make("li", {}, say("{seat} 号席给 {number} 号 {criterion} 打 {score}，中位数 {median}", "Seat {seat} gave no. {number} {score} for {criterion}; the median is {median}", { ...one, criterion: labelOf(view, one.criterion) })));
  return section(say("评标结果", "The result"), say("结果指纹 {hash}", "Fingerprint {hash}", { hash: hash4(view.result_hash) }),
    make("table", { class: "q-table q-table-fold" }, make("thead", {}, make("tr", {}, ...head.map((words, at) => make("th", { scope: "col", class: at > 1 ? "q-num" : "" }, words)))), make("tbody", {}, ...rows)),
    out.length ? make("div", { class: "q-section" }, make("h3", {}, say("否决的投标", "Rejected")), make("ul", {}, ...out)) : make("span", {}),
    far.length ? make("div", { class: "q-section" }, make("h3", {}, say("离中位数较远的分数", "Scores far from the median")), make("p", { class: "q-note" }, say("只是提示，不改任何分数；有理由的照旧。", "A hint alone: no score is changed.")), make("ul", {}, ...far)) : make("span", {}));
}

export function signing(room: Room, view: View, key: SeatKey, done: () => Promise<void>): HTMLElement {
  if (view.has_signed) {
    return make("div", { class: "q-state" }, chip("ok", say("已签", "Signed")), make("p", {}, make("b", {}, say("您已签署，{n} / {m} 位已签。", "You have signed; {n} of {m} have.", { n: view.signed, m: view.members }))));
  }
  const shown = report();
  const dissent = make("textarea", { id: "q-dissent", rows: 3, maxlength: 4000 });
  const agree = make("button", { type: "button", class: "q-button q-button-main" }, say("同意并签名", "Agree and sign"));
  const differ = make("button", { type: "button", class: "q-button" }, say("签名并附不同意见", "Sign with the dissent"));
  const send = (words: string) => async () => {
    await room.act("/signature", signReport(key, { opening: view.opening, session: view.session, seat: view.seat, result: view.result_hash, dissent: words }));
    await done();
  };
  agree.addEventListener("click", () => void attempt(agree, shown, send("")));
  differ.addEventListener("click", () => void attempt(differ, shown, async () => {
    const words = dissent.value.replace(/\s+/g, " ").trim();
    if (!words) throw new Trouble(say("还没有写不同意见。", "The dissent is empty."), say("写明不同意见和理由，附在报告里。", "State it with its reasons; it becomes part of the report."));
    await send(words)();
  }));
  return section(say("签署", "Sign"), say("条例第五十三条：拒签又不写不同意见的，视为同意", "Tendering Regulation art. 53: silence counts as agreement"),
    make("div", { class: "q-buttons" }, agree),
    make("details", { class: "q-more" }, make("summary", {}, say("我有不同意见", "I dissent")), field({ label: say("不同意见和理由", "Dissent and reasons"), input: dissent }).element, make("div", { class: "q-buttons" }, differ)), shown.element);
}

function labelOf(view: View, code: string): string {
  const found = view.terms.criteria.find((one) => one.code === code);
  return found ? said(found.label) : say("合计", "the sum");
}
