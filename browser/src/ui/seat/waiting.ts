/** Who is here, who leads: before the review begins, and whenever the committee lacks a chair. */

import { chip } from "../checklist";
import { make } from "../dom";
import { attempt, report } from "../report";
import { section } from "../section";
import { say } from "../words";
import type { Neighbour, Room, View } from "./room";

export function waiting(room: Room, view: View, done: () => Promise<void>): HTMLElement {
  const ready = view.is_unsealed && view.seats.every((one) => one.state === "seated" && one.identity_checked) && view.seats.some((one) => one.is_chair);
  return make("div", { class: "q-seat-waiting" },
    section(say("评标开始前", "Before the review"), "", make("ul", { class: "q-verdicts" },
      line(say("密钥保管人交出商务、技术密钥", "Guardians release the business and technical keys"), view.is_unsealed, say("由监督组和交易组各自核对后交出", "Each group checks and releases")),
      line(say("评委全部签到", "All members have signed in"), view.seats.every((one) => one.state === "seated"), count(view.seats.filter((one) => one.state === "seated").length, view.members)),
      line(say("主持人核对身份", "The host has checked identities"), view.seats.every((one) => one.identity_checked), count(view.seats.filter((one) => one.identity_checked).length, view.members)),
      line(say("推选组长", "A chair is elected"), view.seats.some((one) => one.is_chair), chairWords(view)))),
    vote(room, view, done),
    ready && view.is_chair ? begin(room, done) : make("p", { class: "q-note" }, ready ? say("都齐了，等组长开始初步评审。", "All is ready; the chair starts the review.") : say("本页每几秒自动更新，不须刷新。", "This page updates itself every few seconds.")));
}

/** The vote: when all have voted, more than half elect; until then everybody may vote again. */
export function vote(room: Room, view: View, done: () => Promise<void>): HTMLElement | string {
  if (view.seats.some((one) => one.is_chair)) return "";
  const shown = report();
  const mine = view.votes[String(view.seat)];
  const counted = (seat: number) => Object.values(view.votes).filter((choice) => choice === seat).length;
  return section(say("推选组长", "Elect the chair"), say("组长与其他成员有同等表决权，12 号令第九条", "The chair's vote counts like any other: Order 12, art. 9"),
    make("ul", { class: "q-list q-seat-votes" }, ...view.seats.map((one) => row(one))), shown.element);

  function row(one: Neighbour): HTMLElement {
    const button = make("button", { type: "button", class: "q-button q-button-small", "aria-pressed": mine === one.seat ? "true" : "false" }, mine === one.seat ? say("已推选", "Chosen") : say("推选", "Vote"));
    button.addEventListener("click", () => void attempt(button, shown, async () => {
      await room.act("/votes", { seat: one.seat });
      await done();
    }));
    return make("li", { class: "q-row" }, make("span", {}, make("b", {}, seatName(one)), one.seat === view.seat ? say("（您）", " (you)") : "", make("span", { class: "q-detail" }, say("{n} 票", "{n} votes", { n: counted(one.seat) }))),
      one.state === "seated" ? button : chip("wait", say("未签到", "Not here yet")));
  }
}

export function seatName(one: Pick<Neighbour, "seat" | "kind">): string {
  return one.kind === "expert" ? say("{n} 号席", "Seat {n}", { n: one.seat }) : say("{n} 号席（招标人代表）", "Seat {n} (representative)", { n: one.seat });
}

function begin(room: Room, done: () => Promise<void>): HTMLElement {
  const shown = report();
  const button = make("button", { type: "button", class: "q-button q-button-main" }, say("开始初步评审", "Start the review"));
  button.addEventListener("click", () => void attempt(button, shown, async () => {
    await room.act("/review");
    await done();
  }));
  return make("div", {}, make("div", { class: "q-buttons" }, button), shown.element);
}

function line(rule: string, met: boolean, finding: string): HTMLElement {
  return make("li", { class: "q-verdict" }, make("div", { class: "q-verdict-rule" }, make("b", {}, rule)), make("div", { class: "q-verdict-finding" }, finding),
    met ? chip("ok", say("已齐", "Done")) : chip("wait", say("等待", "Waiting")));
}

function count(n: number, of: number): string {
  return say("{of} 位中 {n} 位", "{n} of {of}", { n, of });
}

function chairWords(view: View): string {
  const chair = view.seats.find((one) => one.is_chair);
  return chair ? seatName(chair) : say("全体投票，过半数当选", "All vote; more than half elect");
}
