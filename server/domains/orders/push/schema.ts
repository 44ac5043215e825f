/** The job that tells a shop what was changed here. */
export const pushTask = "orders.push-change";
