-- What the bank told stays as it was told; only that a line is set aside or its file was taken back
-- may change. Payments of a line never add up to more than the line, and stay as they were matched
-- until they are taken back. Matching locks the line's row, so that two at once see each other.

CREATE OR REPLACE FUNCTION guard_bank_line() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NEW.id <> OLD.id OR NEW.account_id <> OLD.account_id OR NEW.line_key <> OLD.line_key
      OR NEW.date <> OLD.date OR NEW.amount_minor <> OLD.amount_minor
      OR NEW.reference <> OLD.reference OR NEW.counterparty <> OLD.counterparty
      OR NEW.bank_ref <> OLD.bank_ref OR NEW.source <> OLD.source THEN
    PERFORM refuse('sealed');
  END IF;
  IF NEW.void AND EXISTS (SELECT 1 FROM bank_match m WHERE m.line_id = NEW.id AND NOT m.void) THEN
    PERFORM refuse('line_settled');
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION guard_bank_match() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  whole bigint;
  taken numeric;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.void OR NOT NEW.void OR NEW.id <> OLD.id OR NEW.idem_key <> OLD.idem_key
        OR NEW.line_id <> OLD.line_id OR NEW.payment_id <> OLD.payment_id
        OR NEW.document_id IS DISTINCT FROM OLD.document_id OR NEW.org_id <> OLD.org_id
        OR NEW.amount_minor <> OLD.amount_minor OR NEW.withheld_minor <> OLD.withheld_minor THEN
      PERFORM refuse('sealed');
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.void THEN RETURN NEW; END IF;
  SELECT l.amount_minor INTO whole FROM bank_line l
   WHERE l.id = NEW.line_id AND NOT l.void FOR UPDATE;
  SELECT coalesce(sum(m.amount_minor - m.withheld_minor), 0) INTO taken FROM bank_match m
   WHERE m.line_id = NEW.line_id AND NOT m.void;
  IF whole IS NULL OR NEW.amount_minor = NEW.withheld_minor
      OR (whole > 0) <> (NEW.amount_minor > NEW.withheld_minor)
      OR abs(whole) < abs(NEW.amount_minor - NEW.withheld_minor + taken) THEN
    PERFORM refuse('line_settled');
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER b_told BEFORE UPDATE ON bank_line
FOR EACH ROW EXECUTE FUNCTION guard_bank_line();

CREATE TRIGGER b_within BEFORE INSERT OR UPDATE ON bank_match
FOR EACH ROW EXECUTE FUNCTION guard_bank_match();
