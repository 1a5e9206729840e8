-- History only grows, one row after the other. A payload may be erased by law (its salted hash
-- stays); nothing else of a row ever changes. Rows are indexed in the unit of work that wrote them.

CREATE TRIGGER history_insert BEFORE INSERT ON history
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM history)
BEGIN
  SELECT RAISE(ABORT, 'history_fixed');
END;

CREATE TRIGGER history_update BEFORE UPDATE ON history
WHEN NEW.payload IS NOT NULL
  OR NEW.seq IS NOT OLD.seq OR NEW.at IS NOT OLD.at OR NEW.actor IS NOT OLD.actor
  OR NEW.source IS NOT OLD.source OR NEW.action IS NOT OLD.action
  OR NEW.entity IS NOT OLD.entity OR NEW.entity_id IS NOT OLD.entity_id
  OR NEW.org_id IS NOT OLD.org_id OR NEW.undoes IS NOT OLD.undoes
  OR NEW.salt IS NOT OLD.salt OR NEW.payload_hash IS NOT OLD.payload_hash
  OR NEW.chain IS NOT OLD.chain
BEGIN
  SELECT RAISE(ABORT, 'history_fixed');
END;

CREATE TRIGGER history_delete BEFORE DELETE ON history
BEGIN
  SELECT RAISE(ABORT, 'history_fixed');
END;

CREATE TRIGGER history_subject_insert BEFORE INSERT ON history_subject
WHEN NEW.seq IS NOT (SELECT max(seq) FROM history)
BEGIN
  SELECT RAISE(ABORT, 'history_fixed');
END;

CREATE TRIGGER history_subject_update BEFORE UPDATE ON history_subject
BEGIN
  SELECT RAISE(ABORT, 'history_fixed');
END;

CREATE TRIGGER history_subject_delete BEFORE DELETE ON history_subject
BEGIN
  SELECT RAISE(ABORT, 'history_fixed');
END;
