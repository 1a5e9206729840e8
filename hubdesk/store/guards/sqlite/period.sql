-- A locked month changes in one way only: it is reopened, with a reason and until when. What it was
-- locked with (the fingerprint) stays. No month is ever removed.

CREATE TRIGGER period_insert BEFORE INSERT ON period
WHEN EXISTS (SELECT 1 FROM period WHERE month = NEW.month AND state = 'locked')
BEGIN
  SELECT RAISE(ABORT, 'month_locked');
END;

CREATE TRIGGER period_update BEFORE UPDATE ON period
WHEN NEW.month <> OLD.month
  OR (OLD.state = 'locked' AND NOT (NEW.state = 'reopened' AND NEW.reason <> ''
      AND NEW.reopened_until IS NOT NULL AND NEW.fingerprint = OLD.fingerprint))
BEGIN
  SELECT RAISE(ABORT, 'month_locked');
END;

CREATE TRIGGER period_delete BEFORE DELETE ON period
BEGIN
  SELECT RAISE(ABORT, 'month_locked');
END;
