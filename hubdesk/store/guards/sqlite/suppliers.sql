-- What was paid to suppliers stays as it was written; a payment is only taken back. A bill that
-- was paid is not voided. Certificates of tax withheld are numbered without a gap and never change.

CREATE TRIGGER supplier_payment_update BEFORE UPDATE ON supplier_payment
WHEN OLD.void OR NOT NEW.void OR NEW.id <> OLD.id OR NEW.idem_key <> OLD.idem_key
  OR NEW.supplier_id <> OLD.supplier_id OR NEW.date <> OLD.date
  OR NEW.amount_minor <> OLD.amount_minor OR NEW.withheld_minor <> OLD.withheld_minor
  OR NEW.reference <> OLD.reference OR NEW.code <> OLD.code
  OR NEW.accounting_month <> OLD.accounting_month OR NEW.transaction_id <> OLD.transaction_id
  OR NEW.credits_id IS NOT OLD.credits_id
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER supplier_payment_part_insert BEFORE INSERT ON supplier_payment_part
WHEN EXISTS (SELECT 1 FROM supplier_payment_part WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER supplier_payment_part_update BEFORE UPDATE ON supplier_payment_part
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER supplier_payment_part_delete BEFORE DELETE ON supplier_payment_part
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER supplier_payment_part_bill BEFORE INSERT ON supplier_payment_part
WHEN EXISTS (SELECT 1 FROM bill WHERE id = NEW.bill_id AND (void OR spread_id IS NOT NULL))
BEGIN
  SELECT RAISE(ABORT, 'bill_paid');
END;

CREATE TRIGGER bill_paid BEFORE UPDATE ON bill
WHEN NEW.void AND NOT OLD.void AND (
  SELECT coalesce(sum(part.amount_minor), 0) <> 0 FROM supplier_payment_part AS part
    JOIN supplier_payment AS payment ON payment.id = part.payment_id
   WHERE part.bill_id = OLD.id AND NOT payment.void)
BEGIN
  SELECT RAISE(ABORT, 'bill_paid');
END;

CREATE TRIGGER withholding_certificate_insert BEFORE INSERT ON withholding_certificate
WHEN EXISTS (SELECT 1 FROM withholding_certificate
              WHERE id = NEW.id OR code = NEW.code OR payment_id = NEW.payment_id)
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER withholding_certificate_number BEFORE INSERT ON withholding_certificate
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM withholding_certificate
                     WHERE series = NEW.series)
BEGIN
  SELECT RAISE(ABORT, 'number_gap');
END;

CREATE TRIGGER withholding_certificate_update BEFORE UPDATE ON withholding_certificate
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER withholding_certificate_delete BEFORE DELETE ON withholding_certificate
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;
