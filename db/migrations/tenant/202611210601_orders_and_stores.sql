-- The school's shop: stores, what they sent, the orders made of it, and what people and jobs did with them.
-- Ids of the shop are text (they exceed 2^53); money is minor units of the order's currency.

create table stores (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint stores_school_fk references schools on delete cascade,
  name text not null constraint stores_name_check check (name <> ''),
  domain text not null constraint stores_domain_form check (domain ~ '^[a-z0-9][a-z0-9-]*\.myshopify\.com$'),
  state text not null default 'connected'
    constraint stores_state_known check (state in ('connected', 'refused', 'uninstalled')),
  callback_url text not null default '', -- where the shop delivers its webhooks
  subscriptions jsonb not null default '{}', -- by topic: registered, or why not
  subscribed_at timestamptz,
  reconciled_until timestamptz, -- what the shop changed before this is here
  reconciled_at timestamptz,
  trouble text, -- why the shop's interface refuses us; null when it does not
  stuck_after_days smallint not null default 5
    constraint stores_stuck_after_days_range check (stuck_after_days between 1 and 365),
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  deleted_at timestamptz
);
create unique index stores_domain_once on stores (domain) where deleted_at is null;
create trigger stores_touch before update on stores for each row execute function shared.touch_updated_at();
alter table stores enable row level security;
create policy stores_read on stores for select using (school_id in (select schools_where('orders.read')));
create policy stores_insert on stores for insert with check (school_id in (select schools_where('orders.configure')));
create policy stores_update on stores for update using (school_id in (select schools_where('orders.configure')));

-- Secrets, sealed with a key from the environment. Written by the office, read by the system alone. The newest row of a
-- kind counts; the one before still verifies signatures while the shop changes over.
create table store_secrets (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint store_secrets_school_fk references schools on delete cascade,
  store_id uuid not null constraint store_secrets_store_fk references stores on delete cascade,
  kind text not null constraint store_secrets_kind_known check (kind in ('api_secret', 'access_token')),
  sealed text not null constraint store_secrets_sealed_form check (sealed like 'v1.%'),
  created_at timestamptz not null default now()
);
create index store_secrets_by_store on store_secrets (store_id, kind, id desc);
alter table store_secrets enable row level security;
create policy store_secrets_read on store_secrets for select using ((select shared.actor_is_system()));
create policy store_secrets_insert on store_secrets for insert
  with check (school_id in (select schools_where('orders.configure')));
create policy store_secrets_update on store_secrets for update using ((select shared.actor_is_system()));
create policy store_secrets_delete on store_secrets for delete using ((select shared.actor_is_system()));

-- Whether a shop has a token, for those who may see the shop; the secrets themselves only the system reads.
create function store_has_token(store uuid) returns boolean
  language sql stable security definer set search_path from current as $$
  select exists (
    select from store_secrets k join stores s on s.id = k.store_id
    where s.id = store and k.kind = 'access_token' and s.school_id in (select schools_where('orders.read'))
  )
$$;

-- What shops sent, as it came. Written before any work is done, once for each event and once for each content.
create table shop_events (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint shop_events_school_fk references schools on delete cascade,
  store_id uuid not null constraint shop_events_store_fk references stores on delete cascade,
  topic text not null,
  event_id text,
  resource_id text not null default '', -- id of what the event is about, as far as a glance at the body tells
  triggered_at timestamptz,
  api_version text,
  body bytea not null,
  body_hash bytea not null,
  state text not null default 'pending'
    constraint shop_events_state_known check (state in ('pending', 'done', 'ignored', 'dead', 'dismissed')),
  attempts smallint not null default 0,
  next_attempt_at timestamptz not null default now(),
  error text, -- a reason to translate
  error_details jsonb,
  order_id uuid,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  constraint shop_events_content_once unique (store_id, topic, body_hash)
);
create unique index shop_events_event_once on shop_events (store_id, topic, event_id, resource_id) where event_id is not null;
create index shop_events_pending on shop_events (next_attempt_at, id) where state = 'pending';
create index shop_events_dead on shop_events (school_id, id desc) where state = 'dead';
create index shop_events_by_store on shop_events (store_id, received_at desc);
alter table shop_events enable row level security;
create policy shop_events_read on shop_events for select using (
  (select shared.actor_is_system()) or school_id in (select schools_where('orders.configure'))
);
create policy shop_events_insert on shop_events for insert with check ((select shared.actor_is_system()));
create policy shop_events_update on shop_events for update using (
  (select shared.actor_is_system()) or school_id in (select schools_where('orders.configure'))
);
create policy shop_events_delete on shop_events for delete using ((select shared.actor_is_system()));

