-- A month is locked only when every pool adds up: its shares and what the hub absorbed are what was
-- to be shared, to the last minor unit.

CREATE OR REPLACE FUNCTION guard_pools() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.state = 'locked' AND EXISTS (
    SELECT 1 FROM (
      SELECT service_month, pool_id, sum(amount_minor) AS charged, min(allocable_minor) AS least,
             max(allocable_minor) AS most, 0 AS absorbed
        FROM share WHERE accounting_month = NEW.month GROUP BY service_month, pool_id
      UNION ALL
      SELECT service_month, pool_id, 0, allocable_minor, allocable_minor, absorbed_minor
        FROM pool_month WHERE accounting_month = NEW.month) one
    GROUP BY service_month, pool_id
    HAVING min(least) <> max(most) OR sum(charged) + sum(absorbed) <> min(least)) THEN
    PERFORM refuse('pool_unbalanced');
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER b_pools BEFORE INSERT OR UPDATE ON period
FOR EACH ROW EXECUTE FUNCTION guard_pools();
