-- What priced a usage charge of a locked month stays as it was priced.

CREATE OR REPLACE FUNCTION priced_for_good(occurrence bigint) RETURNS boolean
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(74832, 0);
  RETURN EXISTS (SELECT 1 FROM usage_charge u JOIN period p ON p.month = u.accounting_month
                  WHERE u.occurrence_id = occurrence AND p.state = 'locked');
END
$$;

CREATE OR REPLACE FUNCTION guard_usage() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF (NEW.id, NEW.booking_id, NEW.org_id, NEW.resource_id, NEW.quantity, NEW.starts_at,
      NEW.ends_at, NEW.status)
    IS DISTINCT FROM (OLD.id, OLD.booking_id, OLD.org_id, OLD.resource_id, OLD.quantity,
      OLD.starts_at, OLD.ends_at, OLD.status) THEN
    IF priced_for_good(OLD.id) THEN PERFORM refuse('usage_locked'); END IF;
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION guard_usage_extra() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    IF priced_for_good(OLD.occurrence_id) THEN PERFORM refuse('usage_locked'); END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF priced_for_good(NEW.occurrence_id) THEN PERFORM refuse('usage_locked'); END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER a_usage BEFORE UPDATE ON occurrence FOR EACH ROW EXECUTE FUNCTION guard_usage();

CREATE TRIGGER a_usage BEFORE INSERT OR UPDATE OR DELETE ON occurrence_extra
FOR EACH ROW EXECUTE FUNCTION guard_usage_extra();
