-- Deleting is a state: these rows are cancelled, voided, lifted or made inactive, never removed.
-- each: table = account
-- each: table = app_user
-- each: table = bill
-- each: table = booking
-- each: table = closure
-- each: table = cost_pool
-- each: table = direct_charge
-- each: table = floor
-- each: table = hub
-- each: table = income
-- each: table = location
-- each: table = number_series
-- each: table = occurrence
-- each: table = organisation
-- each: table = payment
-- each: table = person
-- each: table = resource
-- each: table = schema_info
-- each: table = supplier
-- each: table = unit

CREATE OR REPLACE FUNCTION guard_kept() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM refuse('kept');
END
$$;

CREATE TRIGGER z_kept BEFORE DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION guard_kept();
