-- Dated facts decide how a locked month was shared, so their value on its days stays. Ending or
-- extending a fact is allowed while the days it wins or loses lie outside locked months.
-- each: table = occupancy; owner = org_id; changed = NEW.org_id IS NOT OLD.org_id OR NEW.seats IS NOT OLD.seats OR NEW.headcount IS NOT OLD.headcount OR NEW.area_m2 IS NOT OLD.area_m2; binding = 1
-- each: table = rate; owner = org_class; changed = NEW.org_class IS NOT OLD.org_class OR NEW.resource_id IS NOT OLD.resource_id OR NEW.hour_minor IS NOT OLD.hour_minor OR NEW.free_minutes IS NOT OLD.free_minutes OR NEW.vat_rate IS NOT OLD.vat_rate; binding = 1
-- each: table = price_rule; owner = code; changed = NEW.code IS NOT OLD.code OR NEW.org_class IS NOT OLD.org_class OR NEW.org_id IS NOT OLD.org_id OR NEW.resource_kind IS NOT OLD.resource_kind OR NEW.resource_id IS NOT OLD.resource_id OR NEW.terms IS NOT OLD.terms OR NEW.vat_rate IS NOT OLD.vat_rate; binding = 1
-- each: table = plan; owner = code; changed = NEW.code IS NOT OLD.code OR NEW.terms IS NOT OLD.terms; binding = 1
-- each: table = agreement_term; owner = agreement_id; changed = NEW.agreement_id IS NOT OLD.agreement_id OR NEW.org_id IS NOT OLD.org_id OR NEW.plan IS NOT OLD.plan OR NEW.fee_minor IS NOT OLD.fee_minor OR NEW.vat_rate IS NOT OLD.vat_rate; binding = 1
-- each: table = lettable; owner = driver; changed = NEW.driver IS NOT OLD.driver OR NEW.total IS NOT OLD.total; binding = 1
-- each: table = meter_use; owner = pool_id; changed = NEW.pool_id IS NOT OLD.pool_id OR NEW.org_id IS NOT OLD.org_id OR NEW.opening IS NOT OLD.opening OR NEW.closing IS NOT OLD.closing OR NEW.valid_from IS NOT OLD.valid_from OR NEW.valid_to IS NOT OLD.valid_to; binding = (EXISTS (SELECT 1 FROM share s WHERE s.pool_id = f.owner AND p.month IN (s.accounting_month, s.service_month)) OR EXISTS (SELECT 1 FROM pool_month s WHERE s.pool_id = f.owner AND p.month IN (s.accounting_month, s.service_month)))
-- A pool that shared nothing in a month may still get its first rule for it.
-- each: table = pool_rule; owner = pool_id; changed = NEW.pool_id IS NOT OLD.pool_id OR NEW.driver IS NOT OLD.driver OR NEW.weights IS NOT OLD.weights OR NEW.terms IS NOT OLD.terms; binding = (EXISTS (SELECT 1 FROM share s WHERE s.pool_id = f.owner AND p.month IN (s.accounting_month, s.service_month)) OR EXISTS (SELECT 1 FROM pool_month s WHERE s.pool_id = f.owner AND p.month IN (s.accounting_month, s.service_month)))

CREATE TRIGGER {table}_fact_insert BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM period p JOIN (
    SELECT NEW.{owner} AS owner, NEW.valid_from AS first, NEW.valid_to AS last
    UNION ALL
    SELECT {owner}, valid_from, valid_to FROM {table} WHERE id = NEW.id) f
  WHERE p.state = 'locked' AND p.month >= substr(f.first, 1, 7)
    AND p.month <= substr(coalesce(f.last, '9999-12-31'), 1, 7) AND {binding})
BEGIN
  SELECT RAISE(ABORT, 'dated_fact_locked');
END;

CREATE TRIGGER {table}_fact_update BEFORE UPDATE ON {table}
WHEN EXISTS (SELECT 1 FROM period p JOIN (
    SELECT OLD.{owner} AS owner, OLD.valid_from AS first, OLD.valid_to AS last
      WHERE {changed}
    UNION ALL
    SELECT NEW.{owner}, NEW.valid_from, NEW.valid_to WHERE {changed}
    UNION ALL
    SELECT NEW.{owner}, min(OLD.valid_from, NEW.valid_from),
           date(max(OLD.valid_from, NEW.valid_from), '-1 day')
      WHERE OLD.valid_from <> NEW.valid_from
    UNION ALL
    SELECT NEW.{owner},
           date(min(coalesce(OLD.valid_to, '9999-12-31'), coalesce(NEW.valid_to, '9999-12-31')),
                '+1 day'),
           max(coalesce(OLD.valid_to, '9999-12-31'), coalesce(NEW.valid_to, '9999-12-31'))
      WHERE OLD.valid_to IS NOT NEW.valid_to) f
  WHERE p.state = 'locked' AND p.month >= substr(f.first, 1, 7)
    AND p.month <= substr(coalesce(f.last, '9999-12-31'), 1, 7) AND {binding})
BEGIN
  SELECT RAISE(ABORT, 'dated_fact_locked');
END;

CREATE TRIGGER {table}_fact_delete BEFORE DELETE ON {table}
WHEN EXISTS (SELECT 1 FROM period p JOIN (SELECT OLD.{owner} AS owner) f
  WHERE p.state = 'locked' AND p.month >= substr(OLD.valid_from, 1, 7)
    AND p.month <= substr(coalesce(OLD.valid_to, '9999-12-31'), 1, 7) AND {binding})
BEGIN
  SELECT RAISE(ABORT, 'dated_fact_locked');
END;
