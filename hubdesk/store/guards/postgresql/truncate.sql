-- TRUNCATE fires no row triggers; on a guarded table it is refused as a whole.
-- each: table = account
-- each: table = agreement_term
-- each: table = allowance_use
-- each: table = app_user
-- each: table = bank_line
-- each: table = bank_match
-- each: table = bill
-- each: table = bill_draft
-- each: table = blob
-- each: table = booking
-- each: table = closure
-- each: table = cost_pool
-- each: table = deposit
-- each: table = direct_charge
-- each: table = document
-- each: table = document_line
-- each: table = floor
-- each: table = history
-- each: table = history_subject
-- each: table = hub
-- each: table = income
-- each: table = ledger_transaction
-- each: table = lettable
-- each: table = location
-- each: table = meter_use
-- each: table = number_series
-- each: table = occupancy
-- each: table = occurrence
-- each: table = organisation
-- each: table = payment
-- each: table = period
-- each: table = person
-- each: table = plan
-- each: table = pool_month
-- each: table = pool_rule
-- each: table = posting
-- each: table = price_rule
-- each: table = rate
-- each: table = recurring_bill
-- each: table = resource
-- each: table = schema_info
-- each: table = share
-- each: table = supplier
-- each: table = supplier_payment
-- each: table = supplier_payment_part
-- each: table = unit
-- each: table = usage_charge
-- each: table = withholding_certificate
-- each: table = withholding_rate

CREATE OR REPLACE FUNCTION guard_truncate() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM refuse('kept');
  RETURN NULL;
END
$$;

CREATE TRIGGER z_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION guard_truncate();
