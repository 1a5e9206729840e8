-- Dated facts decide how a locked month was shared, so their value on its days stays. Ending or
-- extending a fact is allowed while the days it wins or loses lie outside locked months.
-- each: table = occupancy; changed = (NEW.org_id, NEW.seats, NEW.headcount, NEW.area_m2) IS DISTINCT FROM (OLD.org_id, OLD.seats, OLD.headcount, OLD.area_m2); old_pool = NULL; new_pool = NULL
-- each: table = rate; changed = (NEW.org_class, NEW.resource_id, NEW.hour_minor, NEW.free_minutes, NEW.vat_rate) IS DISTINCT FROM (OLD.org_class, OLD.resource_id, OLD.hour_minor, OLD.free_minutes, OLD.vat_rate); old_pool = NULL; new_pool = NULL
-- each: table = price_rule; changed = (NEW.code, NEW.org_class, NEW.org_id, NEW.resource_kind, NEW.resource_id, NEW.terms, NEW.vat_rate) IS DISTINCT FROM (OLD.code, OLD.org_class, OLD.org_id, OLD.resource_kind, OLD.resource_id, OLD.terms, OLD.vat_rate); old_pool = NULL; new_pool = NULL
-- each: table = plan; changed = (NEW.code, NEW.terms) IS DISTINCT FROM (OLD.code, OLD.terms); old_pool = NULL; new_pool = NULL
-- each: table = agreement_term; changed = (NEW.agreement_id, NEW.org_id, NEW.plan, NEW.fee_minor, NEW.vat_rate) IS DISTINCT FROM (OLD.agreement_id, OLD.org_id, OLD.plan, OLD.fee_minor, OLD.vat_rate); old_pool = NULL; new_pool = NULL
-- each: table = lettable; changed = (NEW.driver, NEW.total) IS DISTINCT FROM (OLD.driver, OLD.total); old_pool = NULL; new_pool = NULL
-- each: table = meter_use; changed = (NEW.pool_id, NEW.org_id, NEW.opening, NEW.closing, NEW.valid_from, NEW.valid_to) IS DISTINCT FROM (OLD.pool_id, OLD.org_id, OLD.opening, OLD.closing, OLD.valid_from, OLD.valid_to); old_pool = OLD.pool_id; new_pool = NEW.pool_id
-- A pool that shared nothing in a month may still get its first rule for it.
-- each: table = pool_rule; changed = (NEW.pool_id, NEW.driver, NEW.weights, NEW.terms) IS DISTINCT FROM (OLD.pool_id, OLD.driver, OLD.weights, OLD.terms); old_pool = OLD.pool_id; new_pool = NEW.pool_id

CREATE OR REPLACE FUNCTION guard_{table}_fact() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  refused boolean := false;
BEGIN
  IF TG_OP = 'INSERT' THEN
    refused := touches_locked(NEW.valid_from, NEW.valid_to, {new_pool});
  ELSIF TG_OP = 'DELETE' THEN
    refused := touches_locked(OLD.valid_from, OLD.valid_to, {old_pool});
  ELSE
    IF {changed} THEN
      refused := touches_locked(OLD.valid_from, OLD.valid_to, {old_pool})
              OR touches_locked(NEW.valid_from, NEW.valid_to, {new_pool});
    END IF;
    IF NEW.valid_from <> OLD.valid_from THEN
      refused := refused OR touches_locked(least(OLD.valid_from, NEW.valid_from),
                                           greatest(OLD.valid_from, NEW.valid_from) - 1, {new_pool});
    END IF;
    IF NEW.valid_to IS DISTINCT FROM OLD.valid_to THEN
      refused := refused OR touches_locked(
        least(coalesce(OLD.valid_to, '9999-12-31'), coalesce(NEW.valid_to, '9999-12-31')) + 1,
        greatest(coalesce(OLD.valid_to, '9999-12-31'), coalesce(NEW.valid_to, '9999-12-31')),
        {new_pool});
    END IF;
  END IF;
  IF refused THEN PERFORM refuse('dated_fact_locked'); END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER a_fact BEFORE INSERT OR UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION guard_{table}_fact();