-- Policies of what processing touches ask for the system first: it then costs no look at schools.

-- One order of a shop. `status` and tracking are what the office sees and may edit; `external` is what the shop last
-- said of the same fields, so that a three-way comparison tells a person's change from the shop's.
create table orders (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint orders_school_fk references schools on delete cascade,
  store_id uuid not null constraint orders_store_fk references stores on delete cascade,
  external_id text not null constraint orders_external_id_check check (external_id <> ''),
  number text not null default '',
  sequence bigint not null default 0, -- the number as a number, for sorting
  placed_at timestamptz not null,
  external_updated_at timestamptz not null,
  triggered_at timestamptz, -- of the event last applied: decides between two of the same second
  status text not null default 'PENDING' constraint orders_status_known
    check (status in ('PENDING', 'CONFIRMED', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'REFUNDED')),
  status_reason text not null default '', -- the row of the status table that decided
  financial_status text not null default '',
  fulfillment_status text not null default '',
  cancelled_at timestamptz,
  cancel_reason text not null default '',
  shipped_at timestamptz,
  delivered_at timestamptz,
  currency text not null constraint orders_currency_form check (currency ~ '^[A-Z]{3}$'),
  total bigint not null default 0,
  subtotal bigint not null default 0,
  tax bigint not null default 0,
  discount bigint not null default 0,
  shipping_paid bigint not null default 0, -- what the shop charged
  refunded bigint not null default 0 constraint orders_refunded_range check (refunded >= 0),
  shipping_fee bigint not null default 0 constraint orders_shipping_fee_range check (shipping_fee >= 0),
  shipping_explanation jsonb not null default '[]',
  weight_grams bigint not null default 0,
  customer_external_id text not null default '',
  customer_name text not null default '',
  customer_key text generated always as (lower(customer_name)) stored,
  customer_email text not null default '',
  customer_phone text not null default '',
  address jsonb,
  customer_note text not null default '',
  attributes jsonb not null default '[]',
  item_count int not null default 0,
  lines_hash text not null default '',
  tracking_number text not null default '',
  tracking_company text not null default '',
  tracking_url text not null default '',
  notes text not null default '', -- the office's own; never leaves the house
  external jsonb not null default '{}',
  sync_state text not null default 'synced'
    constraint orders_sync_state_known check (sync_state in ('synced', 'local', 'pushing', 'failed')),
  problem text, -- a reason to translate
  stuck_since timestamptz,
  redacted_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id(),
  constraint orders_external_once unique (store_id, external_id)
);
create index orders_by_placed on orders (school_id, placed_at desc, id desc);
create index orders_by_updated on orders (school_id, updated_at desc, id desc);
create index orders_by_status on orders (school_id, status, placed_at desc, id desc);
create index orders_by_total on orders (school_id, total, id);
create index orders_by_customer on orders (school_id, customer_key, id);
create index orders_by_sequence on orders (school_id, sequence, id);
create index orders_stuck on orders (school_id, placed_at desc, id desc) where stuck_since is not null;
create index orders_search on orders using gin (
  lower(number || ' ' || customer_name || ' ' || customer_email || ' ' || tracking_number || ' ' || external_id) gin_trgm_ops
);
create trigger orders_touch before update on orders for each row execute function shared.touch_updated_at();
alter table orders enable row level security;
create policy orders_read on orders for select using (
  (select shared.actor_is_system()) or school_id in (select schools_where('orders.read'))
);
create policy orders_insert on orders for insert with check ((select shared.actor_is_system()));
create policy orders_update on orders for update using (
  (select shared.actor_is_system()) or school_id in (select schools_where('orders.edit'))
);
create policy orders_delete on orders for delete using ((select shared.actor_is_system()));

