import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Node = Record<string, unknown>;

/**
 * A shop's Admin API on loopback, as far as Atrium asks it: orders by pages with costs and a bucket of points, webhook
 * subscriptions, fulfilment. Tests put orders in and read what was told; nothing of the product knows of it.
 */
export class ShopDouble {
  readonly token = "shpat_double";
  readonly requests: { operation: string; variables: Node }[] = [];
  orders: Node[] = [];
  subscriptions: { id: string; topic: string; uri: string }[] = [];
  fulfilments: Node[] = [];
  delivered: string[] = [];
  /** All parcels and refunds of orders, and the further lines of a refund. */
  parts: Record<string, Node> = {};
  refundLines: Node = { pageInfo: { hasNextPage: false }, nodes: [] };
  /** Where parts of the order lie; each is sent by a parcel of its own. */
  locations = ["gid://shopify/Location/1"];
  /** Fulfilment orders that were sent. */
  sent: string[] = [];
  /** Answered to the next requests before they are looked at. */
  refusals: { status: number; body?: string; headers?: Record<string, string> }[] = [];
  /** Topics that are declined, with the reason. */
  declined: Record<string, string> = {};
  /** A page of more orders than this costs too much. */
  dearest = 250;
  #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<ShopDouble> {
    const server = createServer();
    const double = new ShopDouble(server);
    server.on("request", (request, response) => void double.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return double;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<unknown> {
    return new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const refusal = this.refusals.shift();
    if (refusal) return void response.writeHead(refusal.status, refusal.headers).end(refusal.body ?? "");
    if (request.headers["x-shopify-access-token"] !== this.token)
      return void response.writeHead(401).end("{}");
    const { query, variables } = JSON.parse(text) as { query: string; variables: Node };
    const operation = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? "";
    this.requests.push({ operation, variables });
    const errors = operation === "AtriumOrders" && Number(variables.first) > this.dearest;
    const throttleStatus = { maximumAvailable: 2_000, currentlyAvailable: 1_990, restoreRate: 100 };
    const body = errors
      ? { errors: [{ message: "Too dear", extensions: { code: "MAX_COST_EXCEEDED" } }] }
      : { data: this.#perform(operation, variables) };
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ ...body, extensions: { cost: { requestedQueryCost: 10, throttleStatus } } }));
  }

  #perform(operation: string, variables: Node): Node {
    const topic = String(variables.topic ?? "");
    const input = (variables.webhookSubscription ?? {}) as Node;
    switch (operation) {
      case "AtriumOrders":
        return { orders: this.#page(variables) };
      case "AtriumSubscriptions":
        return { webhookSubscriptions: { pageInfo: { hasNextPage: false }, nodes: this.subscriptions } };
      case "AtriumSubscribe": {
        const message = this.declined[topic];
        if (message) return { webhookSubscriptionCreate: { userErrors: [{ field: ["topic"], message }] } };
        const id = `gid://shopify/WebhookSubscription/${this.subscriptions.length + 1}`;
        this.subscriptions.push({ id, topic, uri: String(input.uri) });
        return { webhookSubscriptionCreate: { webhookSubscription: { id }, userErrors: [] } };
      }
      case "AtriumResubscribe": {
        const known = this.subscriptions.find(({ id }) => id === variables.id);
        if (known) known.uri = String(input.uri);
        return { webhookSubscriptionUpdate: { webhookSubscription: { id: variables.id }, userErrors: [] } };
      }
      case "AtriumUnsubscribe":
        this.subscriptions = this.subscriptions.filter(({ id }) => id !== variables.id);
        return { webhookSubscriptionDelete: { deletedWebhookSubscriptionId: variables.id, userErrors: [] } };
      case "AtriumParts":
        return { order: this.parts[String(variables.id)] ?? null };
      case "AtriumRefundLines":
        return { refund: { refundLineItems: this.refundLines } };
      default:
        return this.#fulfil(operation, variables);
    }
  }

  #page({ first, after, query }: Node): Node {
    const since = /updated_at:>='([^']+)'/.exec(String(query))?.[1] ?? "";
    const fitting = this.orders
      .filter((order) => Date.parse(String(order.updatedAt)) >= Date.parse(since))
      .sort((a, b) => Date.parse(String(a.updatedAt)) - Date.parse(String(b.updatedAt)));
    const start = Number(after ?? 0);
    const nodes = fitting.slice(start, start + Number(first));
    const end = start + nodes.length;
    return { pageInfo: { hasNextPage: end < fitting.length, endCursor: String(end) }, nodes };
  }

  #fulfil(operation: string, variables: Node): Node {
    switch (operation) {
      case "AtriumFulfilment":
        return {
          order: {
            cancelledAt: null,
            fulfillments: this.fulfilments,
            fulfillmentOrders: {
              nodes: this.locations.map((location, index) => {
                const id = `gid://shopify/FulfillmentOrder/${index + 1}`;
                const status = this.sent.includes(id) ? "CLOSED" : "OPEN";
                return { id, status, assignedLocation: { location: { id: location } } };
              }),
            },
          },
        };
      case "AtriumFulfil": {
        const { trackingInfo, lineItemsByFulfillmentOrder } = variables.fulfillment as Node;
        const parts = lineItemsByFulfillmentOrder as { fulfillmentOrderId: string }[];
        if (parts.length > 1) {
          const message = "All fulfillment orders must have the same assigned location";
          return { fulfillmentCreate: { userErrors: [{ field: ["fulfillment"], message }] } };
        }
        this.sent.push(...parts.map(({ fulfillmentOrderId }) => fulfillmentOrderId));
        const id = `gid://shopify/Fulfillment/${this.fulfilments.length + 1}`;
        const made = { id, status: "SUCCESS", displayStatus: "FULFILLED" };
        this.fulfilments.push({ ...made, trackingInfo: [trackingInfo] });
        return { fulfillmentCreate: { fulfillment: made, userErrors: [] } };
      }
      case "AtriumTrack": {
        for (const one of this.fulfilments) one.trackingInfo = [variables.trackingInfoInput];
        return { fulfillmentTrackingInfoUpdate: { fulfillment: {}, userErrors: [] } };
      }
      case "AtriumDelivered": {
        const { fulfillmentId } = variables.fulfillmentEvent as Node;
        this.delivered.push(String(fulfillmentId));
        return { fulfillmentEventCreate: { fulfillmentEvent: {}, userErrors: [] } };
      }
      default:
        return {};
    }
  }
}

