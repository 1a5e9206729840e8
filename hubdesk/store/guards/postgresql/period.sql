-- A locked month changes in one way only: it is reopened, with a reason and until when. What it was
-- locked with (the fingerprint) stays. No month is ever removed.

CREATE OR REPLACE FUNCTION guard_period() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM refuse('month_locked'); END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.month <> OLD.month OR (OLD.state = 'locked' AND NOT (NEW.state = 'reopened'
        AND NEW.reason <> '' AND NEW.reopened_until IS NOT NULL
        AND NEW.fingerprint = OLD.fingerprint)) THEN
      PERFORM refuse('month_locked');
    END IF;
  END IF;
  -- Whoever still writes rows of this month or dated facts is waited for.
  IF NEW.state = 'locked' THEN
    PERFORM pg_advisory_xact_lock(74832, 0);
    PERFORM pg_advisory_xact_lock(74832, replace(NEW.month, '-', '')::int);
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER a_period BEFORE INSERT OR UPDATE OR DELETE ON period
FOR EACH ROW EXECUTE FUNCTION guard_period();
