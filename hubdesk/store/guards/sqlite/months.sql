-- A locked month refuses its money rows: adding, changing, removing, moving in or out, and
-- replacing one through a unique key (INSERT OR REPLACE fires no delete trigger by default).
-- each: table = bill; same = id = NEW.id OR (supplier_id = NEW.supplier_id AND number = NEW.number AND NOT void)
-- each: table = income; same = id = NEW.id OR idem_key = NEW.idem_key
-- each: table = direct_charge; same = id = NEW.id OR idem_key = NEW.idem_key
-- each: table = share; same = id = NEW.id
-- each: table = pool_month; same = id = NEW.id OR (accounting_month = NEW.accounting_month AND service_month = NEW.service_month AND pool_id = NEW.pool_id)
-- each: table = usage_charge; same = id = NEW.id
-- each: table = allowance_use; same = id = NEW.id OR (accounting_month = NEW.accounting_month AND org_id = NEW.org_id)
-- each: table = ledger_transaction; same = id = NEW.id
-- each: table = posting; same = id = NEW.id
-- each: table = document; same = id = NEW.id OR code = NEW.code OR (series = NEW.series AND number = NEW.number)
-- each: table = document_line; same = id = NEW.id
-- each: table = payment; same = id = NEW.id OR idem_key = NEW.idem_key OR code = NEW.code
-- each: table = supplier_payment; same = id = NEW.id OR idem_key = NEW.idem_key OR code = NEW.code
-- each: table = supplier_payment_part; same = id = NEW.id
-- each: table = withholding_certificate; same = id = NEW.id OR code = NEW.code OR payment_id = NEW.payment_id OR (series = NEW.series AND number = NEW.number)

CREATE TRIGGER {table}_month_insert BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM period WHERE month = NEW.accounting_month AND state = 'locked')
  OR EXISTS (SELECT 1 FROM {table} JOIN period ON month = accounting_month
             WHERE ({same}) AND state = 'locked')
BEGIN
  SELECT RAISE(ABORT, 'month_locked');
END;

CREATE TRIGGER {table}_month_update BEFORE UPDATE ON {table}
WHEN EXISTS (SELECT 1 FROM period
             WHERE month IN (OLD.accounting_month, NEW.accounting_month) AND state = 'locked')
  OR EXISTS (SELECT 1 FROM {table} JOIN period ON month = accounting_month
             WHERE ({same}) AND state = 'locked')
BEGIN
  SELECT RAISE(ABORT, 'month_locked');
END;

CREATE TRIGGER {table}_month_delete BEFORE DELETE ON {table}
WHEN EXISTS (SELECT 1 FROM period WHERE state = 'locked' AND month = OLD.accounting_month)
BEGIN
  SELECT RAISE(ABORT, 'month_locked');
END;
