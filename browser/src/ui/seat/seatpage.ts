/** The seat's page: asks the platform every few seconds how far the committee is, and shows what this member can do now. */

import { chip } from "../checklist";
import { byId, make } from "../dom";
import { report } from "../report";
import { section } from "../section";
import { say, yuan } from "../words";
import { asking } from "./asking";
import { keptSeatKey, type SeatKey } from "./key";
import { rejection, resultOf, signing, summary } from "./reporting";
import { Room, type SeatPage, type View } from "./room";
import { bringKey, placeOf, recuse, saveKey, signIn } from "./signin";
import { vote, waiting } from "./waiting";
import { work, type Work } from "./work";

const EVERY = 4000;
const STAGES = ["open", "review", "technical", "business", "summary", "report", "finished"];

export async function seatPage(root: HTMLElement, page: SeatPage): Promise<void> {
  const room = new Room(page);
  const main = make("div");
  const side = make("div", { class: "q-seat-side" });
  const shown = report();
  root.replaceChildren(main, side, shown.element);
  let drawn = "";
  let besides = "";
  let running: Work | undefined;
  let key: SeatKey | undefined;

  const look = async () => {
    const view = await room.view();
    shown.clear();
    key ??= await keptSeatKey(placeOf(view));
    if (key && view.public && key.publicKey !== view.public) key = undefined;
    show(view);
  };
  const again = () => look().catch((error: unknown) => shown.fail(error));
  let timer: ReturnType<typeof setInterval> | undefined;
  const gone = () => {
    clearInterval(timer);
    side.replaceChildren();
    main.replaceChildren(section(say("您已回避", "You are recused"), say("条例第四十六条、第四十八条", "Tendering Regulation art. 46, 48"), make("p", { class: "q-prose" }, say("席位由同一排序的下一位接替，这个链接不再能进入评标室。您可以离开。", "The next of the same ranking takes the seat; this link opens it no more. You may leave."))));
  };
  await again();
  timer = setInterval(() => void again(), EVERY);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") void again(); });

  function show(view: View): void {
    steps(view);
    strip(view);
    const signature = JSON.stringify(mattersOf(view, key));
    if (signature !== drawn) {
      drawn = signature;
      running?.stop();
      running = undefined;
      main.replaceChildren(...bodyOf(view));
    }
    const beside = JSON.stringify([signature, view.clarifications]);
    if (beside !== besides && !side.contains(document.activeElement)) {
      besides = beside;
      const nodes = [asking(room, view, again), rejection(room, view, again), view.state === "seated" && key ? saveKey(key, view) : ""];
      side.replaceChildren(...nodes.filter((node) => node !== ""));
    }
  }

  function bodyOf(view: View): (HTMLElement | string)[] {
    if (view.state === "expected") return [signIn(room, view, again, gone)];
    if (!key) return [bringKey(view, async (found) => { key = found; await again(); })];
    if (view.stage === "open") return [waiting(room, view, again), recuse(room, gone)];
    const chair = vote(room, view, again);
    if (view.stage === "summary") return [chair, summary(room, view, again)];
    if (view.stage === "report") return [chair, resultOf(room, view), signing(room, view, key, again)];
    if (view.stage === "finished" || view.stage === "failed") return [over(view), resultOf(room, view)];
    if (view.sheet === null || view.is_locked) return [chair, locked(view)];
    running = work(room, view, key, again);
    return [chair, running.element];
  }

  function steps(view: View): void {
    const at = STAGES.indexOf(view.stage);
    byId("q-seat-steps").replaceChildren(...STAGES.map((code, place) => make("li", { class: place < at ? "q-seat-past" : "", ...(place === at && { "aria-current": "step" }) }, page.stages[code] ?? code)));
  }

  function strip(view: View): void {
    const words = view.sheet ? say("{kind}：{n} / {m} 位已锁定", "{kind}: {n} of {m} have locked", { kind: page.kinds[view.sheet], n: view.locked, m: view.members }) : page.stages[view.stage] ?? "";
    byId("q-seat-strip").textContent = view.is_chair ? say("您是组长。", "You are the chair. ") + words : words;
  }

  function locked(view: View): HTMLElement {
    return section(say("已锁定", "Locked"), "", make("div", { class: "q-state" }, chip("ok", say("已签名锁定", "Signed and locked")),
      make("p", {}, make("b", {}, say("{n} / {m} 位已锁定，等其余的评委。", "{n} of {m} have locked; the others are awaited.", { n: view.locked, m: view.members }))),
      make("p", {}, say("全部锁定后自动进入下一步。在那之前，谁也看不到别人的评分。", "When all have, the next step begins. Until then nobody sees another's scores."))));
  }

  function over(view: View): HTMLElement {
    const failed = view.stage === "failed";
    return section(page.stages[view.stage] ?? "", "", make("div", { class: "q-state" }, chip(failed ? "stop" : "ok", page.stages[view.stage] ?? ""),
      make("p", {}, make("b", {}, failed ? say("所有投标被否决，评标到此为止。", "All bids are rejected; the evaluation ends here.") : say("评标报告已签署完毕，可以离开。", "The report is signed by all; you may leave."))),
      view.fee_fen === null ? "" : make("p", {}, say("应得劳务费 {yuan} 元，由中心支付。", "You are owed a fee of {yuan} yuan, paid by the centre.", { yuan: yuan(view.fee_fen) })),
      make("p", {}, say("在结果公布以前，请对评标情况保密（招标投标法第四十四条）。", "Keep the evaluation secret until the result is public (Tendering Law art. 44)."))));
  }
}

/** What makes the main part be drawn anew; while a sheet is being written, nothing that others do. */
function mattersOf(view: View, key: SeatKey | undefined): unknown[] {
  const base = [view.state, view.stage, view.sheet, view.is_locked, view.is_chair, Boolean(key), view.seats.some((one) => one.is_chair)];
  const isWriting = view.sheet !== null && !view.is_locked && view.seats.some((one) => one.is_chair);
  return isWriting && view.stage !== "open" ? base : [...base, view.seats, view.votes, view.is_unsealed, view.locked, view.result_hash, view.has_signed, view.signed, view.fee_fen];
}
