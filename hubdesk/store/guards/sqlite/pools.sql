-- A month is locked only when every pool adds up: its shares and what the hub absorbed are what was
-- to be shared, to the last minor unit.

CREATE TRIGGER period_pools_insert BEFORE INSERT ON period
WHEN NEW.state = 'locked' AND EXISTS (
  SELECT 1 FROM (
    SELECT service_month, pool_id, sum(amount_minor) AS charged, min(allocable_minor) AS least,
           max(allocable_minor) AS most, 0 AS absorbed
      FROM share WHERE accounting_month = NEW.month GROUP BY service_month, pool_id
    UNION ALL
    SELECT service_month, pool_id, 0, allocable_minor, allocable_minor, absorbed_minor
      FROM pool_month WHERE accounting_month = NEW.month)
  GROUP BY service_month, pool_id
  HAVING min(least) <> max(most) OR sum(charged) + sum(absorbed) <> min(least))
BEGIN
  SELECT RAISE(ABORT, 'pool_unbalanced');
END;

CREATE TRIGGER period_pools_update BEFORE UPDATE ON period
WHEN NEW.state = 'locked' AND EXISTS (
  SELECT 1 FROM (
    SELECT service_month, pool_id, sum(amount_minor) AS charged, min(allocable_minor) AS least,
           max(allocable_minor) AS most, 0 AS absorbed
      FROM share WHERE accounting_month = NEW.month GROUP BY service_month, pool_id
    UNION ALL
    SELECT service_month, pool_id, 0, allocable_minor, allocable_minor, absorbed_minor
      FROM pool_month WHERE accounting_month = NEW.month)
  GROUP BY service_month, pool_id
  HAVING min(least) <> max(most) OR sum(charged) + sum(absorbed) <> min(least))
BEGIN
  SELECT RAISE(ABORT, 'pool_unbalanced');
END;
