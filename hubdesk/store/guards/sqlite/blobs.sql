-- A file is known by its hash, so its bytes cannot change; rows that own it may come and go.

CREATE TRIGGER blob_insert BEFORE INSERT ON blob
WHEN EXISTS (SELECT 1 FROM blob WHERE sha256 = NEW.sha256)
BEGIN
  SELECT RAISE(ABORT, 'blob_fixed');
END;

CREATE TRIGGER blob_update BEFORE UPDATE ON blob
BEGIN
  SELECT RAISE(ABORT, 'blob_fixed');
END;

CREATE TRIGGER blob_delete BEFORE DELETE ON blob
BEGIN
  SELECT RAISE(ABORT, 'blob_fixed');
END;
