-- A locked month refuses its money rows: adding, changing, removing, moving in or out.
-- each: table = bill
-- each: table = income
-- each: table = direct_charge
-- each: table = share
-- each: table = pool_month
-- each: table = usage_charge
-- each: table = allowance_use
-- each: table = ledger_transaction
-- each: table = posting
-- each: table = document
-- each: table = document_line
-- each: table = payment
-- each: table = supplier_payment
-- each: table = supplier_payment_part
-- each: table = withholding_certificate

CREATE OR REPLACE FUNCTION guard_month() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF is_locked(OLD.accounting_month, NULL) THEN PERFORM refuse('month_locked'); END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF is_locked(NEW.accounting_month, NULL) THEN PERFORM refuse('month_locked'); END IF;
  ELSIF is_locked(OLD.accounting_month, NEW.accounting_month) THEN
    PERFORM refuse('month_locked');
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER a_month BEFORE INSERT OR UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION guard_month();
