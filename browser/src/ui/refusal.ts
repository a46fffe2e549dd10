/** A refusal of the platform (problem+json) as a person reads it: what is wrong, under which article, what to do next. */

import { spelt } from "./article";
import { Trouble } from "./report";
import { say } from "./words";

interface Problem {
  detail?: string;
  title?: string;
  article?: string;
  next_step?: string;
}

/** Reads the text of an answer that was not given: whatever is no problem+json (a proxy's page, nothing) is named by its status. */
export function refusalOf(status: number, answer: string): Trouble {
  const problem = problemIn(answer);
  const wrong = problem.detail ?? problem.title;
  if (wrong !== undefined) return new Trouble(wrong, problem.next_step ?? "", spelt(problem.article ?? ""));
  return new Trouble(
    say("平台没有接受（{status}）。", "The platform did not accept it ({status}).", { status }),
    say("请再试一次；仍不行，请打平台值班电话。", "Try again; if it fails again, call the help desk."),
  );
}

function problemIn(answer: string): Problem {
  try {
    return (JSON.parse(answer) as Problem | null) ?? {};
  } catch {
    return {};
  }
}
