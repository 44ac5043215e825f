-- Events of one action share an id, so it tells nothing where the order is not known; the content does.
drop index shop_events_event_once;
create unique index shop_events_event_once on shop_events (store_id, topic, event_id, resource_id)
  where event_id is not null and resource_id <> '';