-- Ids of orders whose texts contain all of the words, in lower case and escaped for `like`. Row security keeps indexes
-- from serving `like`; this finds ids by the index, and the policy of `orders` still decides which of them are seen.
create function orders_matching(school uuid, words text[]) returns setof uuid
  language sql stable security definer rows 100 set search_path from current as $$
  select o.id from orders o
  where o.school_id = school
    and lower(o.number || ' ' || o.customer_name || ' ' || o.customer_email || ' ' || o.tracking_number || ' ' || o.external_id)
      like (select word from unnest(words) word order by length(word) desc limit 1) -- the index takes no list
    and lower(o.number || ' ' || o.customer_name || ' ' || o.customer_email || ' ' || o.tracking_number || ' ' || o.external_id)
      like (select word from unnest(words) word order by length(word) desc offset least(1, cardinality(words) - 1) limit 1)
    and lower(o.number || ' ' || o.customer_name || ' ' || o.customer_email || ' ' || o.tracking_number || ' ' || o.external_id)
      like all (words)
$$;

create table order_lines (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint order_lines_school_fk references schools on delete cascade,
  order_id uuid not null constraint order_lines_order_fk references orders on delete cascade,
  external_id text not null,
  position int not null,
  sku text not null default '',
  title text not null default '',
  variant text not null default '',
  quantity int not null constraint order_lines_quantity_range check (quantity >= 0),
  price bigint not null, -- of one
  discount bigint not null default 0, -- of the line
  grams bigint not null default 0, -- of one
  ships boolean not null default true,
  properties jsonb not null default '[]',
  constraint order_lines_once unique (order_id, external_id)
);
alter table order_lines enable row level security;
create policy order_lines_read on order_lines for select using (
  (select shared.actor_is_system()) or school_id in (select schools_where('orders.read'))
);
create policy order_lines_insert on order_lines for insert with check ((select shared.actor_is_system()));
create policy order_lines_update on order_lines for update using ((select shared.actor_is_system()));
create policy order_lines_delete on order_lines for delete using ((select shared.actor_is_system()));

-- Refunds name the order by its id in the shop, because they may come before it.
create table order_refunds (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint order_refunds_school_fk references schools on delete cascade,
  store_id uuid not null constraint order_refunds_store_fk references stores on delete cascade,
  external_id text not null,
  order_external_id text not null,
  amount bigint not null constraint order_refunds_amount_range check (amount >= 0),
  lines jsonb not null default '[]', -- [{lineId, quantity}]
  refunded_at timestamptz not null,
  created_at timestamptz not null default now(),
  constraint order_refunds_once unique (store_id, external_id)
);
create index order_refunds_by_order on order_refunds (store_id, order_external_id);
alter table order_refunds enable row level security;
create policy order_refunds_read on order_refunds for select using (
  (select shared.actor_is_system()) or school_id in (select schools_where('orders.read'))
);
create policy order_refunds_insert on order_refunds for insert with check ((select shared.actor_is_system()));
create policy order_refunds_update on order_refunds for update using ((select shared.actor_is_system()));
create policy order_refunds_delete on order_refunds for delete using ((select shared.actor_is_system()));

-- The story of an order: what came, what people and jobs did, and which fields that changed.
create table order_entries (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint order_entries_school_fk references schools on delete cascade,
  order_id uuid not null constraint order_entries_order_fk references orders on delete cascade,
  at timestamptz not null default now(),
  kind text not null constraint order_entries_kind_known
    check (kind in ('webhook', 'reconcile', 'edit', 'bulk', 'undo', 'push', 'enrolment', 'mail', 'job', 'privacy')),
  title text not null, -- key of a translation
  params jsonb not null default '{}',
  fields jsonb not null default '[]', -- [{field, before, after}]
  version int,
  actor_id uuid default shared.actor_id() constraint order_entries_actor_fk references people on delete set null
);
create index order_entries_by_order on order_entries (order_id, id desc);
alter table order_entries enable row level security;
create policy order_entries_read on order_entries for select using (
  (select shared.actor_is_system()) or school_id in (select schools_where('orders.read'))
);
create policy order_entries_insert on order_entries for insert with check (
  (select shared.actor_is_system())
  or actor_id = (select shared.actor_id()) and school_id in (select schools_where('orders.edit'))
);
create policy order_entries_update on order_entries for update using ((select shared.actor_is_system()));
create policy order_entries_delete on order_entries for delete using ((select shared.actor_is_system()));

