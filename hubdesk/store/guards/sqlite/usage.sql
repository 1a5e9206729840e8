-- What priced a usage charge of a locked month stays as it was priced.

CREATE TRIGGER occurrence_usage_update BEFORE UPDATE ON occurrence
WHEN (NEW.id IS NOT OLD.id OR NEW.booking_id IS NOT OLD.booking_id
   OR NEW.org_id IS NOT OLD.org_id OR NEW.resource_id IS NOT OLD.resource_id
   OR NEW.quantity IS NOT OLD.quantity OR NEW.starts_at IS NOT OLD.starts_at
   OR NEW.ends_at IS NOT OLD.ends_at OR NEW.status IS NOT OLD.status)
  AND EXISTS (SELECT 1 FROM usage_charge u JOIN period p ON p.month = u.accounting_month
              WHERE u.occurrence_id IN (OLD.id, NEW.id) AND p.state = 'locked')
BEGIN
  SELECT RAISE(ABORT, 'usage_locked');
END;

-- INSERT OR REPLACE would put another date in its place without firing the trigger above.
CREATE TRIGGER occurrence_usage_insert BEFORE INSERT ON occurrence
WHEN EXISTS (SELECT 1 FROM occurrence o CROSS JOIN usage_charge u ON u.occurrence_id = o.id
             CROSS JOIN period p ON p.month = u.accounting_month
             WHERE (o.id = NEW.id
                OR (o.booking_id = NEW.booking_id AND o.original_start = NEW.original_start))
               AND p.state = 'locked')
BEGIN
  SELECT RAISE(ABORT, 'usage_locked');
END;

CREATE TRIGGER occurrence_extra_usage_insert BEFORE INSERT ON occurrence_extra
WHEN EXISTS (SELECT 1 FROM usage_charge u JOIN period p ON p.month = u.accounting_month
             WHERE u.occurrence_id = NEW.occurrence_id AND p.state = 'locked')
BEGIN
  SELECT RAISE(ABORT, 'usage_locked');
END;

CREATE TRIGGER occurrence_extra_usage_update BEFORE UPDATE ON occurrence_extra
WHEN EXISTS (SELECT 1 FROM usage_charge u JOIN period p ON p.month = u.accounting_month
             WHERE u.occurrence_id IN (OLD.occurrence_id, NEW.occurrence_id)
               AND p.state = 'locked')
BEGIN
  SELECT RAISE(ABORT, 'usage_locked');
END;

CREATE TRIGGER occurrence_extra_usage_delete BEFORE DELETE ON occurrence_extra
WHEN EXISTS (SELECT 1 FROM usage_charge u JOIN period p ON p.month = u.accounting_month
             WHERE u.occurrence_id = OLD.occurrence_id AND p.state = 'locked')
BEGIN
  SELECT RAISE(ABORT, 'usage_locked');
END;
