-- Indexes that hold what the figures of a day sum up.
drop index orders_by_placed;
create index orders_by_placed on orders (school_id, placed_at desc, id desc)
  include (currency, total, refunded, status, financial_status);
create index orders_moved on orders (school_id, status, delivered_at) include (shipped_at)
  where status in ('SHIPPED', 'DELIVERED') and shipped_at is not null;