/** An order as the Admin API tells it; the same as `orderBody()` tells by webhook. */
export function shopOrder(changes: Node = {}): Node {
  const money = (amount: string) => ({ shopMoney: { amount } });
  return {
    id: "gid://shopify/Order/5000000000001",
    legacyResourceId: "5000000000001",
    name: "#1001",
    createdAt: "2026-09-01T06:00:00Z",
    processedAt: "2026-09-01T06:00:00Z",
    updatedAt: "2026-09-01T06:00:00Z",
    cancelledAt: null,
    cancelReason: null,
    displayFinancialStatus: "PAID",
    displayFulfillmentStatus: "UNFULFILLED",
    currencyCode: "EUR",
    email: "parent@example.org",
    phone: null,
    note: null,
    totalWeight: "800",
    totalPriceSet: money("59.90"),
    subtotalPriceSet: money("54.95"),
    totalTaxSet: money("0.00"),
    totalDiscountsSet: money("0.00"),
    totalShippingPriceSet: money("4.95"),
    customAttributes: [],
    customer: { legacyResourceId: "7000000001", firstName: "Paula", lastName: "Parent" },
    shippingAddress: {
      name: "Paula Parent",
      address1: "1 School Lane",
      address2: null,
      city: "Leiden",
      provinceCode: null,
      zip: "2311 AA",
      countryCodeV2: "NL",
      phone: null,
    },
    billingAddress: null,
    lineItems: {
      pageInfo: { hasNextPage: false },
      nodes: [
        {
          id: "gid://shopify/LineItem/9000000001",
          sku: "SHIRT-M",
          title: "School shirt",
          variantTitle: null,
          quantity: 2,
          requiresShipping: true,
          originalUnitPriceSet: money("27.47"),
          totalDiscountSet: money("0.00"),
          customAttributes: [],
        },
      ],
    },
    fulfillments: [],
    refunds: [],
    ...changes,
  };
}
