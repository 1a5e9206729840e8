-- One value per day: facts of the same owner never overlap (days inclusive). As with claims, the last
-- one that begins on or before the new last day decides.
-- each: table = occupancy; same = org_id = NEW.org_id
-- each: table = pool_rule; same = pool_id = NEW.pool_id
-- each: table = price_rule; same = code = NEW.code
-- each: table = plan; same = code = NEW.code
-- each: table = agreement_term; same = agreement_id = NEW.agreement_id
-- each: table = lettable; same = driver = NEW.driver
-- each: table = meter_use; same = pool_id = NEW.pool_id AND org_id = NEW.org_id
-- each: table = rate; same = org_class = NEW.org_class AND resource_id IS NEW.resource_id

CREATE TRIGGER {table}_overlap_insert BEFORE INSERT ON {table}
WHEN (SELECT coalesce(valid_to, '9999-12-31') FROM {table}
      WHERE {same} AND valid_from <= coalesce(NEW.valid_to, '9999-12-31')
      ORDER BY valid_from DESC LIMIT 1) >= NEW.valid_from
BEGIN
  SELECT RAISE(ABORT, 'overlapping_facts');
END;

CREATE TRIGGER {table}_overlap_update BEFORE UPDATE ON {table}
WHEN (SELECT coalesce(valid_to, '9999-12-31') FROM {table}
      WHERE {same} AND valid_from <= coalesce(NEW.valid_to, '9999-12-31') AND id <> OLD.id
      ORDER BY valid_from DESC LIMIT 1) >= NEW.valid_from
BEGIN
  SELECT RAISE(ABORT, 'overlapping_facts');
END;
