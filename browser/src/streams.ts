/** Streams: files of 200 MB pass in pieces, and the page stays alive meanwhile. */

import type { Bytes } from "./bytes";

const BREATH_MS = 40;

/** A web stream over an async generator; the consumer sets the pace. */
export function streamOf(source: AsyncIterable<Uint8Array>): ReadableStream<Bytes> {
  const pieces = source[Symbol.asyncIterator]();
  return new ReadableStream<Bytes>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value as Bytes);
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}

export async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Bytes> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value as Bytes;
    }
  } finally {
    reader.releaseLock();
  }
}

/** Lets the browser paint and answer at least every 40 ms of work. Call it in long loops. */
export function breather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < BREATH_MS) return;
    await new Promise((resume) => setTimeout(resume));
    last = performance.now();
  };
}

/** Bytes collected into a Blob: the browser may keep what is large on disk. */
export class Collector {
  #open: Bytes[] = [];
  #openSize = 0;
  #parts: Blob[] = [];

  add(piece: Bytes): void {
    this.#open.push(piece);
    this.#openSize += piece.length;
    if (this.#openSize >= 4 * 1024 * 1024) this.#fold();
  }

  finish(): Blob {
    this.#fold();
    return new Blob(this.#parts);
  }

  #fold(): void {
    this.#parts.push(new Blob(this.#open));
    this.#open = [];
    this.#openSize = 0;
  }
}
