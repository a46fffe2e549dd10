/** Reading from the platform: texts, JSON, blobs; a refusal becomes a sentence. */

import { Trouble } from "./report";
import { say } from "./words";

export async function fetchText(url: string): Promise<string> {
  return (await answerOf(url)).text();
}

export async function fetchJson<T>(url: string): Promise<T> {
  return (await (await answerOf(url)).json()) as T;
}

async function answerOf(url: string): Promise<Response> {
  const answer = await fetch(url, { headers: { Accept: "application/json, text/plain, */*" } }).catch(() => {
    throw new Trouble(say("连不上平台。", "The platform cannot be reached."), say("请检查网络后再试。", "Check the network and try again."));
  });
  if (!answer.ok) throw new Trouble(say("平台没有给出这份数据（{status}）。", "The platform did not give this ({status}).", { status: answer.status }), say("请稍后再试。", "Try again later."));
  return answer;
}

/** Fills the marks of an address written by the server: `/api/x/LEAF/` with LEAF. */
export function addressed(template: string, marks: Record<string, string>): string {
  return Object.entries(marks).reduce((url, [mark, value]) => url.replace(mark, encodeURIComponent(value)), template);
}
