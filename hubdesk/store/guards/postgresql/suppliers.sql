-- What was paid to suppliers stays as it was written; a payment is only taken back. A bill that
-- was paid is not voided. Certificates of tax withheld are numbered without a gap and never change.
-- Paying locks the bill's row, so that paying and voiding at once see each other.

CREATE OR REPLACE FUNCTION guard_supplier_payment() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF OLD.void OR NOT NEW.void OR NEW.id <> OLD.id OR NEW.idem_key <> OLD.idem_key
      OR NEW.supplier_id <> OLD.supplier_id OR NEW.date <> OLD.date
      OR NEW.amount_minor <> OLD.amount_minor OR NEW.withheld_minor <> OLD.withheld_minor
      OR NEW.reference <> OLD.reference OR NEW.code <> OLD.code
      OR NEW.accounting_month <> OLD.accounting_month
      OR NEW.transaction_id <> OLD.transaction_id
      OR NEW.credits_id IS DISTINCT FROM OLD.credits_id THEN
    PERFORM refuse('sealed');
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION guard_supplier_payment_part() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM refuse('sealed'); END IF;
  PERFORM 1 FROM bill b
    WHERE b.id = NEW.bill_id AND NOT b.void AND b.spread_id IS NULL FOR SHARE;
  IF NOT FOUND THEN PERFORM refuse('bill_paid'); END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION guard_bill_paid() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.void AND NOT OLD.void AND (
      SELECT coalesce(sum(part.amount_minor), 0) <> 0 FROM supplier_payment_part part
        JOIN supplier_payment payment ON payment.id = part.payment_id
       WHERE part.bill_id = OLD.id AND NOT payment.void) THEN
    PERFORM refuse('bill_paid');
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION guard_certificate() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM refuse('sealed'); END IF;
  IF NEW.number <> (SELECT coalesce(max(c.number), 0) + 1 FROM withholding_certificate c
                     WHERE c.series = NEW.series) THEN
    PERFORM refuse('number_gap');
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER b_sealed BEFORE UPDATE ON supplier_payment
FOR EACH ROW EXECUTE FUNCTION guard_supplier_payment();

CREATE TRIGGER b_sealed BEFORE INSERT OR UPDATE OR DELETE ON supplier_payment_part
FOR EACH ROW EXECUTE FUNCTION guard_supplier_payment_part();

CREATE TRIGGER b_paid BEFORE UPDATE ON bill
FOR EACH ROW EXECUTE FUNCTION guard_bill_paid();

CREATE TRIGGER b_sealed BEFORE INSERT OR UPDATE OR DELETE ON withholding_certificate
FOR EACH ROW EXECUTE FUNCTION guard_certificate();
