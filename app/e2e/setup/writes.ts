import type { HouseClient } from "./house-client.ts";

/** Writes without end, several at a time, and remembers what was acknowledged. */
export class WriteStream {
  readonly acknowledged: string[] = [];
  /** Writes that were answered with an error or not at all; they may have been committed or not. */
  unanswered = 0;
  readonly #person: HouseClient;
  readonly #schoolId: string;
  readonly #word: string;
  readonly #lanes: Promise<void>[];
  #stopped = false;

  constructor(person: HouseClient, schoolId: string, word: string, lanes = 3) {
    this.#person = person;
    this.#schoolId = schoolId;
    this.#word = word;
    this.#lanes = Array.from({ length: lanes }, (_, lane) => this.#write(lane));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#lanes);
  }

  /** What the house holds of all that was written. */
  async stored(): Promise<Set<string>> {
    const names = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await this.#person.api.school.subjects.list.query({
        schoolId: this.#schoolId,
        search: this.#word,
        limit: 200,
        ...(cursor && { cursor }),
      });
      for (const row of page.rows as { name: string }[]) names.add(row.name);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return names;
  }

  async #write(lane: number): Promise<void> {
    for (let count = 0; !this.#stopped; count++) {
      const name = `${this.#word} ${lane} ${count}`;
      const created = this.#person.api.school.subjects.create.mutate({
        schoolId: this.#schoolId,
        values: { name },
      });
      await created.then(
        () => this.acknowledged.push(name),
        () => {
          this.unanswered += 1;
        },
      );
    }
  }
}
