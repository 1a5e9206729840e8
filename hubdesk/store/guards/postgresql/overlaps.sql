-- One value per day: facts of the same owner never overlap (days inclusive).
-- each: table = occupancy; owner = org_id WITH =
-- each: table = pool_rule; owner = pool_id WITH =
-- each: table = price_rule; owner = code WITH =
-- each: table = plan; owner = code WITH =
-- each: table = agreement_term; owner = agreement_id WITH =
-- each: table = lettable; owner = driver WITH =
-- each: table = meter_use; owner = pool_id WITH =, org_id WITH =
-- each: table = rate; owner = org_class WITH =, coalesce(resource_id, 0) WITH =

ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_overlapping_facts;

ALTER TABLE {table} ADD CONSTRAINT {table}_overlapping_facts EXCLUDE USING gist
  ({owner}, daterange(valid_from, greatest(valid_from, coalesce(valid_to, 'infinity')), '[]') WITH &&);
