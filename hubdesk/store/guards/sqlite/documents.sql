-- A document is a draft without a number until it is sealed; sealing gives the next number of its
-- series, so that none is missing. Sealed documents and their lines never change or go.

CREATE TRIGGER document_insert BEFORE INSERT ON document
WHEN NEW.sealed OR NEW.number IS NOT NULL OR NEW.code IS NOT NULL
  OR EXISTS (SELECT 1 FROM document WHERE id = NEW.id AND sealed)
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER document_update BEFORE UPDATE ON document
WHEN OLD.sealed
  OR (NEW.sealed AND (NEW.id <> OLD.id OR NEW.number IS NULL OR NEW.code IS NULL
      OR NEW.sealed_at IS NULL))
  OR (NOT NEW.sealed AND (NEW.number IS NOT NULL OR NEW.code IS NOT NULL))
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER document_number BEFORE UPDATE ON document
WHEN NEW.sealed AND NOT OLD.sealed
  AND NEW.number <> (SELECT max(number) + 1 FROM document WHERE series = NEW.series)
BEGIN
  SELECT RAISE(ABORT, 'number_gap');
END;

CREATE TRIGGER document_delete BEFORE DELETE ON document
WHEN OLD.sealed
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER document_line_insert BEFORE INSERT ON document_line
WHEN EXISTS (SELECT 1 FROM document WHERE sealed AND (id = NEW.document_id
  OR id IN (SELECT document_id FROM document_line WHERE id = NEW.id)))
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER document_line_update BEFORE UPDATE ON document_line
WHEN EXISTS (SELECT 1 FROM document WHERE sealed
  AND id IN (OLD.document_id, NEW.document_id))
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;

CREATE TRIGGER document_line_delete BEFORE DELETE ON document_line
WHEN EXISTS (SELECT 1 FROM document WHERE sealed AND id = OLD.document_id)
BEGIN
  SELECT RAISE(ABORT, 'sealed');
END;
