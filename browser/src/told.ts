/** An error that a person may read, in both languages. Everything else that is thrown is a fault in what was handed in, or of ours. */

export class Told extends Error {
  constructor(readonly zh: string, readonly en: string) {
    super(en);
  }
}
