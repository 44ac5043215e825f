import { type Loose, listOf, looseOf, textOf } from "../process/reading.ts";
import type { ShopClient } from "./client.ts";
import * as documents from "./documents.ts";

/** Where the next page of a connection begins; null for the last. */
export function nextOf(page: Loose): string | null {
  const { hasNextPage, endCursor } = looseOf(page.pageInfo);
  return hasNextPage === true ? textOf(endCursor, 2_000) : null;
}

/** An order of a page with everything the page cut off: its further lines, parcels, refunds and lines of these. */
export async function wholeOrder(client: ShopClient, node: Loose): Promise<Loose> {
  const { fulfillments, refunds } = await allParts(client, node);
  const whole: Loose[] = [];
  for (const refund of refunds) whole.push(await wholeRefund(client, refund));
  const lines = await allNodes(looseOf(node.lineItems), async (after) => {
    const data = await client.ask(documents.linesDocument, { id: node.id, after });
    return looseOf(looseOf(data.order).lineItems);
  });
  return { ...node, fulfillments, refunds: whole, lineItems: { nodes: lines } };
}

async function allParts(client: ShopClient, node: Loose) {
  const told = { fulfillments: listOf(node.fulfillments), refunds: listOf(node.refunds) };
  if (Math.max(told.fulfillments.length, told.refunds.length) < documents.firstParts) return told;
  const order = looseOf((await client.ask(documents.partsDocument, { id: node.id })).order);
  const known = new Map(told.refunds.map((refund) => [textOf(refund.id), refund]));
  return {
    fulfillments: listOf(order.fulfillments),
    refunds: listOf(order.refunds).map((refund) => known.get(textOf(refund.id)) ?? refund),
  };
}

async function wholeRefund(client: ShopClient, refund: Loose): Promise<Loose> {
  const nextPage = async (after: string | null) => {
    const data = await client.ask(documents.refundLinesDocument, { id: refund.id, after });
    return looseOf(looseOf(data.refund).refundLineItems);
  };
  const first = refund.refundLineItems ? looseOf(refund.refundLineItems) : await nextPage(null);
  return { ...refund, refundLineItems: { nodes: await allNodes(first, nextPage) } };
}

async function allNodes(first: Loose, nextPage: (after: string) => Promise<Loose>): Promise<Loose[]> {
  const nodes = listOf(first.nodes);
  for (let after = nextOf(first); after !== null; ) {
    const page = await nextPage(after);
    nodes.push(...listOf(page.nodes));
    after = nextOf(page);
  }
  return nodes;
}
