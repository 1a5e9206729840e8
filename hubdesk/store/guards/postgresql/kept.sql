-- Deleting is a state: these rows are cancelled, voided, lifted or made inactive, never removed.
-- each: table = account
-- each: table = app_user
-- each: table = approval
-- each: table = assignment
-- each: table = away
-- each: table = bank_account
-- each: table = bank_line
-- each: table = bank_match
-- each: table = bill
-- each: table = booking
-- each: table = booking_extra
-- each: table = closure
-- each: table = cost_pool
-- each: table = deposit
-- each: table = direct_charge
-- each: table = floor
-- each: table = front_desk
-- each: table = house_key
-- each: table = hub
-- each: table = income
-- each: table = key_loan
-- each: table = location
-- each: table = mail
-- each: table = mail_attempt
-- each: table = mail_settings
-- each: table = number_series
-- each: table = occurrence
-- each: table = organisation
-- each: table = parcel
-- each: table = payment
-- each: table = person
-- each: table = policy
-- each: table = resource
-- each: table = schema_info
-- each: table = shift_note
-- each: table = supplier
-- each: table = supplier_payment
-- each: table = ticket
-- each: table = unit
-- each: table = visit

CREATE OR REPLACE FUNCTION guard_kept() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM refuse('kept');
END
$$;

CREATE TRIGGER z_kept BEFORE DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION guard_kept();
