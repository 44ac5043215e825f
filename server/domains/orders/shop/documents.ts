/** What is asked of the Admin API, in the words of version 2026-07. */

const address = "name address1 address2 city province provinceCode zip countryCodeV2 phone";
const shopMoney = "{ shopMoney { amount } }";
const line = `
  id sku title variantTitle quantity requiresShipping
  originalUnitPriceSet ${shopMoney} totalDiscountSet ${shopMoney} customAttributes { key value }`;

const refundLines = "pageInfo { hasNextPage endCursor } nodes { quantity lineItem { id } }";
const refund = `id legacyResourceId createdAt totalRefundedSet ${shopMoney}`;
const fulfillment = "status displayStatus createdAt updatedAt trackingInfo(first: 3) { number company url }";

/** Parcels and refunds come without pages: as many as this may mean that there are more. */
export const firstParts = 10;

const order = `
  legacyResourceId name createdAt processedAt updatedAt cancelledAt cancelReason
  displayFinancialStatus displayFulfillmentStatus currencyCode email phone note totalWeight
  totalPriceSet ${shopMoney} subtotalPriceSet ${shopMoney} totalTaxSet ${shopMoney} totalDiscountsSet ${shopMoney}
  totalShippingPriceSet ${shopMoney}
  customAttributes { key value }
  customer { legacyResourceId firstName lastName defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } }
  shippingAddress { ${address} } billingAddress { ${address} }
  lineItems(first: 30) { pageInfo { hasNextPage endCursor } nodes { ${line} } }
  fulfillments(first: ${firstParts}) { ${fulfillment} }
  refunds(first: ${firstParts}) { ${refund} refundLineItems(first: 20) { ${refundLines} } }`;

export const ordersDocument = `
query AtriumOrders($first: Int!, $after: String, $query: String!) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage endCursor }
    nodes { id ${order} }
  }
}`;

export const linesDocument = `
query AtriumLines($id: ID!, $after: String) {
  order(id: $id) { lineItems(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${line} } } }
}`;

/** The many parcels and refunds of one order; lines of refunds are asked for by themselves, together they cost too much. */
export const partsDocument = `
query AtriumParts($id: ID!) {
  order(id: $id) { fulfillments(first: 100) { ${fulfillment} } refunds(first: 100) { ${refund} } }
}`;

export const refundLinesDocument = `
query AtriumRefundLines($id: ID!, $after: String) {
  refund(id: $id) { refundLineItems(first: 100, after: $after) { ${refundLines} } }
}`;

export const subscriptionsDocument = `
query AtriumSubscriptions($after: String) {
  webhookSubscriptions(first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { id topic uri }
  }
}`;

export const subscribeDocument = `
mutation AtriumSubscribe($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) {
    webhookSubscription { id } userErrors { field message }
  }
}`;

export const resubscribeDocument = `
mutation AtriumResubscribe($id: ID!, $webhookSubscription: WebhookSubscriptionInput!) {
  webhookSubscriptionUpdate(id: $id, webhookSubscription: $webhookSubscription) {
    webhookSubscription { id } userErrors { field message }
  }
}`;

export const unsubscribeDocument = `
mutation AtriumUnsubscribe($id: ID!) {
  webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } }
}`;

export const fulfilmentDocument = `
query AtriumFulfilment($id: ID!) {
  order(id: $id) {
    cancelledAt
    fulfillments(first: 20) { id status displayStatus trackingInfo(first: 3) { number company } }
    fulfillmentOrders(first: 20) { nodes { id status assignedLocation { location { id } } } }
  }
}`;

export const fulfilDocument = `
mutation AtriumFulfil($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id } userErrors { field message } }
}`;

export const trackDocument = `
mutation AtriumTrack($fulfillmentId: ID!, $trackingInfoInput: FulfillmentTrackingInput!) {
  fulfillmentTrackingInfoUpdate(
    fulfillmentId: $fulfillmentId, trackingInfoInput: $trackingInfoInput, notifyCustomer: false
  ) { fulfillment { id } userErrors { field message } }
}`;

export const deliveredDocument = `
mutation AtriumDelivered($fulfillmentEvent: FulfillmentEventInput!) {
  fulfillmentEventCreate(fulfillmentEvent: $fulfillmentEvent) { fulfillmentEvent { id } userErrors { field message } }
}`;
