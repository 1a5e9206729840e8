-- Postings are written under an unsealed transaction; the update that seals it checks that they
-- are at least two, of its month, and sum to zero. From then on neither it nor they change or go.

CREATE TRIGGER ledger_transaction_insert BEFORE INSERT ON ledger_transaction
WHEN NEW.sealed
  OR EXISTS (SELECT 1 FROM ledger_transaction WHERE id = NEW.id AND sealed)
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER ledger_transaction_update BEFORE UPDATE ON ledger_transaction
WHEN OLD.sealed
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER ledger_transaction_seal BEFORE UPDATE ON ledger_transaction
WHEN NEW.sealed AND NOT OLD.sealed
  AND (NEW.id <> OLD.id OR NEW.sealed_at IS NULL
    OR (SELECT count(*) < 2 OR sum(amount_minor) <> 0
          OR count(*) <> sum(accounting_month = NEW.accounting_month)
        FROM posting WHERE transaction_id = NEW.id))
BEGIN
  SELECT RAISE(ABORT, 'unbalanced');
END;

CREATE TRIGGER ledger_transaction_delete BEFORE DELETE ON ledger_transaction
WHEN OLD.sealed
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER posting_insert BEFORE INSERT ON posting
WHEN EXISTS (SELECT 1 FROM ledger_transaction WHERE sealed AND (id = NEW.transaction_id
  OR id IN (SELECT transaction_id FROM posting WHERE id = NEW.id)))
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER posting_update BEFORE UPDATE ON posting
WHEN EXISTS (SELECT 1 FROM ledger_transaction WHERE sealed
  AND id IN (OLD.transaction_id, NEW.transaction_id))
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER posting_delete BEFORE DELETE ON posting
WHEN EXISTS (SELECT 1 FROM ledger_transaction WHERE sealed AND id = OLD.transaction_id)
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;