-- Changes made here that the shop must hear of. `wanted` holds the fields as they should be there.
create table order_pushes (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint order_pushes_school_fk references schools on delete cascade,
  order_id uuid not null constraint order_pushes_order_fk references orders on delete cascade,
  wanted jsonb not null,
  state text not null default 'pending'
    constraint order_pushes_state_known check (state in ('pending', 'done', 'dead', 'replaced', 'dismissed')),
  attempts smallint not null default 0,
  error text,
  error_details jsonb,
  requested_by uuid default shared.actor_id() constraint order_pushes_requester_fk references people on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index order_pushes_open on order_pushes (order_id) where state = 'pending';
create index order_pushes_dead on order_pushes (school_id, id desc) where state = 'dead';
create trigger order_pushes_touch before update on order_pushes for each row execute function shared.touch_updated_at();
alter table order_pushes enable row level security;
create policy order_pushes_read on order_pushes for select using (school_id in (select schools_where('orders.read')));
create policy order_pushes_insert on order_pushes for insert with check (school_id in (select schools_where('orders.edit')));
create policy order_pushes_update on order_pushes for update using (school_id in (select schools_where('orders.edit')));
create policy order_pushes_delete on order_pushes for delete using ((select shared.actor_is_system()));

-- One change of many orders at once, with what is needed to take it back.
create table order_bulk_edits (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint order_bulk_edits_school_fk references schools on delete cascade,
  status text not null,
  items jsonb not null, -- [{id, version, before}]: the version it made, and the fields as they were
  made_by uuid default shared.actor_id() constraint order_bulk_edits_maker_fk references people on delete set null,
  created_at timestamptz not null default now(),
  undone_at timestamptz
);
create index order_bulk_edits_by_age on order_bulk_edits (created_at);
alter table order_bulk_edits enable row level security;
create policy order_bulk_edits_read on order_bulk_edits for select using (school_id in (select schools_where('orders.edit')));
create policy order_bulk_edits_insert on order_bulk_edits for insert with check (school_id in (select schools_where('orders.edit')));
create policy order_bulk_edits_update on order_bulk_edits for update using (school_id in (select schools_where('orders.edit')));
create policy order_bulk_edits_delete on order_bulk_edits for delete using ((select shared.actor_is_system()));

-- Filters, sorting and columns under a name: a person's own, or (person null) everybody's in the school.
create table order_views (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint order_views_school_fk references schools on delete cascade,
  person_id uuid constraint order_views_person_fk references people on delete cascade,
  name text not null constraint order_views_name_check check (name <> ''),
  definition jsonb not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint order_views_name_once unique nulls not distinct (school_id, person_id, name)
);
create trigger order_views_touch before update on order_views for each row execute function shared.touch_updated_at();
alter table order_views enable row level security;
create policy order_views_read on order_views for select using (
  school_id in (select schools_where('orders.read')) and (person_id is null or is_self(person_id))
);
create policy order_views_insert on order_views for insert with check (
  is_self(person_id) and school_id in (select schools_where('orders.read'))
  or person_id is null and school_id in (select schools_where('orders.edit'))
);
create policy order_views_update on order_views for update using (
  is_self(person_id) and school_id in (select schools_where('orders.read'))
  or person_id is null and school_id in (select schools_where('orders.edit'))
);
create policy order_views_delete on order_views for delete using (
  is_self(person_id) or person_id is null and school_id in (select schools_where('orders.edit'))
);

-- How a school reckons what shipping costs: one list of rules, the first that fits decides.
create table shipping_rules (
  id uuid primary key default shared.make_id(),
  school_id uuid not null constraint shipping_rules_school_fk references schools on delete cascade
    constraint shipping_rules_once unique,
  rules jsonb not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid default shared.actor_id()
);
create trigger shipping_rules_touch before update on shipping_rules for each row execute function shared.touch_updated_at();
alter table shipping_rules enable row level security;
create policy shipping_rules_read on shipping_rules for select using (school_id in (select schools_where('orders.read')));
create policy shipping_rules_insert on shipping_rules for insert with check (school_id in (select schools_where('orders.configure')));
create policy shipping_rules_update on shipping_rules for update using (school_id in (select schools_where('orders.configure')));
