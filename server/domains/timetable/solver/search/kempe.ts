// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import { createChain } from "./chain.ts";
import type { Conflicts } from "./conflicts.ts";
import type { SoftLedger } from "./soft-ledger.ts";
import type { State } from "./state.ts";

const never = () => false;

/**
 * Kempe chains as moves of a complete timetable.
 *
 * @returns a move that answers false when the chain is too long, meets what is fixed, or breaks a rule; the ledger
 *   must then be rolled back. It gives up as soon as the total is above `most`.
 */
export function createKempe(
  state: State,
  conflicts: Conflicts,
  ledger: SoftLedger,
): (activity: number, slot: number, most: number) => boolean {
  const chain = createChain(state);
  const { activities, goals } = chain;

  return (activity, slot, most) => {
    if (!chain.follow(activity, slot, never)) return false;
    for (let i = 0; i < chain.number; i++) ledger.take(activities[i]!);
    for (let i = 0; i < chain.number; i++) {
      if (ledger.total > most || conflicts.collect(activities[i]!, goals[i]!, 0) !== 0) return false;
      ledger.put(activities[i]!, goals[i]!, conflicts.rooms.room, conflicts.rooms.real);
    }
    return true;
  };
}
