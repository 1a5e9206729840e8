-- Postings are written under an unsealed transaction; the update that seals it checks that they
-- are at least two, of its month, and sum to zero. From then on neither it nor they change or go.
-- A posting locks its transaction's row, so that nobody adds one while another seals.

CREATE OR REPLACE FUNCTION guard_transaction() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.sealed THEN PERFORM refuse('sealed'); END IF;
    RETURN NEW;
  END IF;
  IF OLD.sealed THEN PERFORM refuse('sealed'); END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NEW.sealed AND (NEW.id <> OLD.id OR NEW.sealed_at IS NULL
      OR (SELECT count(*) < 2 OR sum(amount_minor) <> 0
            OR count(*) <> count(*) FILTER (WHERE accounting_month = NEW.accounting_month)
          FROM posting WHERE transaction_id = NEW.id)) THEN
    PERFORM refuse('unbalanced');
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION guard_posting() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    IF (SELECT sealed FROM ledger_transaction WHERE id = OLD.transaction_id FOR SHARE) THEN
      PERFORM refuse('sealed');
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF (SELECT sealed FROM ledger_transaction WHERE id = NEW.transaction_id FOR SHARE) THEN
    PERFORM refuse('sealed');
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER b_sealed BEFORE INSERT OR UPDATE OR DELETE ON ledger_transaction
FOR EACH ROW EXECUTE FUNCTION guard_transaction();

CREATE TRIGGER b_sealed BEFORE INSERT OR UPDATE OR DELETE ON posting
FOR EACH ROW EXECUTE FUNCTION guard_posting();
