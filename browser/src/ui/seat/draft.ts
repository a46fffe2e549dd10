/** The sheet while it is written: kept on the platform a moment after each change, and again when the line was down. */

import type { SheetKind } from "../../session";
import { toldOf } from "../words";
import type { Missing, Room, Rows } from "./room";

const PAUSE = 700;
const AGAIN = 5000;

export interface Draft {
  rows: Rows;
  missing: Missing[];
  /** Call after every change of `rows`. */
  changed(): void;
  /** Saves at once; resolves when the platform has it. */
  flush(): Promise<void>;
  stop(): void;
}

export interface SaveState { state: "saved" | "saving" | "failed"; at?: string; why?: string }

export function draftOf(room: Room, kind: SheetKind, rows: Rows, missing: Missing[], tell: (state: SaveState) => void): Draft {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dirty = false;
  let turn = Promise.resolve();
  const leaving = () => { if (dirty) void room.save(kind, draft.rows, true).catch(() => undefined); };
  addEventListener("pagehide", leaving);
  const draft: Draft = {
    rows, missing,
    changed() {
      dirty = true;
      tell({ state: "saving" });
      clearTimeout(timer);
      timer = setTimeout(() => void draft.flush().catch(() => undefined), PAUSE);
    },
    flush() {
      clearTimeout(timer);
      turn = turn.catch(() => undefined).then(save);
      return turn;
    },
    stop() {
      clearTimeout(timer);
      removeEventListener("pagehide", leaving);
    },
  };
  return draft;

  async function save(): Promise<void> {
    if (!dirty) return;
    dirty = false;
    try {
      const saved = await room.save(kind, draft.rows);
      draft.missing = saved.missing;
      if (!dirty) tell({ state: "saved", at: saved.saved_at });
    } catch (error) {
      dirty = true;
      tell({ state: "failed", why: toldOf(error) });
      timer = setTimeout(() => void draft.flush().catch(() => undefined), AGAIN);
      throw error;
    }
  }
}
