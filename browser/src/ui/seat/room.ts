/** What the seat's page knows, and its calls to the platform. The credential opens the seat; it is sent as a header and kept nowhere. */

import type { Signed } from "../../documents";
import type { Opening } from "../../opening";
import type { SheetKind } from "../../session";
import { refusalOf } from "../refusal";
import { Trouble } from "../report";
import { say } from "../words";

export interface Words { zh: string; en: string }

/** What the server wrote into the page. */
export interface SeatPage {
  credential: string;
  tenderer: string;
  agency: string;
  bidders: { number: number; name: string }[];
  stages: Record<string, string>;
  kinds: Record<SheetKind, string>;
  grounds: { code: string; item: number; words: string }[];
  grounds_article: string;
  below_cost: string;
}

export interface Criterion { code: string; part: "technical" | "business"; label: Words; full: string; guidance: Words }

export interface Terms {
  method: "comprehensive_scoring" | "lowest_evaluated_price";
  blind_technical: boolean;
  criteria: Criterion[];
}

export interface BidFile { compartment: string; name: string; media_type: string; sha256: string; size: number }

export interface Bid { key: string; name: string; price_fen: number | null; is_low: boolean; files: BidFile[] }

export interface Missing { bid: string; field: string; wrong: Words }

export interface Neighbour { seat: number; kind: string; state: string; is_chair: boolean; identity_checked: boolean }

export interface Asked {
  id: number; number: number; cause: string; question: string; asked_at: string; answer_until_at: string; answer: string; answered_at: string | null;
}

export interface Ranked { number: number; rank: number; price_fen: number; technical?: string; business?: string; price?: string; total?: string; evaluated_fen?: number }

export interface FarScore { number: number; part: string; seat: number; criterion: string; score: string; median: string }

/** As much of `evaluation-result/v1` as the page shows. */
export interface Result {
  ranking: Ranked[];
  rejected: { number: number; ground: string; finding: string }[];
  candidates: number[];
  outliers: FarScore[];
}

export type Rows = Record<string, unknown>;

/** A member's own view of the session (GET /api/evaluation/seat). */
export interface View {
  session: string; opening: Opening; seat: number; kind: string; state: string; stage: string; is_chair: boolean; public: string;
  sheet: SheetKind | null; terms: Terms; bids: Bid[]; rows: Rows; is_locked: boolean; missing: Missing[]; locked: number; members: number;
  seats: Neighbour[]; is_unsealed: boolean; votes: Record<string, number>; clarifications: Asked[];
  result: Result | null; result_hash: string; has_signed: boolean; signed: number; fee_fen: number | null;
}

export interface Page { number: number; pages: number; png: string; width: number; height: number; text: string }

export interface Saved { saved_at: string; missing: Missing[] }

const SEAT = "/api/evaluation/seat";

export class Room {
  constructor(readonly page: SeatPage) {}

  view(): Promise<View> {
    return this.#call<View>("GET", SEAT);
  }

  act(what: "" | "/votes" | "/review" | "/sheets" | "/clarifications" | "/rejection" | "/report" | "/signature" | "/recusal", body: unknown | Signed = {}): Promise<unknown> {
    return this.#call("POST", SEAT + what, body);
  }

  save(kind: SheetKind, rows: Rows, keepalive = false): Promise<Saved> {
    return this.#call<Saved>("PUT", `${SEAT}/sheets/${kind}`, { rows }, keepalive);
  }

  drawn(bid: Bid, file: BidFile, number: number): Promise<Page> {
    return this.#call<Page>("GET", `${SEAT}/pages/${bid.key}/${file.compartment}/${file.sha256}/${number}`);
  }

  async whole(bid: Bid, file: BidFile): Promise<Blob> {
    return (await this.#answer("GET", `${SEAT}/files/${bid.key}/${file.compartment}/${file.sha256}`)).blob();
  }

  async #call<T>(method: string, url: string, body?: unknown, keepalive = false): Promise<T> {
    const answer = await this.#answer(method, url, body, keepalive);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }

  async #answer(method: string, url: string, body?: unknown, keepalive = false): Promise<Response> {
    const headers: Record<string, string> = { "X-Seat": this.page.credential, Accept: "application/json, */*" };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const answer = await fetch(url, { method, headers, keepalive, cache: "no-store", ...(body !== undefined && { body: JSON.stringify(body) }) }).catch(() => {
      throw new Trouble(say("连不上平台。", "The platform cannot be reached."), say("请检查网络。写下的内容还在本页，连上后会自动保存。", "Check the network. What you wrote is still on this page and is saved once the line is back."));
    });
    if (answer.ok) return answer;
    throw refusalOf(answer.status, await answer.text().catch(() => ""));
  }
}
