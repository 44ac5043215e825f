import type { Knex } from "knex";

/** Tenants, their hosts, the houses kept ready for new ones, and who did what to a tenant. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table platform.tenants (
      id uuid primary key default shared.make_id(),
      slug text not null constraint tenants_slug_key unique
        constraint tenants_slug_form check (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9]){0,1}$' and slug not like '%--%'),
      name text not null constraint tenants_name_length check (char_length(name) between 1 and 120),
      schema text not null constraint tenants_schema_key unique,
      role text not null constraint tenants_role_key unique,
      database text not null default 'main',
      status text not null default 'provisioning'
        constraint tenants_status_known check (status in ('provisioning', 'active', 'suspended', 'deleting')),
      status_reason text,
      is_canary boolean not null default false,
      template_version text not null,
      migration_error text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create trigger tenants_touch before update on platform.tenants
      for each row execute function shared.touch_updated_at();

    create table platform.domains (
      host text primary key constraint domains_host_form check (host = lower(host)),
      tenant_id uuid not null constraint domains_tenant_fk references platform.tenants on delete cascade,
      created_at timestamptz not null default now()
    );
    create index domains_by_tenant on platform.domains (tenant_id);

    create table platform.spare_houses (
      schema text primary key,
      role text not null constraint spare_houses_role_key unique,
      template_version text not null,
      fingerprint text not null,
      built_at timestamptz not null default now()
    );

    -- The model house as last built: which steps it contains and a hash of its files.
    create table platform.template_state (
      one boolean primary key default true constraint template_state_single check (one),
      version text not null,
      fingerprint text not null,
      built_at timestamptz not null default now()
    );

    -- Kept when the tenant is gone, so no foreign key.
    create table platform.tenant_audit (
      id uuid primary key default shared.make_id(),
      tenant_id uuid not null,
      at timestamptz not null default now(),
      actor text not null,
      action text not null,
      details jsonb not null default '{}'
    );
    create index tenant_audit_by_tenant on platform.tenant_audit (tenant_id, at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    "drop table platform.tenant_audit, platform.template_state, platform.spare_houses, platform.domains, platform.tenants",
  );
}
