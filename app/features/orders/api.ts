import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/trpc/root.ts";
import { callMutation, callQuery } from "~/lib/query/call.ts";

export type OrdersInput = inferRouterInputs<AppRouter>["orders"];
export type OrdersOutput = inferRouterOutputs<AppRouter>["orders"];

export type Letter = OrdersOutput["deadLetters"]["list"]["letters"][number];
export type StoreRow = OrdersOutput["stores"]["list"][number];
export type StoreHealth = OrdersOutput["stores"]["health"];
export type SavedRules = OrdersOutput["shippingRules"]["get"];
export type Course = inferRouterOutputs<AppRouter>["courses"]["list"]["courses"][number];

/** Groups of procedures have addresses of their own and are called by `callQuery` and `callMutation`. */
type Plain = Exclude<
  keyof OrdersOutput,
  "views" | "stores" | "deadLetters" | "shippingRules" | "courseQueue"
>;

/** The procedures of orders that pages call by themselves, by name: `readOrders("list", { … }, signal)`. */
export const readOrders = <Name extends Plain>(
  name: Name,
  input: OrdersInput[Name],
  signal?: AbortSignal,
): Promise<OrdersOutput[Name]> => callQuery(`orders.${name}`, input, signal);

export const changeOrders = <Name extends Plain>(
  name: Name,
  input: OrdersInput[Name],
): Promise<OrdersOutput[Name]> => callMutation(`orders.${name}`, input);
