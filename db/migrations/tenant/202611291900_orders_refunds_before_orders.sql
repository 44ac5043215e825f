-- Refunds that wait for their orders.
create index shop_events_early on shop_events (store_id, resource_id)
  where topic = 'refunds/create' and state = 'done' and order_id is null;
