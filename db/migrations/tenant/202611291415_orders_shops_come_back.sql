-- Whether a shop is, or once was, another school's of the house, of which who connects it need not be allowed to see.
create function store_of_another_school(school uuid, shop text) returns boolean
  language sql stable security definer set search_path from current as $$
  select exists (select from stores s where s.domain = shop and s.school_id <> school)
    and school in (select schools_where('orders.configure'))
$$;
