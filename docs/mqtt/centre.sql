create table item (
  gateway text, epoch text, sequence bigint, code text, stream text, previous bigint, time timestamptz, body jsonb,
  primary key (gateway, epoch, sequence));
create index on item (gateway, epoch, code, stream, sequence);
create table status (gateway text, code text, body jsonb, primary key (gateway, code));
create table state (gateway text primary key, body jsonb);
create table head (gateway text, sequence bigint, hash text, seen timestamptz default now(),
  primary key (gateway, sequence, hash));

create function take(m jsonb) returns void language plpgsql as $$
declare b jsonb := m->'payload'; gateway text := b->>'gateway';
begin
  case b->>'schema'
  when 'mashang/readings/2' then
    insert into item
    select gateway, b->>'epoch', s.sequence::bigint, b->>'code', b->>'device',
      case when b ? 'about' then null when s.n = 1 then b->>'previous' else b->'sequence'->>(s.n::int - 2) end::bigint,
      to_timestamp((b->'time'->>(s.n::int - 1))::numeric / 1000),
      (select jsonb_object_agg(r.key, r.value->'value'->(s.n::int - 1)) from jsonb_each(b->'readings') r)
    from jsonb_array_elements_text(b->'sequence') with ordinality s(sequence, n)
    on conflict on constraint item_pkey do update
      set previous = coalesce(item.previous, excluded.previous), body = item.body || jsonb_strip_nulls(excluded.body);
  when 'mashang/means/2', 'mashang/event/2' then
    insert into item values (gateway, b->>'epoch', (b->>'sequence')::bigint, b->>'code',
      coalesce(b->>'interval', 'events'), (b->>'previous')::bigint,
      coalesce((b->>'time')::timestamptz, to_timestamp((b->>'start')::numeric / 1000)), b)
    on conflict do nothing;
  when 'mashang/status/2' then
    insert into status values (gateway, b->>'code', b)
    on conflict on constraint status_pkey do update set body = excluded.body;
  when 'mashang/state/2' then
    insert into state values (gateway, b) on conflict on constraint state_pkey do update set body = excluded.body;
    if b ? 'ledger' then
      insert into head values (gateway, (b->'ledger'->>'sequence')::bigint, b->'ledger'->>'hash') on conflict do nothing;
    end if;
  else null;
  end case;
end $$;

create view gap as select i.gateway, i.epoch, i.code, i.stream, i.previous missing, i.sequence before from item i
where i.previous is not null
  and not exists (select from item p where (p.gateway, p.epoch, p.sequence) = (i.gateway, i.epoch, i.previous))
  and not exists (select from item l where l.gateway = i.gateway and l.body ? 'loss'
    and i.previous between (l.body->'loss'->>'from')::bigint and (l.body->'loss'->>'to')::bigint);
create view due as select gateway, code, d->>'action' action, (d->>'due')::date due, d->>'rule' rule
from status, jsonb_array_elements(body->'due') d;
create view altered as select gateway, sequence, array_agg(hash order by seen) hashes from head
group by gateway, sequence having count(*) > 1;
