import { expect, test } from "vitest";
import { ofWeight, stage } from "../constraints/testing/scene.ts";
import { compile } from "./compile.ts";
import { createConflicts } from "./conflicts.ts";
import { createRandom } from "./random.ts";
import { createRoomExchange } from "./room-exchange.ts";
import { createSoftLedger } from "./soft-ledger.ts";
import { createState, placeTime, takeRoom } from "./state.ts";

test("a lesson that would rather have a part of its virtual room changes into it, and is moved only once", () => {
  const { problem } = stage({ lessons: [{ at: null }], rooms: [{}, { realRoomSets: [[0]] }] });
  const wish = (weight: number, room: number) =>
    ofWeight(weight, { kind: "preferredRooms", activities: [0], rooms: [room], realRooms: null });
  const compiled = compile({ ...problem, constraints: [wish(90, 0), wish(10, 1)] });
  for (let seed = 1; seed <= 20; seed++) {
    const state = createState(compiled);
    const random = createRandom(seed);
    const conflicts = createConflicts(state, random);
    placeTime(state, 0, 7);
    takeRoom(state, 0, 1, Int32Array.of(0), 0);
    const ledger = createSoftLedger(state, conflicts.locked);
    ledger.begin();
    const isMoved = createRoomExchange(state, conflicts, ledger, random)(0, 7, ledger.total);
    if (isMoved) ledger.commit();
    else ledger.rollback();
    expect(state.placed).toBe(1);
    expect(state.room[0]).toBe(isMoved ? 0 : 1);
    expect(ledger.total).toBeCloseTo(isMoved ? 0.1 : 0.9);
  }
});
