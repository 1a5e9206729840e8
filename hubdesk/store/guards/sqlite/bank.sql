-- What the bank told stays as it was told; only that a line is set aside or its file was taken back
-- may change. Payments of a line never add up to more than the line, and stay as they were matched
-- until they are taken back.

CREATE TRIGGER bank_line_insert BEFORE INSERT ON bank_line
WHEN EXISTS (SELECT 1 FROM bank_line WHERE id = NEW.id
  OR (account_id = NEW.account_id AND line_key = NEW.line_key))
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER bank_line_update BEFORE UPDATE ON bank_line
WHEN NEW.id <> OLD.id OR NEW.account_id <> OLD.account_id OR NEW.line_key <> OLD.line_key
  OR NEW.date <> OLD.date OR NEW.amount_minor <> OLD.amount_minor
  OR NEW.reference <> OLD.reference OR NEW.counterparty <> OLD.counterparty
  OR NEW.bank_ref <> OLD.bank_ref OR NEW.source <> OLD.source
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER bank_line_void BEFORE UPDATE ON bank_line
WHEN NEW.void AND EXISTS (SELECT 1 FROM bank_match WHERE line_id = NEW.id AND NOT void)
BEGIN
  SELECT RAISE(ABORT, 'line_settled');
END;

CREATE TRIGGER bank_match_insert BEFORE INSERT ON bank_match
WHEN EXISTS (SELECT 1 FROM bank_match WHERE id = NEW.id OR idem_key = NEW.idem_key)
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER bank_match_within BEFORE INSERT ON bank_match
WHEN NOT NEW.void AND NOT EXISTS (
  SELECT 1 FROM bank_line WHERE id = NEW.line_id AND NOT void
    AND NEW.amount_minor <> NEW.withheld_minor
    AND (amount_minor > 0) = (NEW.amount_minor > NEW.withheld_minor)
    AND abs(amount_minor) >= abs(NEW.amount_minor - NEW.withheld_minor + (
      SELECT coalesce(sum(amount_minor - withheld_minor), 0) FROM bank_match
       WHERE line_id = NEW.line_id AND NOT void)))
BEGIN
  SELECT RAISE(ABORT, 'line_settled');
END;

CREATE TRIGGER bank_match_update BEFORE UPDATE ON bank_match
WHEN OLD.void OR NOT NEW.void OR NEW.id <> OLD.id OR NEW.idem_key <> OLD.idem_key
  OR NEW.line_id <> OLD.line_id OR NEW.payment_id <> OLD.payment_id
  OR NEW.document_id IS NOT OLD.document_id OR NEW.org_id <> OLD.org_id
  OR NEW.amount_minor <> OLD.amount_minor OR NEW.withheld_minor <> OLD.withheld_minor
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;
