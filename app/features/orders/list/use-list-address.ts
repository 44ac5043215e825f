import { useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { useRootData } from "~/root-data.ts";
import {
  type ListAddress,
  type ListWish,
  listParameters,
  readAddress,
  writeAddress,
} from "./list-address.ts";
import { endOfDay, startOfDay } from "./school-day.ts";

/** What the address asks the server for. */
export function wishOf(address: ListAddress, timeZone: string): ListWish {
  const { query, status, storeId, from, to, stuck, sort } = address;
  return {
    filter: {
      ...(query && { query }),
      ...(status.length > 0 && { status }),
      ...(storeId && { storeId }),
      ...(from && { placedFrom: startOfDay(from, timeZone) }),
      ...(to && { placedTo: endOfDay(to, timeZone) }),
      ...(stuck && { stuck }),
    },
    sort,
  };
}

/** The list that the address asks for, and ways to ask for another; the rest of the address stays. */
export function useListAddress() {
  const [params, setParams] = useSearchParams();
  const { timeZone } = useRootData();
  const asked = listParameters.map((name) => params.get(name)).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: other parameters do not make another list
  const address = useMemo(() => readAddress(params), [asked]);
  const wish = useMemo(() => wishOf(address, timeZone), [address, timeZone]);
  return useMemo(() => {
    const searchOf = (next: Partial<ListAddress>): URLSearchParams => {
      const search = writeAddress({ ...address, ...next });
      for (const [name, value] of params) {
        if (!(listParameters as readonly string[]).includes(name) && name !== "order" && name !== "edit")
          search.set(name, value);
      }
      return search;
    };
    const change = (next: Partial<ListAddress>, replace = false) =>
      setParams(searchOf(next), { replace, preventScrollReset: true });
    return { address, wish, searchOf, change };
  }, [address, wish, params, setParams]);
}

export type ListControl = ReturnType<typeof useListAddress>;
