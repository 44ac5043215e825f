/** The job that processes what shops sent: one at a time in a house, many events at once. */
export const processTask = "orders.process-order";
