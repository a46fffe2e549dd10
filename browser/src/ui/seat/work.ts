/** The sheet at work: bids as tabs, the document left, the items right, what is missing and the lock below. */

import type { JsonObject } from "../../canonical";
import { type SheetKind, signSheet } from "../../session";
import { chip } from "../checklist";
import { make } from "../dom";
import { icon } from "../icon";
import { attempt, report, Trouble } from "../report";
import { moment, said, say, yuan } from "../words";
import { type Draft, draftOf, type SaveState } from "./draft";
import { adjustForm, type Adjustment, type BidForm, reviewForm, scoreForm, sumOf } from "./forms";
import type { SeatKey } from "./key";
import { reader } from "./reader";
import type { Bid, Room, View } from "./room";

export interface Work {
  element: HTMLElement;
  stop(): void;
}

export function work(room: Room, view: View, key: SeatKey, done: () => Promise<void>): Work {
  const kind = view.sheet as SheetKind;
  const rows = structuredClone(view.rows);
  const saved = make("p", { class: "q-note q-seat-saved", role: "status" });
  const draft: Draft = draftOf(room, kind, rows, view.missing, (state) => { tellSaved(saved, state); refresh(); });
  const forms = new Map(view.bids.map((bid) => [bid.key, formOf(room, view, kind, bid, draft)]));
  const papers = reader(room);
  const tabs = view.bids.map((bid) => tabOf(bid, () => open(bid)));
  const title = make("h2", {});
  const facts = make("p", { class: "q-note" });
  const place = make("div", {});
  const shown = report();
  const bar = progress(view, kind, () => nextMissing(), () => lock());
  let current = view.bids[0] as Bid;
  const element = make("div", { class: "q-seat-work" },
    make("div", { class: "q-seat-left" }, make("div", { class: "q-seat-tabs", role: "group", "aria-label": say("投标文件", "Bids") }, ...tabs.map(({ element: tab }) => tab)), papers.element),
    make("div", { class: "q-seat-right" }, make("div", { class: "q-section-head" }, title, facts), saved, place, shown.element),
    bar.element);
  element.addEventListener("keydown", keys);
  open(current);
  return { element, stop: () => draft.stop() };

  function open(bid: Bid): void {
    current = bid;
    title.textContent = kind === "technical" && view.terms.blind_technical ? say("投标 {key} 评分", "Bid {key}", { key: bid.key }) : say("{key} 号 {name}", "No. {key} {name}", { key: bid.key, name: bid.name });
    facts.replaceChildren(...factsOf(bid));
    place.replaceChildren(formOfBid(bid).element);
    papers.show(bid);
    refresh();
  }

  function refresh(): void {
    for (const { bid, put } of tabs) put(formOfBid(bid), bid === current);
    bar.put(forms, draft);
    if (draft.missing.length === 0) shown.clear();
  }

  function keys(event: KeyboardEvent): void {
    const at = view.bids.indexOf(current);
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const inScore = event.target instanceof HTMLInputElement && event.target.classList.contains("q-seat-score");
    if (event.altKey && by && view.bids[at + by]) open(view.bids[at + by] as Bid);
    else if (event.key === "PageDown" || event.key === "PageUp") papers.turn(event.key === "PageDown" ? 1 : -1);
    else if (event.key === "Enter" && inScore) onward(event.target as HTMLElement);
    else return;
    event.preventDefault();
  }

  function onward(from: HTMLElement): void {
    const fields = [...place.querySelectorAll<HTMLElement>(".q-seat-score")];
    const next = fields[fields.indexOf(from) + 1];
    if (next) next.focus();
    else nextMissing();
  }

  /** Leads to the next item that is not judged, from this bid on. */
  function nextMissing(): void {
    const at = view.bids.indexOf(current);
    const bid = [...view.bids.slice(at), ...view.bids.slice(0, at)].find((one) => formOfBid(one).lacking() !== undefined);
    if (!bid) return bar.focus();
    leadTo(bid, formOfBid(bid).lacking() as string);
  }

  function leadTo(bid: Bid | undefined, name: string): void {
    if (bid && bid !== current) open(bid);
    const field = place.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`) ?? place.querySelector<HTMLElement>("button, input");
    field?.focus();
    field?.scrollIntoView({ block: "center" });
  }

  function formOfBid(bid: Bid): BidForm {
    return forms.get(bid.key) as BidForm;
  }

  function lock(): void {
    void attempt(bar.button, shown, async () => {
      await draft.flush();
      const [first] = draft.missing;
      if (first) {
        leadTo(view.bids.find((one) => one.key === first.bid), first.field);
        throw new Trouble(say("还差 {n} 项，先是 {bid}：{wrong}", "{n} items are missing; first bid {bid}: {wrong}", { n: draft.missing.length, bid: first.bid, wrong: said(first.wrong) }), say("补全以后再锁定。", "Complete them, then lock."));
      }
      if (!(await confirmed(view, kind, draft))) return;
      const files = Object.fromEntries(view.bids.map((bid) => [bid.key, bid.files.map(({ sha256 }) => sha256)]));
      await room.act("/sheets", signSheet(key, { opening: view.opening, session: view.session, seat: view.seat, kind, rows: draft.rows as JsonObject, files }));
      draft.stop();
      await done();
    });
  }
}

function formOf(room: Room, view: View, kind: SheetKind, bid: Bid, draft: Draft): BidForm {
  const changed = () => draft.changed();
  if (kind === "adjustment") {
    return adjustForm(bid.key, draft.rows[bid.key] as Adjustment[] | undefined, (rows) => { draft.rows[bid.key] = rows; changed(); });
  }
  const row = (draft.rows[bid.key] ??= {});
  return kind === "review" ? reviewForm(bid.key, room.page, row as Parameters<typeof reviewForm>[2], changed)
    : scoreForm(bid.key, view.terms.criteria.filter(({ part }) => part === kind), row as Record<string, string>, changed);
}

function tabOf(bid: Bid, chosen: () => void) {
  const count = make("span", { class: "q-note" });
  const state = make("span", {});
  const element = make("button", { type: "button", class: "q-seat-tab", onclick: chosen }, make("b", {}, bid.key), count, state);
  return {
    bid, element,
    put(form: BidForm, isCurrent: boolean): void {
      const n = form.filled();
      count.textContent = say("{n} / {m} 项", "{n} / {m}", { n, m: form.items });
      element.setAttribute("aria-pressed", String(isCurrent));
      state.replaceChildren(n === form.items ? chip("ok", say("已评完", "Done")) : isCurrent ? chip("run", say("正在评", "Now")) : n ? chip("run", say("没评完", "Begun")) : chip("wait", say("未开始", "Not begun")));
    },
  };
}

function factsOf(bid: Bid): (string | HTMLElement)[] {
  if (bid.price_fen === null) return [say("暗标：不知道是谁的，也看不到报价", "Blind: neither whose it is nor its price")];
  const words: (string | HTMLElement)[] = [say("报价 {yuan} 元", "Price {yuan} yuan", { yuan: yuan(bid.price_fen) })];
  if (bid.is_low) words.push(" ", chip("warn", say("低于审查线，须先书面询问", "Below the review line: ask in writing first")));
  return words;
}

function tellSaved(line: HTMLElement, { state, at, why }: SaveState): void {
  line.textContent = state === "saved" && at ? say("已存 {at}", "Saved {at}", { at: moment(at).slice(11) }) : state === "saving" ? say("正在保存", "Saving") : say("没有存上：{why} 稍后自动再存。", "Not saved: {why} It is tried again.", { why: why ?? "" });
}

/** The bottom bar: own sums, how far, what is missing, the lock. */
function progress(view: View, kind: SheetKind, next: () => void, lock: () => void) {
  const sums = make("table", { class: "q-seat-sums" });
  const line = make("progress", { class: "q-progress", max: 1, value: 0, "aria-label": say("已评项数", "Items judged") });
  const words = make("p", { class: "q-note" });
  const go = make("button", { type: "button", class: "q-button", onclick: next }, say("去下一个没评的", "Go to the next missing"));
  const button = make("button", { type: "button", class: "q-button q-button-main", onclick: lock }, icon("sealed"), say("锁定并签名", "Lock and sign"));
  const element = make("div", { class: "q-seat-bar" }, sums, make("div", { class: "q-seat-far" }, line, words),
    make("p", { class: "q-note q-seat-meaning" }, say("锁定后，包括您在内谁也不能改。锁定前，别人（含管理员）看不到。", "Once locked nobody can change it, you included. Before that nobody else may see it.")), make("div", { class: "q-buttons" }, go, button));
  const criteria = view.terms.criteria.filter(({ part }) => part === kind);
  return {
    element, button,
    focus: () => button.focus(),
    put(forms: Map<string, BidForm>, draft: Draft): void {
      const all = [...forms.values()];
      const [n, m] = [all.reduce((sum, form) => sum + form.filled(), 0), all.reduce((sum, form) => sum + form.items, 0)];
      line.value = m ? n / m : 1;
      const lacking = [...forms].filter(([, form]) => form.filled() < form.items).map(([key, form]) => say("{key} {n} 项", "{key} {n}", { key, n: form.items - form.filled() }));
      words.textContent = say("已评 {n} / {m} 项", "{n} of {m} items", { n, m }) + (lacking.length ? say("，还差 ", "; missing: ") + lacking.join(say("、", ", ")) : "");
      go.hidden = lacking.length === 0;
      if (criteria.length) sums.replaceChildren(...sumRows([...forms.keys()], draft, criteria));
    },
  };
}

function sumRows(keys: string[], draft: Draft, criteria: View["terms"]["criteria"]): HTMLElement[] {
  const head = make("tr", {}, make("th", { scope: "row" }, say("我的评分", "My scores")), ...keys.map((key) => make("th", { scope: "col" }, key)));
  const sums = make("tr", {}, make("th", { scope: "row" }, say("小计", "Sum")), ...keys.map((key) => make("td", {}, sumOf((draft.rows[key] ?? {}) as Record<string, string>, criteria))));
  return [make("thead", {}, head), make("tbody", {}, sums)];
}

/** Asks once more, with what will be signed before one's eyes. */
function confirmed(view: View, kind: SheetKind, draft: Draft): Promise<boolean> {
  const yes = make("button", { class: "q-button q-button-main", value: "yes" }, say("签名锁定", "Sign and lock"));
  const no = make("button", { class: "q-button", value: "no" }, say("再看看", "Look again"));
  const sums = make("table", { class: "q-table" });
  const criteria = view.terms.criteria.filter(({ part }) => part === kind);
  if (criteria.length) sums.replaceChildren(...sumRows(view.bids.map((bid) => bid.key), draft, criteria));
  const dialog = make("dialog", { class: "q-seat-dialog", "aria-label": say("锁定", "Lock") }, make("form", { method: "dialog" }, make("h2", {}, say("锁定后谁也不能改", "Once locked nobody can change it")),
    criteria.length ? sums : make("p", {}, rejections(view, draft)), make("div", { class: "q-buttons" }, yes, no)));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    dialog.remove();
    resolve(dialog.returnValue === "yes");
  }));
}

function rejections(view: View, draft: Draft): string {
  const against = view.bids.filter((bid) => Object.values((draft.rows[bid.key] ?? {}) as Record<string, { pass?: boolean }>).some((one) => one.pass === false));
  return against.length === 0 ? say("您没有主张否决任何投标。", "You move to reject no bid.") : say("您主张否决：{who}。", "You move to reject: {who}.", { who: against.map((bid) => say("{key} 号 {name}", "No. {key} {name}", { key: bid.key, name: bid.name })).join(say("、", ", ")) });
}
